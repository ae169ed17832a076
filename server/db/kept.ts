import type Database from 'better-sqlite3'
import { question, type Reader } from './prepare.ts'
import type { DbTables } from './tables.ts'

const markOf = question<Pick<DbTables['table_marks'], 'table_name'>>()((db, { table_name }) =>
  db.selectFrom('table_marks').select('mark').where('table_name', '=', table_name)
)

/**
 * Keeps what was made of a table that hardly ever changes but is asked for all the time. The file itself gives the table
 * a new mark, drawn at random, with every row that changes, whoever changes it; so what was read in a deed that was then
 * undone is under a mark that never comes again, and nothing is ever told that is not so any more.
 *
 * @param read what to make of the table, and of nothing but it; the same thing is handed to everybody: it is frozen
 */
export function kept<Value extends object>(
  table_name: DbTables['table_marks']['table_name'],
  read: (reader: Reader) => Value
): (reader: Reader) => Readonly<Value> {
  const known = new WeakMap<Database.Database, { mark: string; value: Readonly<Value> }>()
  return (reader) => {
    const { mark } = markOf.read(reader, { table_name })
    const earlier = known.get(reader.sqlite)
    if (earlier?.mark === mark) return earlier.value
    const value = Object.freeze(read(reader))
    known.set(reader.sqlite, { mark, value })
    return value
  }
}
