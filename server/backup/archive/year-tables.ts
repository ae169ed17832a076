import type Database from 'better-sqlite3'

/** A table of the archive: all of it, or what belongs to the year. */
export interface YearTable {
  name: string
  /** Whether it holds the year alone. */
  is_of_year: boolean
  columns: string[]
  rows: Iterable<unknown[]>
}

/** Which rows are of a year; a business day or a moment begins with it. Tables that are not named are written whole. */
const OF_YEAR: Record<string, string> = {
  sales: "business_day like @year || '-%'",
  sale_lines: inSales('sale_id'),
  sale_taxes: inSales('sale_id'),
  sale_reductions: inSales('sale_id'),
  tenders: inSales('sale_id'),
  refunds: "business_day like @year || '-%'",
  refund_lines: inRefunds(),
  refund_tenders: inRefunds(),
  journal: "business_day like @year || '-%'",
  payments: "business_day like @year || '-%'",
  shifts: "business_day like @year || '-%'",
  shift_closings: inShifts(),
  shift_counts: inShifts(),
  bill_pictures: `cash_move_id in (select cash_move_id from cash_moves where ${inShifts()})`,
  cash_moves: inShifts(),
  stock_moves: "moved_at like @year || '-%'",
  points_moves: "moved_at like @year || '-%'",
  events: "at like @year || '-%'"
}

function inSales(column: string): string {
  return `${column} in (select sale_id from sales where business_day like @year || '-%')`
}

function inRefunds(): string {
  return "refund_id in (select refund_id from refunds where business_day like @year || '-%')"
}

function inShifts(): string {
  return "shift_id in (select shift_id from shifts where business_day like @year || '-%')"
}

/** What is no data of the shop: how the tables came about, what is worked out from others, and half-made baskets. */
const LEFT_OUT =
  /^(sqlite_|kysely_|items_search|table_marks|sessions|requests|sign_in_failures|display_codes|qris_requests|revoked_keys|terminal_sightings)/

/** Every table of the shop, for the archive of a year. @param year four digits */
export function readYearTables(sqlite: Database.Database, year: string): YearTable[] {
  const names = sqlite
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all() as string[]
  return names
    .filter((name) => !LEFT_OUT.test(name))
    .map((name) => {
      const where = OF_YEAR[name]
      const statement = sqlite.prepare(`select * from "${name}"${where ? ` where ${where}` : ''}`).raw()
      const columns = statement.columns().map((column) => column.name)
      return {
        name,
        is_of_year: where !== undefined,
        columns,
        rows: rowsOf(statement, where ? { year } : undefined)
      }
    })
}

/** Begun when the first row is wanted, and not before: a connection goes through one table at a time. */
function* rowsOf(statement: Database.Statement, bound: { year: string } | undefined): Generator<unknown[]> {
  yield* (bound ? statement.iterate(bound) : statement.iterate()) as Iterable<unknown[]>
}

/**
 * A table as CSV (RFC 4180), as it lies in the database: moments in UTC, amounts in rupiah, quantities in thousandths.
 * For reading by any program in ten years; a spreadsheet for today is made on the export page.
 */
export function* csvOf({ columns, rows }: YearTable): Generator<string> {
  yield `${columns.map(cell).join(',')}\r\n`
  for (const row of rows) yield `${row.map(cell).join(',')}\r\n`
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Buffer.isBuffer(value)) return value.toString('hex')
  if (typeof value !== 'string') return String(value)
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return /["\r\n,]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
