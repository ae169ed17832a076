import { closeSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { Pins } from './pins.ts'
import { type Batch, isTakenAway, LogFault, openLog, WalReader } from './wal-reader.ts'

/** A log that had to be followed was begun anew, or taken away, by somebody else: what it held may be unread. */
export class LogLost extends Error {
  override readonly name = 'LogLost'
  /** The file itself is gone: what the box commits from now on, nobody will find. */
  readonly is_taken_away: boolean
  constructor(detail: string, is_taken_away = false) {
    super(detail)
    this.is_taken_away = is_taken_away
  }
}

/** For so long it may be unknown how far the log is: a commit is being written, or the log begun anew. */
const MOST_DOUBT_MS = 10_000

/**
 * Follows the write-ahead log of a database that others write: reads what is committed, keeps it from being thrown away
 * before, and moves it into the database so that the log stays short.
 */
export class LogFollower {
  readonly #path: string
  readonly #pins: Pins
  #handle: number | undefined
  #reader: WalReader | undefined
  /** Set from when a pin was taken until all up to its mark is read; until then no other may be taken. */
  #owes_reading = false
  /** How far the log was seen to be, read or not. */
  #seen = 0
  #in_doubt_since: number | undefined
  /** What was read and not yet asked for. */
  #pages = new Map<number, Buffer>()
  #db_pages = 0
  /** Every page that the log has held since it was begun. */
  readonly #in_log = new Set<number>()

  /** @param database the database file; its log stands beside it */
  constructor(database: string) {
    this.#path = `${database}-wal`
    this.#pins = new Pins(database)
    this.#pins.take()
    this.#owes_reading = true
  }

  /** How many frames of the log were read. */
  get frames(): number {
    return this.#reader?.frames ?? 0
  }

  /** Sees the shop as it was at the last {@link readExactly} that succeeded, until the next. */
  get view(): Database.Database {
    return this.#pins.held
  }

  /** Sees the shop as it is now, read or not. */
  get current(): Database.Database {
    return this.#pins.current
  }

  /** The pages that the log holds: of these the file may have an older version, or a newer one than was recorded. */
  get in_log(): ReadonlySet<number> {
    return this.#in_log
  }

  get has_news(): boolean {
    return this.#db_pages > 0
  }

  /**
   * Reads on to what is committed and on the disk now.
   *
   * @param until how far at most
   * @returns false when it could not be told how far that is; then try again
   * @throws {LogLost} when the log is not the one it was, in a way that only a stranger's hand can bring about
   */
  readOn(until?: number): boolean {
    this.#followFile()
    // Asked only now, so that what it says can't be about a log that was there before.
    const state = this.#pins.state()
    if (!state) return this.#doubt()
    if (!this.#reader) return state.frames === 0 ? this.#done() : this.#doubt()
    try {
      this.#take(this.#reader.read(Math.min(state.frames, until ?? state.frames)))
    } catch (error) {
      if (!(error instanceof LogFault)) throw error
      // Begun anew since the look at it: the next look is at the new one.
      if (!this.#reader.isSame()) return this.#doubt()
      throw new LogLost(error.message)
    }
    if (this.#reader.isSame()) this.#seen = Math.max(this.#seen, state.frames)
    return this.#done()
  }

  /**
   * Reads on, and has {@link view} see the shop exactly as far as was read.
   *
   * @returns false when the shop was too busy for that; what was read is good all the same
   */
  readExactly(): boolean {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (this.#owes_reading && !this.readOn()) continue
      const before = this.#pins.state()
      this.#pins.take()
      this.#owes_reading = true
      const after = this.#pins.state()
      const is_still = before !== undefined && before.frames === after?.frames
      if (this.readOn(is_still ? before.frames : undefined) && is_still) return true
    }
    return false
  }

  /** Hands over what was read since the last time. */
  handOver(): Batch | undefined {
    if (!this.has_news) return undefined
    const batch = { pages: this.#pages, db_pages: this.#db_pages }
    this.#pages = new Map()
    this.#db_pages = 0
    return batch
  }

  /**
   * Moves the log into the database, so that the next commit begins it anew. Sales go on: if one comes in between, the
   * log just goes on too, and it is tried again later.
   */
  shorten(): void {
    for (let round = 0; round < 2; round++) {
      if (!this.#repin()) return
      this.#pins.copy()
      if (!this.readOn()) return
    }
    // If nothing came since the copying, this pin lets the log be begun anew, once, and nobody copy; else neither.
    this.#repin()
  }

  close(): void {
    this.#pins.close()
    if (this.#handle !== undefined) closeSync(this.#handle)
  }

  /** Finds the log's file, and its beginning when it has a new one. */
  #followFile(): void {
    this.#handle ??= openLog(this.#path)
    if (this.#handle === undefined) return
    if (isTakenAway(this.#handle, this.#path)) throw new LogLost('the log was taken away', true)
    if (this.#reader?.isSame()) return
    if (this.frames < this.#seen) throw new LogLost('the log was begun anew before it was read')
    this.#reader = WalReader.begin(this.#handle)
    this.#in_log.clear()
    this.#seen = 0
  }

  #repin(): boolean {
    if (this.#owes_reading && !this.readOn()) return false
    this.#pins.take()
    this.#owes_reading = true
    return true
  }

  #done(): true {
    this.#owes_reading = false
    this.#in_doubt_since = undefined
    return true
  }

  /** It passes in a moment; what doesn't is a log that can't be read. */
  #doubt(): false {
    this.#in_doubt_since ??= performance.now()
    if (performance.now() - this.#in_doubt_since < MOST_DOUBT_MS) return false
    throw new LogLost('it cannot be told how far the log is')
  }

  #take(batch: Batch | undefined): void {
    if (!batch) return
    for (const [pgno, bytes] of batch.pages) {
      this.#pages.set(pgno, bytes)
      this.#in_log.add(pgno)
    }
    for (const pgno of this.#pages.keys()) if (pgno > batch.db_pages) this.#pages.delete(pgno)
    this.#db_pages = batch.db_pages
  }
}
