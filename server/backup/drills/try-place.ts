import { mkdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../../db/open.ts'
import { hashLedger, type LedgerHash } from '../../ledger/hash-ledger.ts'
import type { Moment } from '../../values/clock.ts'
import { newId } from '../../values/id.ts'
import { DestinationFault } from '../destinations/destination.ts'
import type { GenerationName } from '../objects/names.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { Certificate } from '../proof/certificate.ts'
import { isInTheWay } from '../proof/proof.ts'
import { failedStep, STEP_NAMES } from '../proof/steps.ts'
import { readCatalog } from '../restore/catalog.ts'
import type { Place } from '../restore/plan.ts'
import { type ProvenRestoring, restoreAndProve } from '../restore/restore-and-prove.ts'
import { openShelf } from '../restore/shelf.ts'
import type { Source } from '../restore/source.ts'
import { APP_VERSION } from '../version.ts'
import type { DrillFault, DrillResult } from './drill.ts'

/** What is to be tried. */
export interface DrillOrder {
  /** The place by the name the owner gave it. */
  name: string
  key: StoreKey
  /** The folder that restored shops lie in for a while. */
  scratch: string
  /** The shop's database, to hold what was restored against. */
  database: string
  /** Up to where the place has said it has everything; null when it never did. */
  acked: (GenerationName & { seq: number }) | null
  /** The ledger as it was when a restoring was last proven. */
  last_proven: { ledger: LedgerHash; at: Moment } | null
}

/** Left free on the box's disk, whatever is tried on it. */
const LEFT_FREE_BYTES = 256 << 20

/**
 * Restores the newest state of the shop from a place, proves it, holds it against the shop as it is, and takes it away
 * again. Nothing of the place is changed.
 *
 * @throws what nobody foresaw; a place that is away or a full disk is an outcome
 */
export async function tryPlace(source: Source, order: DrillOrder, signal: AbortSignal): Promise<DrillResult> {
  const folder = join(order.scratch, newId())
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    const lacking = lackingBytes(order)
    if (lacking > 0) return { outcome: 'no-room', detail: `${lacking} bytes are lacking` }
    return await restoreAndCompare(source, order, join(folder, 'laci.db'), signal)
  } catch (error) {
    if (signal.aborted) return { outcome: 'cancelled', detail: '' }
    if (!(error instanceof DestinationFault)) throw error
    return { outcome: 'away', detail: `${error.kind}: ${error.message}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Room for a restored shop, and for another try of it when a file turns out bad. */
function lackingBytes({ scratch, database }: DrillOrder): number {
  const { bavail, bsize } = statfsSync(scratch)
  return 2 * statSync(database).size + LEFT_FREE_BYTES - bavail * bsize
}

async function restoreAndCompare(
  source: Source,
  order: DrillOrder,
  file: string,
  signal: AbortSignal
): Promise<DrillResult> {
  const { name, key } = order
  const store_id = key.store_id.toString('hex')
  const { stores } = await readCatalog(source)
  const store = stores.find((one) => one.store_id === store_id)
  if (!store) return tried(order, blank(order), [{ kind: 'nothing-there' }], null)
  const restoring = await restoreAndProve(openShelf(source, store, key), 'latest', file, {
    destination: name,
    signal
  })
  const broken = [...restoring.faults, ...(restoring.fault ? [restoring.fault] : [])]
  const passing = broken.find(
    ({ kind }) => kind === 'unreachable' || kind === 'no-room' || kind === 'cancelled'
  )
  if (passing) {
    const outcome =
      passing.kind === 'unreachable' ? 'away' : passing.kind === 'no-room' ? 'no-room' : 'cancelled'
    return { outcome, detail: passing.detail }
  }
  const faults = [...storedFaults(restoring), ...lostFaults(order, restoring)]
  const stood_on = restoring.plan.parts[0]?.name.generation ?? null
  return tried(order, restoring.certificate ?? blank(order), faults, restoring.certificate ? stood_on : null)
}

function storedFaults({ faults, fault, reached }: ProvenRestoring): DrillFault[] {
  if (!reached && faults.length === 0 && fault?.name === '') return [{ kind: 'nothing-there' }]
  const all = fault && !faults.some(({ name }) => name === fault.name) ? [...faults, fault] : faults
  return all.map(({ kind, name, seq, detail }) => ({ kind: 'stored', fault: kind, name, seq, detail }))
}

/** A place that lost its newest files restores well, to an earlier hour: that is found out here. */
function lostFaults({ acked }: DrillOrder, { reached }: ProvenRestoring): DrillFault[] {
  if (!acked || !reached) return []
  return isBefore(reached, { name: acked, seq: acked.seq })
    ? [{ kind: 'lost', has: reached.seq, had: acked.seq }]
    : []
}

function isBefore(one: Omit<Place, 'at'>, other: Omit<Place, 'at'>): boolean {
  if (one.name.generation === other.name.generation) return one.seq < other.seq
  const is_older =
    one.name.epoch !== other.name.epoch
      ? one.name.epoch < other.name.epoch
      : one.name.began < other.name.began
  // A generation that has nothing of its own yet is where the one before it ended.
  return is_older && one.seq !== other.seq
}

/** Holds what was restored against the shop as it is this moment. */
function tried(
  { database, last_proven }: DrillOrder,
  certificate: Certificate,
  found: DrillFault[],
  stood_on: string | null
): DrillResult {
  const { steps, facts } = certificate.proof
  const live = openReader(database)
  try {
    const faults = [...found]
    const bad = steps.filter(isInTheWay).map(({ name }) => name)
    if (stood_on !== null && bad.length > 0) faults.push({ kind: 'not-proven', steps: bad })
    const { ledger } = facts
    if (ledger && hashLedger({ sqlite: live }, ledger.last_no).sha256 !== ledger.sha256)
      faults.push({ kind: 'ledger-differs', last_no: ledger.last_no })
    if (
      last_proven &&
      isRewritten(hashLedger({ sqlite: live }, last_proven.ledger.last_no), last_proven.ledger)
    ) {
      const { last_no } = last_proven.ledger
      faults.push({ kind: 'ledger-rewritten', last_no, proven_at: last_proven.at })
    }
    const sales = live.prepare('select count(*) from sales').pluck().get() as number
    const drill = {
      faults,
      newest_sale_at: facts.last_sale?.sold_at ?? null,
      sales_missing: Math.max(0, sales - (facts.sales ?? 0)),
      ledger
    }
    return { outcome: 'tried', certificate: { ...certificate, drill }, stood_on }
  } finally {
    live.close()
  }
}

function isRewritten(now: LedgerHash, then: LedgerHash): boolean {
  return now.sha256 !== then.sha256
}

/** What is said of a place that nothing could be restored from. */
function blank({ name }: DrillOrder): Certificate {
  const none = { pages: null, bytes: null, sales: null, last_sale: null, last_event_id: null }
  return {
    made_at: new Date().toISOString(),
    destination: name,
    shop_name: '',
    generation: '',
    seq: 0,
    state_at: new Date(0).toISOString(),
    proof: {
      ok: false,
      steps: STEP_NAMES.map((step) => failedStep(step, 'nothing was restored')),
      facts: { ...none, ledger: null, schema_version: null }
    },
    seconds_taken: 0,
    bytes_read: 0,
    app_version: APP_VERSION
  }
}
