import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import type { TerminalTables } from './tables.ts'

/** When and where a till's device was last seen, and what it is. */
export type Sighting = TerminalTables['terminal_sightings']

const put = change<Sighting>()((db, row) =>
  db
    .insertInto('terminal_sightings')
    .values(pick(row, ['terminal_id', 'seen_at', 'device', 'address']))
    .onConflict((conflict) =>
      conflict.column('terminal_id').doUpdateSet(pick(row, ['seen_at', 'device', 'address']))
    )
)

const all = question()((db) => db.selectFrom('terminal_sightings').selectAll())

/**
 * What is seen of the tills' devices: kept in memory, and written down once a minute at most for each, so that the
 * backup stays small; what was seen since then is lost when the box is cut off.
 */
export class Sightings {
  readonly #seen = new Map<string, Sighting>()
  readonly #unwritten = new Set<string>()
  readonly #screens = new Map<string, number>()

  /** A device asked for something. */
  note(sighting: Sighting): void {
    this.#seen.set(sighting.terminal_id, sighting)
    this.#unwritten.add(sighting.terminal_id)
  }

  /** A page of a till listens from now on. @returns what to call when it doesn't any more */
  listen(terminal_id: string, now: () => Moment): () => void {
    this.#screens.set(terminal_id, (this.#screens.get(terminal_id) ?? 0) + 1)
    return () => {
      this.#screens.set(terminal_id, (this.#screens.get(terminal_id) ?? 1) - 1)
      const seen = this.#seen.get(terminal_id)
      if (seen) this.note({ ...seen, seen_at: now() })
    }
  }

  /** Whether a page of this till is open and hears the box. */
  isOnline(terminal_id: string): boolean {
    return (this.#screens.get(terminal_id) ?? 0) > 0
  }

  /** What is known of each till, by its id: seen since the start, or written down before. */
  read(reader: Reader): ReadonlyMap<string, Sighting> {
    const written = all.list(reader, {}).map((row) => [row.terminal_id, row] as const)
    return new Map([...written, ...this.#seen])
  }

  /** Whether there is anything to write down. */
  get is_news(): boolean {
    return this.#unwritten.size > 0
  }

  /** Writes down what was seen since the last time. */
  writeDown(tx: Tx): void {
    for (const terminal_id of this.#unwritten) put.run(tx, this.#seen.get(terminal_id)!)
    this.#unwritten.clear()
  }
}
