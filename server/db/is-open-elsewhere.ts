import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/**
 * Whether somebody has the shop's database open: every open connection holds a lock that this asks for alone. The
 * locks go with their process, so a box that was killed is not in the way.
 */
export function isOpenElsewhere(path: string): boolean {
  if (!existsSync(path)) return false
  const probe = new Database(path, { timeout: 0 })
  try {
    probe.pragma('locking_mode = exclusive')
    probe.prepare('select count(*) from sqlite_schema').get()
    return false
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true
    throw error
  } finally {
    probe.close()
  }
}
