import type Database from 'better-sqlite3'
import { auditBooks } from '../server/backup/proof/audit-books.ts'
import { verifyHere } from '../server/chain/verify-here.ts'

/** Looks for anything wrong with a shop's books, their seals and the file that holds them. @returns what is; nothing if sound. */
export function auditShop(sqlite: Database.Database): string[] {
  const rows = sqlite.pragma('integrity_check') as { integrity_check: string }[]
  const integrity = rows.filter((row) => row.integrity_check !== 'ok')
  const orphans = sqlite.pragma('foreign_key_check') as unknown[]
  const { harm } = verifyHere(sqlite)
  const broken = [...integrity, ...orphans, ...(harm ? [harm] : [])]
  return [...broken.map((row) => JSON.stringify(row)), ...faultsIn(sqlite)]
}

/** Looks for anything wrong with a shop's books alone; quick enough to be asked after each deed. */
export function faultsIn(sqlite: Database.Database): string[] {
  return auditBooks(sqlite).map(({ rule, offenders }) => `${rule}: not ${JSON.stringify(offenders)}`)
}
