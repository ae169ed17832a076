import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import {
  COUNTED_TABLES,
  type CountedTable,
  FIRST_COUNTED,
  type Marks,
  type OwnTable,
  tablesOf
} from './covered-tables.ts'

/** A row as a seal covers it: its table's number, and all it says as a line of JSON. */
export interface CoveredRow {
  table: number
  line: string
}

/** What an event is, as far as it says which rows are beside it. */
interface Speaker {
  type: string
  subject_id: string
}

interface Own {
  number: number
  rows: Database.Statement<[string], string>
}

interface Counted {
  number: number
  table: keyof Marks
  rows: Database.Statement<[number, number], [number, string]>
}

/** The lines of all rows beside an event of some type: its subject for each table of its own, then the marks in pairs. */
interface Text {
  tables: number
  read: Database.Statement<(string | number)[], string>
}

interface Prepared {
  own: Map<string, Own[]>
  counted: Counted[]
  text: Map<string, Text>
}

const prepared = new WeakMap<Database.Database, Prepared>()

/** No table counts further. */
const NO_END = 2 ** 52

/**
 * Reads the rows that an event's seal covers, in the order in which they are sealed.
 *
 * @param after the marks of the seal before
 * @param up_to this seal's own marks; to the end when it is only being made
 */
export function readCovered(
  sqlite: Database.Database,
  { type, subject_id }: Speaker,
  after: Marks,
  up_to?: Marks
): { rows: CoveredRow[]; marks: Marks } {
  const { own, counted } = prepare(sqlite)
  const rows: CoveredRow[] = []
  for (const { number, rows: read } of ownOf(sqlite, own, type))
    for (const line of read.all(subject_id)) rows.push({ table: number, line })
  const marks = { ...(up_to ?? after) }
  for (const { number, table, rows: read } of counted) {
    const end = up_to?.[table] ?? NO_END
    if (end <= after[table]) continue
    for (const [key, line] of read.all(after[table], end)) {
      rows.push({ table: number, line })
      if (!up_to) marks[table] = key
    }
  }
  return { rows, marks }
}

/**
 * The lines of the rows beside an event as one text, as they are hashed; '' where there are none. One question where
 * {@link readCovered} asks eight: to verify ten years takes millions of these.
 */
export function readCoveredText(
  sqlite: Database.Database,
  { type, subject_id }: Speaker,
  after: Marks,
  up_to: Marks
): string {
  const is_counted =
    up_to.journal > after.journal ||
    up_to.stock_moves > after.stock_moves ||
    up_to.points_moves > after.points_moves
  const { text } = prepare(sqlite)
  const { tables, read } = text.get(type) ?? prepareText(sqlite, text, type)
  if (tables === 0 && !is_counted) return ''
  return read.get(
    ...Array<string>(tables).fill(subject_id),
    after.journal,
    up_to.journal,
    after.stock_moves,
    up_to.stock_moves,
    after.points_moves,
    up_to.points_moves
  )!
}

function prepareText(sqlite: Database.Database, known: Prepared['text'], type: string): Text {
  const own = tablesOf(type).map(({ table }) => table)
  const parts = [...own.map(ownQuery), ...COUNTED_TABLES.map(countedQuery)]
  const lines = parts.map((query) => `(select group_concat(line, char(10)) from (${query}))`)
  const query = `select concat_ws(char(10), ${lines.join(', ')})`
  const made = { tables: own.length, read: sqlite.prepare<(string | number)[], string>(query).pluck() }
  known.set(type, made)
  return made
}

function prepare(sqlite: Database.Database): Prepared {
  const known = prepared.get(sqlite)
  if (known) return known
  sqlite.function('sha256', { deterministic: true }, (bytes: unknown) => hash('sha256', bytes as Buffer))
  const counted = COUNTED_TABLES.map((table, at) => ({
    number: FIRST_COUNTED + at,
    table: table.table,
    rows: sqlite.prepare<[number, number], [number, string]>(countedQuery(table)).raw()
  }))
  const made: Prepared = { own: new Map(), counted, text: new Map() }
  prepared.set(sqlite, made)
  return made
}

function ownOf(sqlite: Database.Database, own: Map<string, Own[]>, type: string): Own[] {
  let found = own.get(type)
  if (!found) {
    found = tablesOf(type).map(({ number, table }) => ({
      number,
      rows: sqlite.prepare<[string], string>(ownQuery(table)).pluck()
    }))
    own.set(type, found)
  }
  return found
}

function ownQuery({ table, own, order, columns }: OwnTable): string {
  return `select ${asLine(table, columns)} as line from ${table} where ${own} = ?${order && ` order by ${order}`}`
}

function countedQuery({ table, own, columns, only }: CountedTable): string {
  return `select ${own}, ${asLine(table, columns)} as line from ${table} where ${own} > ? and ${own} <= ? ${only} order by ${own}`
}

function asLine(table: string, columns: readonly string[]): string {
  return `json_array('${table}', ${columns.join(', ')})`
}
