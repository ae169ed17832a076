import { execFileSync } from 'node:child_process'
import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import type { Anchor, Harm } from '../../server/chain/harm.ts'
import { verifyHere } from '../../server/chain/verify-here.ts'
import { readLinks } from '../../server/chain/verify-piece.ts'
import { readCovered } from '../../server/db/seal/covered-rows.ts'
import { COUNTED_TABLES, SPEAKERS, SPOKEN_WITH } from '../../server/db/seal/covered-tables.ts'
import { hashEvent, hashRows } from '../../server/db/seal/hash-event.ts'
import { layDatabase } from '../backup/lay-database.ts'
import { openTradedShop } from '../backup/traded-shop.ts'

const shop = await openTradedShop(t)
const image = shop.image()

await t.test('A shop at which people did whatever they liked has a ledger that holds together', async (t) => {
  const verdict = verifyHere(shop.store.sqlite)
  t.equal(verdict.harm, null)
  t.ok(verdict.ok)
  t.equal(verdict.events, count('events'))
  const covered = [
    'sales',
    'sale_lines',
    'sale_taxes',
    'sale_reductions',
    'tenders',
    'refunds',
    'refund_lines'
  ]
  for (const table of covered) t.ok(count(table) > 0, `it has some ${table}`)
  t.ok(verdict.rows > count('sale_lines') + count('journal'))
  t.match(verdict.head, /^[0-9a-f]{64}$/)
})

/** Runs as somebody would who has the file and a shell: in a process of their own, with the triggers out of the way. */
const SHELL = `
  import Database from 'better-sqlite3'
  const sqlite = new Database(process.argv[1])
  sqlite.pragma('foreign_keys = off')
  for (const name of sqlite.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all())
    sqlite.exec('drop trigger ' + name)
  sqlite.exec(process.argv[2])
`

function tamper(path: string, sql: string): void {
  execFileSync(process.execPath, ['--input-type=module', '-e', SHELL, path, sql])
}

/** Lays the shop on a disk, has somebody at it, and verifies it. */
function harmed(t: Test, sql: string, anchors: Anchor[] = []): Harm | null {
  const { path } = layDatabase(t, image)
  tamper(path, sql)
  const sqlite = new Database(path)
  try {
    return verifyHere(sqlite, anchors).harm
  } finally {
    sqlite.close()
  }
}

const one = (sql: string): { event_id: number; subject_id: string } =>
  shop.store.sqlite.prepare(sql).get() as { event_id: number; subject_id: string }
const sale = one("select event_id, subject_id from events where type = 'sale.completed' limit 1 offset 3")
const last_id = one('select max(event_id) as event_id from events').event_id
const N = sale.event_id
const MARKS = ['entry_no', 'stock_move_no', 'points_move_no']

