import { join } from 'node:path'
import type { Store } from '../../db/store.ts'
import { record } from '../../events/record.ts'
import { readSettings } from '../../settings/read-settings.ts'
import type { Clock } from '../../values/clock.ts'
import { newId } from '../../values/id.ts'
import { spoolFolder } from '../engine/resume.ts'
import type { BackupEngine } from '../engine/start-engine.ts'
import type { StoreKey } from '../objects/seal.ts'
import { listDestinations, listTargets } from '../places/find-destinations.ts'
import type { SourceAt } from '../restore/run-restore.ts'
import { runWorker } from '../run-worker.ts'
import { readCursors } from '../state/cursors.ts'
import { type DrillRow, keepDrill, keepProven, readLastDrills } from '../state/drills.ts'
import { listKnownGenerations } from '../state/generations.ts'
import type { State } from '../state/open-state.ts'
import { beginTrouble, endTrouble } from '../state/troubles.ts'
import type { Place } from '../tables.ts'
import { type DrillCertificate, type DrillResult, isProven } from './drill.ts'
import type { DrillTask } from './drill-worker.ts'

/** What drills and care work with. */
export interface Yard {
  store: Store
  clock: Clock
  state: State
  key: StoreKey
  engine: BackupEngine
  /** The backup's folder. */
  folder: string
  /** The database file. */
  database: string
  stick_folders: readonly string[]
}

/** A place that a shop can be restored from. */
export interface DrillPlace {
  /** '' is the box's own spool. */
  place: Place
  /** As the owner called it; '' for the spool. */
  name: string
  source: SourceAt
  /** Reached over the shop's internet. */
  is_remote: boolean
}

/** How the drill of a place went. */
export interface Drilled {
  place: Place
  result: DrillResult
  is_proven: boolean
}

/** Restored shops lie here while they are looked at. */
export function scratchFolder(folder: string): string {
  return join(folder, 'scratch')
}

/** The box's own spool and each destination that is not paused, in the order they were chosen. */
export function listPlaces({ store, key, folder, stick_folders }: Omit<Yard, 'engine'>): DrillPlace[] {
  const names = new Map(listDestinations(store).map(({ destination_id, name }) => [destination_id, name]))
  const spool: DrillPlace = {
    place: '',
    name: '',
    source: { kind: 'spool', root: spoolFolder(folder) },
    is_remote: false
  }
  const targets = listTargets(store, key).filter(({ is_paused }) => !is_paused)
  return [
    spool,
    ...targets.map(({ destination_id, address, secret }) => ({
      place: destination_id,
      name: names.get(destination_id) ?? '',
      source: { kind: 'destination' as const, address, secret, stick_folders },
      is_remote: address.kind !== 'folder' && address.kind !== 'stick'
    }))
  ]
}

/** What is wrong with a place that does not prove, by the name of its trouble. */
function troubleOf(place: Place): string {
  return `not-proven/${place}`
}

/**
 * Proves one place: restores from it, holds the result against the shop, and writes down what came of it.
 *
 * @throws what nobody foresaw
 */
export async function drillPlace(yard: Yard, where: DrillPlace, signal: AbortSignal): Promise<Drilled> {
  const { state, clock, engine } = yard
  const { place, name, source, is_remote } = where
  const started_at = clock.now()
  if (place === '') await engine.flush()
  const acked = place === '' ? lastRecorded(engine) : lastAcked(state, place)
  const task: DrillTask = {
    source,
    order: {
      name,
      key: yard.key,
      scratch: scratchFolder(yard.folder),
      database: yard.database,
      acked,
      last_proven: lastProven(state)
    },
    bytes_per_second: is_remote ? readSettings(yard.store).backup_catch_up_bytes : 0
  }
  const url = new URL('./drill-worker.ts', import.meta.url)
  const result = await runWorker<DrillResult>(url, task, { signal })
  if (result.outcome !== 'tried') return { place, result, is_proven: false }
  const { certificate, stood_on } = result
  const is_proven = isProven(certificate)
  const ended_at = clock.now()
  await keep(yard, { place, certificate, started_at, ended_at, is_proven, stood_on })
  return { place, result, is_proven }
}

async function keep(
  { store, state }: Yard,
  done: Pick<DrillRow, 'started_at' | 'ended_at'> & {
    place: Place
    certificate: DrillCertificate
    is_proven: boolean
    stood_on: string | null
  }
): Promise<void> {
  const { place, certificate, is_proven, stood_on, started_at, ended_at } = done
  const drill_id = newId()
  const text = JSON.stringify(certificate)
  keepDrill(state, {
    drill_id,
    destination_id: place || null,
    started_at,
    ended_at,
    is_proven: Number(is_proven),
    certificate: text
  })
  if (is_proven && stood_on) keepProven(state, place, stood_on, ended_at)
  if (is_proven) endTrouble(state, troubleOf(place), ended_at)
  else
    beginTrouble(state, {
      kind: troubleOf(place),
      detail: JSON.stringify(certificate.drill.faults),
      at: ended_at
    })
  const facts = { destination: certificate.destination, proven: Number(is_proven), seq: certificate.seq }
  const by = { at: ended_at, staff_id: null, terminal_id: null, request_id: null }
  // A box that is just being stopped keeps it in its state alone.
  await store
    .commit((tx) => record(tx, by, { type: 'backup.tried', subject_id: drill_id, facts }))
    .catch(() => undefined)
}

function lastRecorded({ standing: { last } }: BackupEngine): DrillMark | null {
  return last ? { ...last.generation, seq: last.seq } : null
}

/** Up to where a destination has said it has everything. */
function lastAcked(state: State, destination_id: string): DrillMark | null {
  const { segments } = readCursors(state, destination_id)
  const newest = listKnownGenerations(state)
    .filter(({ generation }) => segments.has(generation))
    .toSorted((one, other) => one.epoch - other.epoch || one.began - other.began)
    .at(-1)
  return newest ? { ...newest, seq: segments.get(newest.generation)! } : null
}

type DrillMark = NonNullable<DrillTask['order']['acked']>

/** The ledger as the last proven restoring found it, from wherever. */
function lastProven(state: State): DrillTask['order']['last_proven'] {
  const proven = [...readLastDrills(state).values()]
    .flatMap(({ proven }) => proven ?? [])
    .toSorted((one, other) => (one.ended_at < other.ended_at ? -1 : 1))
    .at(-1)
  const ledger = proven && (JSON.parse(proven.certificate) as DrillCertificate).drill.ledger
  return ledger ? { ledger, at: proven.ended_at } : null
}
