import type Database from 'better-sqlite3'
import t from 'tap'
import { verifyHere } from '../../server/chain/verify-here.ts'
import { COUNTED_TABLES, COVERED_TABLES, SPEAKERS, SPOKEN_WITH } from '../../server/db/seal/covered-tables.ts'
import { openFullShop } from './full-shop.ts'

const shop = await openFullShop(t)

type Value = string | number | Buffer | null

interface Column {
  name: string
  type: 'INTEGER' | 'TEXT' | 'BLOB'
  notnull: 0 | 1
  pk: number
}

/** Something else than what stands in a cell. */
const OTHERWISE = { INTEGER: 1_000_007, TEXT: 'somebody else’s', BLOB: Buffer.from('another picture') }

/** The rows of some tables that a seal covers. */
const COVERED_ROWS: Record<string, string> = {
  stock_moves: "where reason in ('sale', 'refund', 'waste')",
  bill_pictures: 'where cash_move_id is not null'
}

/** The marks of a seal, by the counted table. */
const MARKS: Record<string, string> = {
  journal: 'entry_no',
  stock_moves: 'stock_move_no',
  points_moves: 'points_move_no'
}

/** In which column of a covered table stands what finds its rows. */
const OWN = new Map([...SPEAKERS, ...SPOKEN_WITH, ...COUNTED_TABLES].map(({ table, own }) => [table, own]))

/** Which event's seal covers a row. */
function eventOf(sqlite: Database.Database, table: string, own: Value): number {
  const mark = MARKS[table]
  if (mark) {
    const covering = sqlite.prepare(`select min(event_id) from event_seals where ${mark} >= ?`).pluck()
    return covering.get(own) as number
  }
  const first = SPOKEN_WITH.find((one) => one.table === table)?.of ?? table
  const { types } = SPEAKERS.find((one) => one.table === first)!
  return sqlite
    .prepare('select event_id from events where subject_id = ? and type in (select value from json_each(?))')
    .pluck()
    .get(own, JSON.stringify(types)) as number
}

/** Where nothing stands by now, something; where something does, something else, and nothing. */
function otherwise({ type, notnull, pk }: Column, value: Value): Value[] {
  const others: Value[] = value === OTHERWISE[type] ? [] : [OTHERWISE[type]]
  return value === null || notnull || pk > 0 ? others : [...others, null]
}

await t.test('Whatever cell somebody alters in a row that a seal covers, that row is named', async (t) => {
  const sqlite = shop.openCopy(t)
  t.equal(verifyHere(sqlite).harm, null)
  for (const table of COVERED_TABLES) {
    const only = COVERED_ROWS[table] ?? ''
    const count = sqlite.prepare(`select count(*) from ${table} ${only}`).pluck().get() as number
    t.ok(count > 0, `the shop has ${table}`)
    const row = sqlite
      .prepare(`select * from ${table} ${only} order by 1 limit 1 offset ${Math.floor(count / 2)}`)
      .get() as Record<string, Value>
    const columns = sqlite.pragma(`table_info(${table})`) as Column[]
    const own = OWN.get(table)!
    const event_id = eventOf(sqlite, table, row[own]!)
    const keys = columns.filter(({ pk }) => pk > 0)
    const where = keys.map(({ name }) => `${name} = @${name}`).join(' and ')
    for (const column of columns) {
      const { name, pk } = column
      for (const value of otherwise(column, row[name]!)) {
        const change = sqlite.prepare(`update ${table} set ${name} = @to_be where ${where}`)
        const back = sqlite.prepare(`update ${table} set ${name} = @as_it_was where ${where}`)
        t.equal(change.run({ ...row, to_be: value }).changes, 1)
        const { harm } = verifyHere(sqlite)
        const what = `${table}.${name} ${JSON.stringify(row[name])} made ${JSON.stringify(value)}`
        // A row that another key finds is gone from where it was.
        const is_moved = name === own || (table === 'stock_moves' && name === 'reason')
        t.match(harm, { kind: is_moved ? 'row-missing' : 'row-altered', table, event_id }, what)
        back.run({ ...row, ...(pk > 0 && { [name]: value }), as_it_was: row[name] })
      }
    }
    sqlite.prepare(`delete from ${table} where ${where}`).run(row)
    t.match(verifyHere(sqlite).harm, { kind: 'row-missing', table, event_id }, `a row of ${table} taken away`)
    const names = columns.map(({ name }) => name)
    sqlite
      .prepare(
        `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`
      )
      .run(row)
  }
  t.equal(verifyHere(sqlite).harm, null, 'and with each of them as it was the ledger is whole')
})

await t.test('Whatever cell of an event or its seal somebody alters, it is found there', async (t) => {
  const sqlite = shop.openCopy(t)
  const [event_id] = sqlite
    .prepare("select event_id from events where type = 'sale.completed' order by event_id limit 1 offset 5")
    .pluck()
    .all() as [number]
  for (const table of ['events', 'event_seals']) {
    const row = sqlite.prepare(`select * from ${table} where event_id = ?`).get(event_id) as Record<
      string,
      Value
    >
    for (const column of sqlite.pragma(`table_info(${table})`) as Column[]) {
      const { name, pk } = column
      for (const value of otherwise(column, row[name]!)) {
        const to_be = name === 'facts' && value ? '{}' : value
        sqlite.prepare(`update ${table} set ${name} = ? where event_id = ?`).run(to_be, event_id)
        const { harm } = verifyHere(sqlite)
        t.match(
          harm?.kind,
          /^(altered|inserted|missing|seal-altered|row-)/,
          `${table}.${name} made ${String(to_be)}`
        )
        t.ok(harm && Math.abs(harm.event_id - event_id) <= 1, `and at event ${event_id}`)
        const now = pk > 0 ? to_be : event_id
        sqlite.prepare(`update ${table} set ${name} = ? where event_id = ?`).run(row[name], now)
      }
    }
  }
  t.equal(verifyHere(sqlite).harm, null)
})