await t.test('Whatever somebody does with a shell is found, and named', async (t) => {
  const cases: [string, string, Partial<Harm>][] = [
    [
      'an event altered',
      `update events set facts = '{"total_minor":1}' where event_id = ${N}`,
      { kind: 'altered', event_id: N, type: 'sale.completed' }
    ],
    [
      'its time altered',
      `update events set at = '2020-01-01T00:00:00.000Z' where event_id = ${N}`,
      { kind: 'altered', event_id: N, at: '2020-01-01T00:00:00.000Z' }
    ],
    [
      'nothing made of null',
      `update events set approved_by = '' where event_id = ${N}`,
      { kind: 'altered', event_id: N }
    ],
    [
      'an event deleted',
      `delete from events where event_id = ${N}`,
      { kind: 'missing', event_id: N, other_id: N, at: null }
    ],
    [
      'two events deleted with their seals',
      `delete from events where event_id in (${N}, ${N + 1}); delete from event_seals where event_id in (${N}, ${N + 1})`,
      { kind: 'missing', event_id: N, other_id: N + 1 }
    ],
    [
      'the newest event deleted',
      `delete from events where event_id = ${last_id}`,
      { kind: 'missing', event_id: last_id }
    ],
    [
      'two events swapped',
      `update events set event_id = -1 where event_id = 5; update events set event_id = 5 where event_id = 8; update events set event_id = 8 where event_id = -1`,
      { kind: 'swapped', event_id: 5, other_id: 8 }
    ],
    [
      'two events swapped with their seals',
      `update events set event_id = -1 where event_id = 5; update events set event_id = 5 where event_id = 8; update events set event_id = 8 where event_id = -1;
      update event_seals set event_id = -1 where event_id = 5; update event_seals set event_id = 5 where event_id = 8; update event_seals set event_id = 8 where event_id = -1`,
      { kind: 'swapped', event_id: 5, other_id: 8 }
    ],
    [
      'an event put in at the end',
      "insert into events (at, type, subject_id) values ('', 'drawer.opened', 'x')",
      { kind: 'inserted', event_id: last_id + 1 }
    ],
    [
      'an event put in between',
      `update events set event_id = -event_id where event_id >= ${N}; update events set event_id = -event_id + 1 where event_id < 0;
      insert into events (event_id, at, type, subject_id) values (${N}, '', 'drawer.opened', 'x')`,
      { kind: 'inserted', event_id: N, type: 'drawer.opened' }
    ],
    [
      'a seal altered',
      `update event_seals set hash = zeroblob(32) where event_id = ${N}`,
      { kind: 'seal-altered', event_id: N }
    ],
    [
      'a sale made smaller',
      `update sales set total_minor = total_minor - 1000, subtotal_minor = subtotal_minor - 1000 where sale_id = '${sale.subject_id}'`,
      { kind: 'row-altered', table: 'sales', event_id: N }
    ],
    [
      'a line taken out of a sale',
      `delete from sale_lines where sale_id = '${sale.subject_id}' and line_no = 1`,
      { kind: 'row-missing', table: 'sale_lines', event_id: N }
    ],
    [
      'a tender put into a sale',
      `insert into tenders select sale_id, 99, method_id, method, 0, 0, null, null, null, 0 from tenders where sale_id = '${sale.subject_id}' limit 1`,
      { kind: 'row-inserted', table: 'tenders', event_id: N }
    ],
    [
      'a whole sale deleted',
      `delete from sales where sale_id = '${sale.subject_id}'`,
      { kind: 'row-missing', table: 'sales', event_id: N }
    ],
    [
      'the ledger altered',
      `update journal set amount_minor = amount_minor + 1 where source_id = '${sale.subject_id}' and account = 'sales'`,
      { kind: 'row-altered', table: 'journal' }
    ],
    [
      'the ledger shortened',
      'delete from journal where entry_no = 3',
      { kind: 'row-missing', table: 'journal' }
    ],
    [
      'the ledger lengthened',
      "insert into journal (source_id, business_day, account, amount_minor, posted_at) values ('x', '2026-11-22', 'cash', 5, '')",
      { kind: 'stranger', table: 'journal', event_id: last_id }
    ],
    [
      'goods that never left',
      "update stock_moves set quantity_milli = 0 where move_no = (select min(move_no) from stock_moves where reason = 'sale')",
      { kind: 'row-altered', table: 'stock_moves' }
    ],
    [
      'points given',
      'update points_moves set points = points + 100 where move_no = 1',
      { kind: 'row-altered', table: 'points_moves' }
    ],
    [
      'a sale that nobody made',
      `insert into sales select 'x', terminal_id, 9999, 'X-1', shift_id, staff_id, sold_at, business_day, null, null, 0, 0, 0, 0, 0, 0, 0, 'x' from sales limit 1`,
      { kind: 'stranger', table: 'sales', subject_id: 'x' }
    ],
    [
      'lines of no sale',
      "insert into sale_lines select 'x', 1, item_id, unit_id, name, unit, 1000, 1000, 0, 0, null, 0, 0, 0, null, 0, 0 from sale_lines limit 1",
      { kind: 'stranger', table: 'sale_lines', subject_id: 'x' }
    ],
    ['another beginning', "update ledger_genesis set began_at = ''", { kind: 'genesis', event_id: 0 }]
  ]
  for (const [name, sql, harm] of cases) t.match(harmed(t, sql), harm, name)
})

