import Database from 'better-sqlite3'

/** Another process has this shop's database open: there is one writer, and it is not us. */
export class TakenError extends Error {
  override readonly name = 'TakenError'
}

/**
 * Claims a shop's database for this process, until the claim is closed or the process is gone, killed or not. A file
 * of its own beside the database is locked: to lock and let go of the database itself would move its log into it,
 * which at a start must not happen before the log was made sound.
 *
 * @throws {TakenError} while another process holds it.
 */
export function claim(path: string): Database.Database {
  const lock = new Database(`${path}.lock`, { timeout: 0 })
  try {
    // Held open and never committed: the file stays empty, so no power cut can leave half of it.
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    const taken = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    throw taken ? new TakenError(path) : error
  }
}
