import type Database from 'better-sqlite3'

/** The tables a shop would miss first, by which a restored one is held against the lost one. */
const COUNTED = [
  'events',
  'sales',
  'sale_lines',
  'tenders',
  'journal',
  'items',
  'customers',
  'stock_moves',
  'refunds'
] as const

export type RowCounts = Record<(typeof COUNTED)[number], number>

/** Counts as they are written down, in a fixed order, by name again; null where they are not all there. */
export function namedCounts(counts: readonly number[] | undefined): RowCounts | null {
  if (counts?.length !== COUNTED.length) return null
  return Object.fromEntries(COUNTED.map((table, index) => [table, counts[index]])) as RowCounts
}

/**
 * Counts the rows of the main tables, all as of one moment. SQLite goes through each table's smallest index, some
 * milliseconds for a million rows.
 */
export function countRows(sqlite: Database.Database): RowCounts {
  const counts = COUNTED.map((table) => `(select count(*) from ${table}) as ${table}`)
  return sqlite.prepare(`select ${counts.join(', ')}`).get() as RowCounts
}
