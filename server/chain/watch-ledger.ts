import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import { question } from '../db/prepare.ts'
import type { Store } from '../db/store.ts'
import { findHead } from '../events/find-head.ts'
import { INDEXED } from '../events/indexed.ts'
import { type By, record } from '../events/record.ts'
import type { Clock } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { type AnchorReason, anchorFile, noteHead, readAnchors } from './anchor-file.ts'
import type { Anchor, Verdict } from './harm.ts'
import { verifyLedger } from './verify-ledger.ts'

/** A verification as it fares. */
export interface Verification {
  state: 'running' | 'done' | 'failed' | 'ended'
  done: number
  of: number
  /** How long the rest will take, at the pace until now; null before there is one. */
  seconds_left: number | null
  verdict: Verdict | null
  /** Why it could not be done, in the words of the system. */
  detail: string
}

export interface LedgerWatch {
  /** The one that runs, or the last that did since the box was started. */
  newest(): Verification | undefined
  /**
   * Verifies the ledger, and writes down that it did. While one runs, another is not begun.
   *
   * @param span `new` for what came since the last time it was whole
   */
  verify(span: 'all' | 'new', by: By, noted?: readonly Anchor[]): Promise<Verification>
  /** Notes the head as it is, outside the database, for the day; those of closings and restorings it notes by itself. */
  note(): void
  /** Ends the one that runs, without a verdict. */
  end(): void
  stop(): Promise<void>
}

export interface WatchOptions {
  store: Store
  clock: Clock
  config: Config
  log: FastifyBaseLogger
  /** The database file. */
  database: string
  /** Told each verdict. */
  told(verdict: Verdict): void
}

/** What the head is noted at, and why. */
const NOTABLE: Record<string, AnchorReason> = {
  'shift.closed': 'z',
  'backup.restored': 'restored',
  'data.restored': 'restored',
  'version.returned': 'restored'
}

const notable = question<{ after: number }>()((db, { after }) =>
  db
    .selectFrom('events')
    .innerJoin('event_seals', 'event_seals.event_id', 'events.event_id')
    .select(['events.event_id', 'type', 'at', 'hash'])
    .where('events.event_id', '>', after)
    .where('type', 'in', Object.keys(NOTABLE))
    .orderBy('events.event_id')
)

const lastWhole = question()((db) =>
  db
    .selectFrom('events')
    .select('facts')
    .where('type', '=', 'ledger.verified')
    .where(INDEXED)
    .orderBy('at', 'desc')
    .limit(1)
)

/** Watches over the ledger: notes its head at each Z and each restoring, and verifies it when asked. */
export function watchLedger(options: WatchOptions): LedgerWatch {
  const { store, clock, config, log, database } = options
  const file = anchorFile(config)
  let ending = new AbortController()
  let running: Promise<Verification> | undefined
  let newest: Verification | undefined
  let seen = findHead(store)?.event_id ?? 0
  const forget = store.onCommit(() => {
    const happened = notable.list(store, { after: seen })
    seen = findHead(store)?.event_id ?? seen
    // Of a shop that came in whole, with years of closings, only from its coming on.
    const came = happened.findLastIndex(({ type }) => NOTABLE[type] === 'restored')
    for (const { event_id, type, at, hash } of happened.slice(Math.max(0, came))) {
      const head = { event_id, hash: hash.toString('hex') }
      keep(() => noteHead(file, store, { at, why: NOTABLE[type]!, head }))
    }
  })

  /** A disk that does not take a note keeps nobody from selling. */
  function keep(work: () => void): void {
    try {
      work()
    } catch (error) {
      log.error({ err: error }, 'the head of the ledger could not be noted')
    }
  }

  async function run(
    job: Verification,
    span: 'all' | 'new',
    by: By,
    noted: readonly Anchor[]
  ): Promise<Verification> {
    ending = new AbortController()
    const { signal } = ending
    const began = performance.now()
    try {
      const verdict = await verifyLedger(database, {
        from: span === 'new' ? verifiedTo(store) : 0,
        anchors: [...readAnchors(file, true), ...noted],
        progress(done, of) {
          const each_ms = (performance.now() - began) / done
          Object.assign(job, { done, of, seconds_left: Math.ceil(((of - done) * each_ms) / 1000) })
        },
        signal
      })
      await writeDown(store, { ...by, at: clock.now() }, verdict)
      options.told(verdict)
      return Object.assign(job, { state: 'done', verdict })
    } catch (error) {
      if (signal.aborted) return Object.assign(job, { state: 'ended' })
      log.error({ err: error }, 'the ledger could not be verified')
      return Object.assign(job, { state: 'failed', detail: (error as Error).message })
    }
  }

  return {
    newest: () => newest,
    verify(span, by, noted = []) {
      if (newest?.state === 'running') return running!
      newest = { state: 'running', done: 0, of: 0, seconds_left: null, verdict: null, detail: '' }
      running = run(newest, span, by, noted)
      return running
    },
    note() {
      keep(() => noteHead(file, store, { at: clock.now(), why: 'day' }))
    },
    end: () => ending.abort(),
    async stop() {
      forget()
      ending.abort()
      await running
    }
  }
}

/** Up to where it was whole the last time; from the beginning, where it was not. */
function verifiedTo(store: Store): number {
  const { ok, to } = JSON.parse(lastWhole.find(store, {})?.facts ?? '{}') as { ok?: number; to?: number }
  return ok === 1 ? (to ?? 0) : 0
}

async function writeDown(store: Store, by: By, verdict: Verdict): Promise<void> {
  const { ok, harm, ms, left, sealed_later_to: _, ...facts } = verdict
  await store.commit((tx) =>
    record(tx, by, {
      type: 'ledger.verified',
      subject_id: newId(),
      facts: { ...facts, left: left.length, ok: Number(ok), ms, harm: harm && JSON.stringify(harm) }
    })
  )
}
