import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { claim } from './claim.ts'
import { migrate } from './migrate.ts'
import { Store } from './store.ts'

/**
 * Opens the shop's database for its one writer, and makes it sound before anyone may sell:
 *
 * - after an unclean stop the write-ahead log is written once more and fsynced, then forced into the database file
 *   and that fsynced, and only then is the first sale taken. (A failed fsync leaves pages in memory that look
 *   written; in trials 100 of 100 sales acknowledged behind such a page were gone after the next power cut, with
 *   integrity_check saying "ok".)
 * - tables are brought up to date, each migration whole or not at all.
 *
 * @param path the file; its folder is made when missing
 * @throws {TakenError} while another process has it open.
 * @throws when the log can't be forced into the file: a box that can't do that must not sell.
 */
export async function openStore(path: string): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const taken = claim(path)
  const sqlite = new Database(path)
  try {
    settle(sqlite)
    writeLogAgain(sqlite, `${path}-wal`)
    forceLogIntoFile(sqlite)
    fsyncFolder(dirname(path))
    await migrate(sqlite, path)
    forceLogIntoFile(sqlite)
    return new Store(sqlite, taken)
  } catch (error) {
    sqlite.close()
    taken.close()
    throw error
  }
}

/** What each connection must be told, because none of it is the build's default. */
export function settle(sqlite: Database.Database): void {
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = full')
  sqlite.pragma('foreign_keys = on')
  sqlite.pragma('wal_autocheckpoint = 0')
  sqlite.pragma('cache_size = -65536')
  sqlite.pragma('temp_store = memory')
}

/** Opens a second connection that may only look, for a worker. */
export function openReader(path: string): Database.Database {
  const sqlite = new Database(path, { readonly: true })
  sqlite.pragma('query_only = on')
  sqlite.pragma('cache_size = -16384')
  return sqlite
}

const LOG_STEP_BYTES = 1024 * 1024

/**
 * Writes every byte of the log where it stands already. After a failed fsync the kernel takes pages for written that
 * never reached the disk; only a new write makes it try them again. Without this, a power cut while the log goes into
 * the database would leave some of a commit's pages there and no log to complete it from: a malformed file.
 *
 * Holds the write lock, so that nobody else adds to the log meanwhile. SQLite keeps no lock on the log itself, so
 * closing our own handle on it drops none.
 */
function writeLogAgain(sqlite: Database.Database, path: string): void {
  if (!existsSync(path)) return
  sqlite.exec('begin immediate')
  const log = openSync(path, 'r+')
  try {
    const step = Buffer.alloc(LOG_STEP_BYTES)
    for (let at = 0, length = 1; length > 0; at += length) {
      length = readSync(log, step, 0, step.length, at)
      if (length > 0) writeFully(log, step.subarray(0, length), at)
    }
    fsyncSync(log)
  } finally {
    closeSync(log)
    sqlite.exec('rollback')
  }
}

function writeFully(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}

function forceLogIntoFile(sqlite: Database.Database): void {
  const [result] = sqlite.pragma('wal_checkpoint(truncate)') as [{ busy: number; log: number }]
  if (result.busy !== 0) {
    throw new Error('The write-ahead log could not be forced into the database: someone else has it open.')
  }
}

function fsyncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
