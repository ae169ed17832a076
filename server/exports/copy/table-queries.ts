import type Database from 'better-sqlite3'
import { type CarriedTable, ONLY, WITHHELD } from './carried-tables.ts'

/** A table as it is copied. */
export interface CopiedTable {
  name: CarriedTable
  columns: string[]
  /** Reads its rows as lists, in the order of their keys. */
  query: string
  rows: number
}

/** What is to be read of a table for a copy of the shop. Names come from our own list and the database alone. */
export function copiedTable(sqlite: Database.Database, name: CarriedTable): CopiedTable {
  const columns = columnsOf(sqlite, name)
  const said = columns.map((column) => WITHHELD[name]?.[column] ?? quoted(column))
  const only = ONLY[name] ? ` where ${ONLY[name]}` : ''
  const rows =
    sqlite
      .prepare<[], number>(`select count(*) from ${quoted(name)}${only}`)
      .pluck()
      .get() ?? 0
  return { name, columns, query: `select ${said.join(', ')} from ${quoted(name)}${only}`, rows }
}

/** The columns of a table, a full-text one's row number among them; none where there is no such table. */
export function columnsOf(sqlite: Database.Database, table: CarriedTable): string[] {
  const columns = sqlite.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table)
  return table === 'items_search' && columns.length > 0 ? ['rowid', ...columns] : columns
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The newest change of its tables that a database has seen. */
export function schemaOf(sqlite: Database.Database): string {
  return sqlite.prepare<[], string>('select max(name) from kysely_migration').pluck().get() ?? ''
}
