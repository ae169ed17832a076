import Database from 'better-sqlite3'

/** How far the log is committed and on the disk, and how much of it the database file has. */
export interface LogState {
  frames: number
  copied: number
}

/** Tables are walked through once, for a picture's counts: what SQLite would keep of them, 16 MB by default, is not asked for again. */
const SMALL_CACHE = 'cache_size = -512'

/**
 * Holds the write-ahead log in place while it is read. A read transaction is always open, and the next is begun before
 * the last is ended. As long as one that began at frame M is open,
 *
 * - nobody can begin the log anew unless all of M was copied into the database when it began, and
 * - nobody can copy more than M into the database; nor anything at all, if all was copied when it began.
 *
 * So what lies beyond M can't be lost, and whoever has read all of M may take the next pin: that is the whole protocol.
 * It holds against strangers too: their checkpoints do no harm, they only wait.
 */
export class Pins {
  readonly #next: [Database.Database, Database.Database]
  readonly #asker: Database.Database
  readonly #copier: Database.Database
  readonly #state: Database.Statement
  #is_held = false

  constructor(path: string) {
    this.#next = [openPin(path), openPin(path)]
    this.#asker = new Database(path, { readonly: true, timeout: 0 })
    this.#copier = new Database(path, { timeout: 0 })
    this.#copier.pragma('synchronous = full')
    this.#copier.pragma('wal_autocheckpoint = 0')
    for (const connection of [this.#asker, this.#copier]) connection.pragma(SMALL_CACHE)
    this.#state = this.#asker.prepare('pragma wal_checkpoint(noop)')
  }

  /** The connection that sees the shop as it was when the pin was taken. */
  get held(): Database.Database {
    return this.#next[1]
  }

  /** A connection that sees the shop as it is now. */
  get current(): Database.Database {
    return this.#asker
  }

  /** Takes a new pin, then lets the old one go. All up to the old one's mark must have been read. */
  take(): void {
    const [next, held] = this.#next
    next.exec('begin')
    try {
      // The transaction begins with its first look.
      next.prepare('select 1 from sqlite_schema limit 1').get()
    } catch (error) {
      next.exec('rollback')
      throw error
    }
    if (this.#is_held) held.exec('commit')
    this.#next.reverse()
    this.#is_held = true
  }

  /** Lets go; whoever checkpoints now may begin the log anew. */
  drop(): void {
    if (this.#is_held) this.held.exec('commit')
    this.#is_held = false
  }

  /** How far the log is. Undefined when it can't be told this moment. */
  state(): LogState | undefined {
    try {
      const { busy, log, checkpointed } = this.#state.get() as {
        busy: number
        log: number
        checkpointed: number
      }
      return busy === 0 && log >= 0 ? { frames: log, copied: checkpointed } : undefined
    } catch (error) {
      if (isBusy(error)) return undefined
      throw error
    }
  }

  /** Copies what the pin allows into the database file, while sales go on. */
  copy(): void {
    try {
      this.#copier.pragma('wal_checkpoint(passive)')
    } catch (error) {
      if (!isBusy(error)) throw error
    }
  }

  close(): void {
    this.drop()
    for (const connection of [this.#copier, this.#asker, ...this.#next]) connection.close()
  }
}

/** Copies a log into its database without holding it: what it says need not be read. */
export function copyLog(path: string): void {
  const sqlite = new Database(path, { timeout: 0 })
  try {
    sqlite.pragma('synchronous = full')
    sqlite.pragma('wal_checkpoint(passive)')
  } catch (error) {
    if (!isBusy(error)) throw error
  } finally {
    sqlite.close()
  }
}

function openPin(path: string): Database.Database {
  const sqlite = new Database(path, { readonly: true })
  sqlite.pragma('query_only = on')
  sqlite.pragma(SMALL_CACHE)
  return sqlite
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(error.code)
}
