import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import t from 'tap'
import { COVERED_TABLES } from '../../server/db/seal/covered-tables.ts'
import { hashEvent, hashGenesis, hashRows } from '../../server/db/seal/hash-event.ts'
import { openFullShop } from './full-shop.ts'

// A second verifier, written from docs/ledger.md alone: tables, columns and their order come out of its lists, and what
// is hashed is put together here once more, without SQLite's JSON and without a line of ours.

const document = readFileSync(join(import.meta.dirname, '../../docs/ledger.md'), 'utf8')

type Value = string | number | Buffer | null
type Row = Record<string, Value>

interface Genesis {
  chain_id: string
  began_at: string
  hash: Buffer
}

/** A seal with its event. */
interface Seal extends Row {
  event_id: number
  version: number
  hash: Buffer
  rows: Buffer | null
  type: string
  subject_id: string
}

interface Table {
  name: string
  order: string[]
  columns: string[]
}

/** The tables by their numbers, as they are listed. */
const TABLES: Table[] = [...document.matchAll(/^\d+\. `(\w+)`(?: by ([\w, ]+))?: (.+)$/gm)].map(
  ([, name = '', order = '', columns = '']) => ({
    name,
    order: order ? order.split(', ') : [],
    columns: columns.split(', ')
  })
)

/** Which tables an event speaks for. */
const SPOKEN_FOR = new Map(
  [...document.matchAll(/^\| `(\w+\.\w+)` \| ((?:`\w+`(?:, )?)+) \|$/gm)].map(([, type = '', names = '']) => [
    type,
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
  ])
)

/** The counted tables, with the number of a seal that says how far they are covered. */
const COUNTED: [name: string, number: string][] = [
  ['journal', 'entry_no'],
  ['stock_moves', 'stock_move_no'],
  ['points_moves', 'points_move_no']
]
const STOCK_REASONS = ['sale', 'refund', 'waste']

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest()

function textOf(row: Row, column: string): Value {
  const [, hashed] = /^sha256\((\w+)\)$/.exec(column) ?? []
  return hashed ? sha256(row[hashed] as Buffer).toString('hex') : row[column]!
}

function lineOf({ name, columns }: Table, row: Row): string {
  return JSON.stringify([name, ...columns.map((column) => textOf(row, column))])
}

function compare(one: Value, other: Value): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
}

/** All rows of a table by the subject of the event that speaks for them, in their order. */
function bySubject(sqlite: Database.Database, table: Table): Map<Value, string[]> {
  const own = table.name === 'bill_pictures' ? 'cash_move_id' : table.columns[0]!
  const rows = (sqlite.prepare(`select * from ${table.name}`).all() as Row[]).toSorted((one, other) =>
    table.order.reduce((found, column) => found || compare(one[column]!, other[column]!), 0)
  )
  const found = Map.groupBy(rows, (row) => row[own]!)
  return new Map([...found].map(([subject, rows]) => [subject, rows.map((row) => lineOf(table, row))]))
}

/** Verifies a ledger as the document says. @returns the number of the first event that does not fit; 0: all do */
function verify(sqlite: Database.Database): number {
  const rowsOf = new Map(TABLES.map((table) => [table.name, bySubject(sqlite, table)]))
  const counted = COUNTED.map(([name, number]) => {
    const table = TABLES.find((one) => one.name === name)!
    const key = table.columns[0]!
    const rows = (sqlite.prepare(`select * from ${name}`).all() as Row[])
      .filter(({ reason }) => name !== 'stock_moves' || STOCK_REASONS.includes(reason as string))
      .map((row) => ({ at: row[key] as number, line: lineOf(table, row) }))
      .toSorted((one, other) => one.at - other.at)
    return { number, rows }
  })
  const [genesis] = sqlite.prepare('select * from ledger_genesis').all() as [Genesis]
  const { chain_id, began_at } = genesis
  let before = sha256(`laci-genesis-1\n${JSON.stringify([chain_id, began_at])}`)
  if (!before.equals(genesis.hash)) return -1
  let marks: Row = { entry_no: 0, stock_move_no: 0, points_move_no: 0 }
  const seals = sqlite
    .prepare('select * from event_seals join events using (event_id) order by event_id')
    .all() as Seal[]
  for (const [at, seal] of seals.entries()) {
    if (seal.event_id !== at + 1 || seal.version !== 1) return at + 1
    const names = SPOKEN_FOR.get(seal.type) ?? []
    const own = TABLES.filter(({ name }) => names.includes(name)).flatMap(
      ({ name }) => rowsOf.get(name)!.get(seal.subject_id) ?? []
    )
    const others = counted.flatMap(({ number, rows }) =>
      rows.filter(({ at }) => at > (marks[number] as number) && at <= (seal[number] as number))
    )
    const lines = [...own, ...others.map(({ line }) => line)]
    const beside = lines.length > 0 ? sha256(lines.join('\n')) : null
    const event = ['event_id', 'at', 'type', 'subject_id', 'staff_id', 'terminal_id', 'request_id', 'facts']
    const said = JSON.stringify([...event, 'approved_by'].map((column) => seal[column]))
    const numbers = COUNTED.map(([, number]) => seal[number])
    const rest = JSON.stringify([beside?.toString('hex') ?? null, ...numbers])
    const hash = sha256(`laci-event-1\n${before.toString('hex')}\n${said}\n${rest}`)
    const names_rows = seal.rows?.subarray(0, 32) ?? null
    if (!hash.equals(seal.hash) || !(names_rows ?? sha256('')).equals(beside ?? sha256(''))) return at + 1
    before = hash
    marks = seal
  }
  return 0
}