await t.test('What no seal covers is not said to be harmed', async (t) => {
  t.equal(harmed(t, 'update customers set name = name; update items set price_minor = price_minor + 1'), null)
  t.equal(harmed(t, 'update stock_levels set quantity_milli = 0; update settings set value = value'), null)
})

/** Hashes the chain anew from an event on, as somebody does who has read how it is made. */
function rehash(path: string, from: number): void {
  const sqlite = new Database(path)
  const links = [...readLinks(sqlite, { from: from - 1, to: last_id })]
  const [start] = readLinks(sqlite, { from: from - 2, to: from - 1 })
  let before = start!
  const write = sqlite.prepare('update event_seals set hash = ?, rows = ? where event_id = ?')
  for (const link of links) {
    const { rows } = readCovered(
      sqlite,
      { type: link.type!, subject_id: link.subject_id! },
      before.marks,
      link.marks
    )
    const beside = hashRows(rows)
    const names = link.rows?.subarray(32) ?? Buffer.alloc(0)
    const hash = hashEvent(before.hash, link.line!, beside, link.marks)
    write.run(hash, beside && Buffer.concat([beside, names]), link.event_id)
    before = { ...link, hash }
  }
  sqlite.close()
}

await t.test('Somebody who hashes everything anew is found by what was noted elsewhere', async (t) => {
  const { path } = layDatabase(t, image)
  const noted = (event_id: number, digits = 64): Anchor => {
    const [link] = readLinks(shop.store.sqlite, { from: event_id - 1, to: event_id })
    return { event_id, hash: link!.hash.toString('hex').slice(0, digits), where: `Z ${event_id}`, at: null }
  }
  const anchors = [noted(last_id), noted(N + 5, 20), noted(N - 2)]
  tamper(
    path,
    `update sales set total_minor = total_minor - 1000, subtotal_minor = subtotal_minor - 1000 where sale_id = '${sale.subject_id}'`
  )
  rehash(path, N)
  const sqlite = new Database(path)
  t.teardown(() => sqlite.close())
  t.equal(verifyHere(sqlite).harm, null, 'by itself the chain holds together')
  t.match(verifyHere(sqlite, anchors).harm, {
    kind: 'rewritten',
    event_id: N + 5,
    other_id: N - 2,
    anchor: `Z ${N + 5}`
  })
  t.equal(verifyHere(shop.store.sqlite, anchors).harm, null, 'the true one stands up to all of them')

  const cut = [
    `delete from events where event_id > ${N}; delete from event_seals where event_id > ${N}`,
    ...COUNTED_TABLES.map(
      ({ table, own }, at) =>
        `delete from ${table} where ${own} > (select ${MARKS[at]} from event_seals where event_id = ${N})`
    ),
    ...SPEAKERS.map(
      ({ table, own, types }) =>
        `delete from ${table} where ${own} not in (select subject_id from events where type in ('${types.join("', '")}'))`
    ),
    ...SPOKEN_WITH.map(
      ({ table, of, own }) => `delete from ${table} where ${own} not in (select ${own} from ${of})`
    )
  ].join(';')
  t.equal(harmed(t, cut), null, 'who takes away the newest with all they wrote leaves no trace inside')
  t.match(harmed(t, cut, anchors), { kind: 'cut-off', event_id: N + 5, other_id: N }, 'but outside')
})

function count(table: string): number {
  return shop.store.sqlite.prepare(`select count(*) from ${table}`).pluck().get() as number
}
