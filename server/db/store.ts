import Database from 'better-sqlite3'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Reader, Tx } from './prepare.ts'
import { sealEvents } from './seal/seal-event.ts'

interface Waiting {
  work: (tx: Tx) => unknown
  resolve: (value: never) => void
  reject: (reason: unknown) => void
}

/** How many deeds share one commit at most; more wait for the next, so that no answer waits long. */
const DEEDS_PER_COMMIT = 64

/**
 * The one writer. Deeds asked for in the same turn of the event loop share a transaction, each in a savepoint of
 * its own: one of them refused takes nothing from the others, and one fsync answers them all. Nobody is told
 * "done" before the commit is on the disk.
 */
export class Store implements Reader {
  readonly sqlite: Database.Database
  /** Set at the first I/O error; from then on nothing is acknowledged until the box has started anew. */
  halted: Error | undefined
  readonly #claim: Database.Database
  readonly #onCommit = new Set<() => void>()
  readonly #onHalt = new Set<(error: Error) => void>()
  readonly #steps: Record<'begin' | 'look' | 'commit' | 'open' | 'keep' | 'undo', Database.Statement>
  #waiting: Waiting[] = []
  #armed = false
  #pause: NodeJS.Timeout | undefined

  /** @param claim what keeps other processes out; let go when the store is closed */
  constructor(sqlite: Database.Database, claim: Database.Database) {
    this.sqlite = sqlite
    this.#claim = claim
    this.#steps = {
      begin: sqlite.prepare('begin immediate'),
      look: sqlite.prepare('begin'),
      commit: sqlite.prepare('commit'),
      open: sqlite.prepare('savepoint deed'),
      keep: sqlite.prepare('release deed'),
      undo: sqlite.prepare('rollback to deed')
    }
  }

  /**
   * Runs a deed's work in the next commit: all of it is written, or nothing is.
   *
   * @returns what the work returns, once it is durable.
   * @throws whatever the work throws, with nothing of it kept; Refusal box/halted after an I/O error, and
   *   box/disk-full while there is no room.
   */
  commit<Output>(work: (tx: Tx) => Output): Promise<Output> {
    if (this.halted) return Promise.reject(new Refusal('box/halted'))
    return new Promise<Output>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: never) => void, reject })
      this.#arm()
    })
  }

  /**
   * Looks at the shop as it is at one moment: everything read inside belongs together. And cheaper: each question
   * asked by itself locks and unlocks the file, which takes longer than most answers.
   *
   * @param work looks, all at once; what it awaits is seen later, by itself.
   */
  look<Output>(work: () => Output): Output {
    if (this.sqlite.inTransaction) return work()
    this.#steps.look.run()
    try {
      return work()
    } finally {
      this.#steps.commit.run()
    }
  }

  /** Calls back after each commit, when others may look at what is new. @returns a way to stop. */
  onCommit(listener: () => void): () => void {
    this.#onCommit.add(listener)
    return () => this.#onCommit.delete(listener)
  }

  /** Calls back once, when an I/O error has ended all acknowledging. */
  onHalt(listener: (error: Error) => void): void {
    this.#onHalt.add(listener)
  }

  /**
   * Holds back the next commits for a moment: the one in which the log, all moved into the file, can begin anew. Only
   * under a load without a pause is it needed; without it the log grew by 25 MB a second, and reading with it.
   *
   * @param most_ms after which commits go on by themselves, told or not
   */
  pause(most_ms: number): void {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.resume(), most_ms)
  }

  /** Lets commits go on. */
  resume(): void {
    clearTimeout(this.#pause)
    this.#pause = undefined
    if (this.#waiting.length > 0) this.#arm()
  }

  /** Ends all acknowledging: the disk failed to keep what it was given. */
  halt(error: Error): void {
    if (this.halted) return
    this.halted = error
    for (const listener of this.#onHalt) listener(error)
  }

  /** Closes the file; what still waits is refused, and its till asks again after the start. */
  close(): void {
    clearTimeout(this.#pause)
    this.halted ??= new Error('closed')
    for (const { reject } of this.#waiting.splice(0)) reject(new Refusal('box/halted'))
    this.sqlite.close()
    this.#claim.close()
  }

  #arm(): void {
    if (this.#armed) return
    this.#armed = true
    setImmediate(() => {
      this.#armed = false
      if (this.#pause) return
      if (!this.halted) this.#drain()
      if (this.#waiting.length > 0) this.#arm()
    })
  }

  #drain(): void {
    const batch = this.#waiting.splice(0, DEEDS_PER_COMMIT)
    const answers: (() => void)[] = []
    try {
      this.#steps.begin.run()
      for (const one of batch) answers.push(this.#perform(one))
      this.#steps.commit.run()
    } catch (error) {
      this.#fail(batch, error as Error)
      return
    }
    for (const answer of answers) answer()
    for (const listener of this.#onCommit) listener()
  }

  /** One deed in its savepoint, its events sealed with all it wrote. Errors of the disk are not the deed's: they end the whole commit. */
  #perform({ work, resolve, reject }: Waiting): () => void {
    this.#steps.open.run()
    try {
      const tx: Tx = { sqlite: this.sqlite, writes: true, recorded: [] }
      const output = work(tx) as never
      sealEvents(this.sqlite, tx.recorded)
      this.#steps.keep.run()
      return () => resolve(output)
    } catch (error) {
      if (isDiskTrouble(error)) throw error
      this.#steps.undo.run()
      this.#steps.keep.run()
      return () => reject(error)
    }
  }

  #fail(batch: Waiting[], error: Error): void {
    try {
      if (this.sqlite.inTransaction) this.sqlite.exec('rollback')
    } catch {
      // The first error is the one that tells; a rollback on a broken disk has nothing to add.
    }
    const passing = PASSING_TROUBLE.find(([pattern]) => isCode(error, pattern))
    // After a failed write or fsync the kernel may hold pages that never reach the disk: whatever is
    // acknowledged behind them vanishes at the next power cut. So: not one more answer.
    if (!passing) this.halt(error)
    for (const { reject } of batch) reject(new Refusal(passing ? passing[1] : 'box/halted'))
  }
}

/** Trouble that leaves the file sound: the deed is refused, the next one may succeed. */
const PASSING_TROUBLE: [RegExp, RefusalCode][] = [
  [/^SQLITE_FULL/, 'box/disk-full'],
  [/^SQLITE_BUSY/, 'box/busy']
]

const DISK_TROUBLE = /^SQLITE_(IOERR|FULL|BUSY|CORRUPT|NOTADB|CANTOPEN|READONLY|NOMEM)/

function isDiskTrouble(error: unknown): boolean {
  return isCode(error, DISK_TROUBLE)
}

function isCode(error: unknown, pattern: RegExp): boolean {
  return error instanceof Database.SqliteError && pattern.test(error.code)
}
