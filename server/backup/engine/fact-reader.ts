import type Database from 'better-sqlite3'
import type { Meta } from '../objects/segment.ts'
import { countRows } from '../proof/count-rows.ts'

/** Counting a big shop's rows takes a moment; where it takes longer than this, it is done once a minute. */
const QUICK_COUNT_MS = 20
const SLOW_COUNT_EVERY_MS = 60_000

/** Reads what a segment tells of the shop beside its pages. */
export class FactReader {
  #counted = { ms: 0, at: 0 }

  /** @param view a connection that sees the shop as the segment leaves it */
  read(view: Database.Database): Partial<Meta> {
    const newest = view.prepare('select max(event_id) from events').pluck().get() as number | null
    if (newest === null) return this.#countRows(view)
    const head = view
      .prepare<[number], Buffer>('select hash from event_seals where event_id = ?')
      .pluck()
      .get(newest)
    return { e: newest, ...(head && { h: head.toString('hex') }), ...this.#countRows(view) }
  }

  #countRows(view: Database.Database): Partial<Meta> {
    const started = performance.now()
    if (this.#counted.ms > QUICK_COUNT_MS && started - this.#counted.at < SLOW_COUNT_EVERY_MS) return {}
    const counts = Object.values(countRows(view))
    this.#counted = { ms: performance.now() - started, at: started }
    return { c: counts }
  }
}
