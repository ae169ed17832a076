import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { claim } from './claim.ts'
import { migrate } from './migrate.ts'
import { Store } from './store.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Opens the shop's database for its one writer, and makes it sound before anyone may sell:
 *
 * - after an unclean stop it is read as the disk has it, not as the kernel remembers it; then the write-ahead log is
 *   forced into the database file and fsynced, and only then is the first sale taken. (A failed fsync leaves pages in
 *   memory that look written; in trials 100 of 100 sales acknowledged behind such a page were gone after the next
 *   power cut, with integrity_check saying "ok".)
 * - tables are brought up to date, each migration whole or not at all.
 *
 * @param path the file; its folder is made when missing
 * @param options.keeps_copy as in {@link migrate}
 * @throws {TakenError} while another process has it open.
 * @throws when the log can't be forced into the file: a box that can't do that must not sell.
 */
export async function openStore(path: string, options: { keeps_copy?: boolean } = {}): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const taken = claim(path)
  const sqlite = new Database(path)
  try {
    // Nothing has been read yet: SQLite reads at its first statement.
    if (existsSync(`${path}-wal`)) forgetUnwritten([path, `${path}-wal`])
    settle(sqlite)
    forceLogIntoFile(sqlite)
    syncFolder(dirname(path))
    await migrate(sqlite, path, options)
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
  sqlite.pragma('cache_size = -16384')
  sqlite.pragma('temp_store = memory')
}

/** Opens a second connection that may only look, for a worker. */
export function openReader(path: string): Database.Database {
  const sqlite = new Database(path, { readonly: true })
  sqlite.pragma('query_only = on')
  sqlite.pragma('cache_size = -16384')
  return sqlite
}

const FORGET = 'sync --data "$@" && for file; do dd if="$file" iflag=nocache count=0 || exit; done'

/**
 * Has the kernel forget what it holds of these files, so that they read as the disk has them. After a failed fsync it
 * takes pages for written that never were: they read well, everything behind them is lost at the next power cut, and
 * on ext4 not even writing them again brings them to the disk. Forgotten, a sale that failed so is gone for all to
 * see, as its till was told; whatever was acknowledged is there.
 *
 * By other processes, since closing a database file in this one would drop SQLite's locks on it.
 *
 * @throws when a file can't be synced: the disk is not well yet.
 */
function forgetUnwritten(paths: string[]): void {
  const { status, stderr } = spawnSync('/bin/sh', ['-c', FORGET, 'sh', ...paths], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The disk does not take what it is given: ${stderr}`)
}

function forceLogIntoFile(sqlite: Database.Database): void {
  const [result] = sqlite.pragma('wal_checkpoint(truncate)') as [{ busy: number; log: number }]
  if (result.busy !== 0) {
    throw new Error('The write-ahead log could not be forced into the database: someone else has it open.')
  }
}
