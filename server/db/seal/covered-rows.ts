import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import {
  COUNTED_TABLES,
  type CountedTable,
  FIRST_COUNTED,
  type Marks,
  OWN_TABLES,
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

/** The rows of a table that events of a stretch speak for, each with its event's number. */
interface Spoken {
  by: readonly string[]
  rows: Database.Statement<[number, number], [number, string]>
}

interface Prepared {
  own: Map<string, Own[]>
  counted: Counted[]
  spoken: Spoken[]
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

/** An event of a stretch, and how far its seal covers the counted tables. */
export interface Covering {
  event_id: number
  type: string
  marks: Marks
}

/**
 * The lines of the rows beside each event of a stretch as one text, as they are hashed; '' where there are none. A question
 * for each table where {@link readCovered} asks eight for each event: to verify ten years takes millions of these.
 *
 * @param stretch events in the order of their numbers
 * @param before the marks of the seal before the first
 */
export function readCoveredTexts(
  sqlite: Database.Database,
  stretch: readonly Covering[],
  before: Marks
): string[] {
  const texts = Array<string>(stretch.length).fill('')
  const [first] = stretch
  const last = stretch.at(-1)
  if (!first || !last) return texts
  const add = (at: number, line: string): void => {
    texts[at] = texts[at] === '' ? line : `${texts[at]}\n${line}`
  }
  const { counted, spoken } = prepare(sqlite)
  const types = new Set(stretch.map(({ type }) => type))
  for (const { by, rows } of spoken) {
    if (!by.some((type) => types.has(type))) continue
    let at = 0
    for (const [event_id, line] of rows.all(first.event_id, last.event_id)) {
      while (stretch[at]!.event_id < event_id) at++
      add(at, line)
    }
  }
  for (const { table, rows } of counted) {
    if (last.marks[table] <= before[table]) continue
    let at = 0
    for (const [key, line] of rows.all(before[table], last.marks[table])) {
      while (stretch[at]!.marks[table] < key) at++
      add(at, line)
    }
  }
  return texts
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
  const made: Prepared = {
    own: new Map(),
    counted,
    spoken: OWN_TABLES.map((table) => spokenFor(sqlite, table))
  }
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

function spokenFor(
  sqlite: Database.Database,
  { table: { table, own, order, columns }, types }: { table: OwnTable; types: readonly string[] }
): Spoken {
  const names = types.map((type) => `'${type}'`).join(', ')
  const rows = sqlite
    .prepare<[number, number], [number, string]>(
      `select event_id, ${asLine(table, columns)} from
         (select event_id, subject_id from events where event_id >= ? and event_id <= ? and type in (${names})) as told
         cross join ${table} on ${own} = told.subject_id order by event_id${order && `, ${order}`}`
    )
    .raw()
  return { by: types, rows }
}

function countedQuery({ table, own, columns, only }: CountedTable): string {
  return `select ${own}, ${asLine(table, columns)} as line from ${table} where ${own} > ? and ${own} <= ? ${only} order by ${own}`
}

function asLine(table: string, columns: readonly string[]): string {
  return `json_array('${table}', ${columns.join(', ')})`
}
