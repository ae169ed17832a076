import type Database from 'better-sqlite3'
import { auditBooks } from '../server/backup/proof/audit-books.ts'

/** Looks for anything wrong with a shop's books and the file that holds them. @returns what is; nothing if sound. */
export function auditShop(sqlite: Database.Database): string[] {
  const rows = sqlite.pragma('integrity_check') as { integrity_check: string }[]
  const integrity = rows.filter((row) => row.integrity_check !== 'ok')
  const orphans = sqlite.pragma('foreign_key_check') as unknown[]
  return [...[...integrity, ...orphans].map((row) => JSON.stringify(row)), ...faultsIn(sqlite)]
}

/** Looks for anything wrong with a shop's books alone; quick enough to be asked after each deed. */
export function faultsIn(sqlite: Database.Database): string[] {
  return auditBooks(sqlite).map(({ rule, offenders }) => `${rule}: not ${JSON.stringify(offenders)}`)
}