const shop = await openFullShop(t)
const { sqlite } = shop.store

await t.test('What the document says is enough to verify a shop that did every kind of deed', async (t) => {
  t.equal(verify(sqlite), 0)
  t.same(
    TABLES.map(({ name }) => name),
    COVERED_TABLES,
    'the tables have the numbers that are kept with each row'
  )
  const types = sqlite.prepare('select distinct type from events').pluck().all()
  for (const type of SPOKEN_FOR.keys()) t.ok(types.includes(type), `${type} happened there`)
})

await t.test('and to find what was altered', async (t) => {
  const copy = shop.openCopy(t)
  const [sale] = copy
    .prepare("select event_id, subject_id from events where type = 'sale.completed'")
    .all() as [Seal]
  copy.prepare('update sales set total_minor = total_minor + 1 where sale_id = ?').run(sale.subject_id)
  t.equal(verify(copy), sale.event_id)
})

await t.test('It gives what is hashed for some events, and we hash them so', async (t) => {
  const [, vectors = '[]'] = /```json vectors\n(.*?)```/s.exec(document) ?? []
  const { genesis, events } = JSON.parse(vectors)
  let before = hashGenesis(genesis.chain_id, genesis.began_at)
  t.equal(before.toString('hex'), genesis.hash)
  t.ok(events.length > 2)
  for (const { event, rows, marks, hash } of events) {
    const beside = hashRows(rows.map((row: unknown[]) => ({ table: 0, line: JSON.stringify(row) })))
    const lines = rows.map((row: unknown[]) => JSON.stringify(row)).join('\n')
    const hex = rows.length > 0 ? sha256(lines).toString('hex') : null
    const rest = JSON.stringify([hex, marks.journal, marks.stock_moves, marks.points_moves])
    const again = sha256(`laci-event-1\n${before.toString('hex')}\n${JSON.stringify(event)}\n${rest}`)
    before = hashEvent(before, JSON.stringify(event), beside, marks)
    t.equal(before.toString('hex'), hash)
    t.equal(again.toString('hex'), hash, 'and so does a stranger')
    for (const [name, ...values] of rows) {
      const table = TABLES.find((one) => one.name === name)!
      t.equal(values.length, table.columns.length, `${name} has as many values as the document has columns`)
    }
  }
})

/** Tables that SQLite itself makes. */
const NOT_OURS = /^sqlite_|^items_search_/

await t.test('Each table is covered whole, or said not to be, and why', async (t) => {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all() as string[]
  const [, uncovered = ''] =
    /\n## What is not covered, and why\n(.*?)\n- \*\*What was there/s.exec(document) ?? []
  const named = new Set([...uncovered.matchAll(/`(\w+)`/g)].map(([, name]) => name))
  for (const name of tables.filter((name) => !NOT_OURS.test(name))) {
    const table = TABLES.find((one) => one.name === name)
    t.ok(table ?? named.has(name), `${name} is covered, or docs/ledger.md says why it is not`)
    if (!table) continue
    const columns = (sqlite.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name)
    const covered = table.columns.map((column) => column.replace(/^sha256\((\w+)\)$/, '$1'))
    t.same(covered.toSorted(), columns.toSorted(), `each column of ${name} is covered`)
  }
  for (const name of named) t.ok(tables.includes(name!), `${name} is a table that there is`)
})
