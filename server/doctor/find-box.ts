import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { readLine } from './kernel-files.ts'

/**
 * Which process runs a shop, told from outside and without getting in its way: a look at its claim, which SQLite refuses
 * while somebody holds it.
 *
 * @returns 0 when one runs and the system doesn't say which; null when none does
 */
export function findBox(database: string, proc = '/proc'): number | null {
  const path = `${database}.lock`
  if (!existsSync(path)) return null
  const lock = new Database(path, { readonly: true, timeout: 0 })
  try {
    lock.pragma('schema_version')
    return null
  } catch (error) {
    if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
    return holderOf(path, proc)
  } finally {
    lock.close()
  }
}

/** @see proc_locks(5): `1: POSIX  ADVISORY  WRITE 6829 fe:00:2148077 0 EOF` */
function holderOf(path: string, proc: string): number {
  const { ino } = statSync(path)
  const lines = (readLine(proc, 'locks') ?? '').split('\n')
  const holder = lines.find((line) => line.includes('WRITE') && line.includes(`:${ino} `))
  return Number(/WRITE\s+(\d+)/.exec(holder ?? '')?.[1] ?? 0)
}
