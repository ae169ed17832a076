import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { addMod, subtractMod, sumOfFile, sumOfPage, sumText } from '../../server/backup/objects/page-sum.ts'
import { auditBooks } from '../../server/backup/proof/audit-books.ts'
import { countRows } from '../../server/backup/proof/count-rows.ts'
import type { Expected, Proof, StepName } from '../../server/backup/proof/proof.ts'
import { proveDatabase } from '../../server/backup/proof/prove.ts'
import { RULES } from '../../server/backup/proof/rules.ts'
import { dice } from '../../server/demo/dice.ts'
import { findHead } from '../../server/events/find-head.ts'
import { hashLedger } from '../../server/ledger/hash-ledger.ts'
import { layDatabase } from './lay-database.ts'
import { FROM_THE_OTHER_SIDE, TAMPERINGS } from './tamperings.ts'
import { openTradedShop } from './traded-shop.ts'

const PAGE = 4096
const SEED = 20_261_122
const FLIPS = 12
const NOTHING_KNOWN: Expected = { sum: null, counts: null, ledger: null, last_event_id: null }

const shop = await openTradedShop(t)
/** The database as it lies on a disk, in a folder of its own. */
const image = shop.image()
const truth: Expected = {
  sum: sumText(sumOf(image)),
  counts: countRows(shop.store.sqlite),
  ledger: hashLedger(shop.store),
  head: findHead(shop.store)!.hash,
  last_event_id: shop.store.sqlite.prepare('select max(event_id) from events').pluck().get() as number
}

await t.test('A shop that traded is proved, and what is proved of it is told', async (t) => {
  const { folder, path } = layDatabase(t, image)
  const told: StepName[] = []
  const proof = await proveDatabase(path, truth, ({ name }) => told.push(name))
  t.ok(proof.ok, said(proof))
  t.ok(proof.steps.every(({ is_compared }) => is_compared))
  t.same(proof.steps.map(({ name }) => name).toSorted(), told.toSorted(), 'each step is told once')
  const last_sale = shop.store.sqlite
    .prepare('select receipt_no, sold_at from sales order by sold_at desc, receipt_no desc limit 1')
    .get()
  t.same(proof.facts, {
    pages: image.length / PAGE,
    bytes: image.length,
    sales: truth.counts!.sales,
    last_sale,
    last_event_id: truth.last_event_id,
    ledger: truth.ledger,
    schema_version: shop.store.sqlite
      .prepare('select name from kysely_migration order by name desc')
      .pluck()
      .get()
  })
  t.same(JSON.parse(JSON.stringify(proof)), proof, 'and it is plain data')
  t.same(readdirSync(folder), ['laci.db'], 'nothing is left beside the file')
  t.ok(readFileSync(path).equals(image), 'which is as it was')
})

await t.test('What nobody knows is not compared, and said so', async (t) => {
  const { path } = layDatabase(t, image)
  const proof = await proveDatabase(path, NOTHING_KNOWN)
  t.ok(proof.ok, said(proof))
  const compared = proof.steps.filter(({ is_compared }) => is_compared).map(({ name }) => name)
  t.same(compared, ['integrity', 'foreign-keys', 'books'])
  t.equal(proof.facts.ledger?.sha256, truth.ledger!.sha256)
})

await t.test('Another state of the shop is not taken for this one', async (t) => {
  const { path } = layDatabase(t, image)
  const { sales } = truth.counts!
  const wrong: [StepName, Partial<Expected>][] = [
    ['pages', { sum: '0'.repeat(32) }],
    ['counts', { counts: { ...truth.counts!, sales: sales + 1 } }],
    ['ledger', { ledger: { ...truth.ledger!, last_no: truth.ledger!.last_no + 1 } }],
    ['events', { last_event_id: truth.last_event_id! + 1 }]
  ]
  for (const [name, other] of wrong) {
    const proof = await proveDatabase(path, { ...truth, ...other })
    t.same(failed(proof), [name])
    t.match(said(proof), / and not /)
  }
})

await t.test('Each rule of the books names what breaks it, and nothing else does', async (t) => {
  const { path } = layDatabase(t, image)
  const sqlite = new Database(path)
  sqlite.pragma('foreign_keys = off')
  sqlite.pragma('ignore_check_constraints = on')
  t.same(auditBooks(sqlite), [], 'before')
  t.same(Object.keys(TAMPERINGS).toSorted(), Object.keys(RULES).toSorted())
  for (const [rule, tampering] of [...Object.entries(TAMPERINGS), ...FROM_THE_OTHER_SIDE]) {
    sqlite.exec(`begin; ${tampering}`)
    const faults = auditBooks(sqlite)
    sqlite.exec('rollback')
    t.same(
      faults.map((fault) => fault.rule),
      [rule],
      `${tampering}: ${JSON.stringify(faults)}`
    )
    t.ok(faults[0]?.offenders.length, 'and says who')
  }
  sqlite.close()
})

await t.test('Books that were tampered with fail the proof, with the rule and who breaks it', async (t) => {
  const { path } = layDatabase(t, image)
  const sqlite = new Database(path)
  sqlite.exec(TAMPERINGS['sale-tax'])
  sqlite.close()
  const proof = await proveDatabase(path, NOTHING_KNOWN)
  t.same(failed(proof), ['books', 'chain'])
  const books = proof.steps.find(({ name }) => name === 'books')
  t.match(books?.found, { rules: Object.keys(RULES).length, faults: [{ rule: 'sale-tax' }] })
  t.match(said(proof), /sale-tax: .*K[12]-0/)
})

await t.test('A bit that fell over anywhere is found, also where the structure is whole', async (t) => {
  const chance = dice(SEED)
  let whole = 0
  for (let flip = 0; flip < FLIPS; flip++) {
    const at = chance.below(image.length)
    const rotten = Buffer.from(image)
    rotten[at]! ^= 1 << chance.below(8)
    const { folder, path } = layDatabase(t, rotten)
    const proof = await proveDatabase(path, truth)
    t.ok(failed(proof).includes('pages'), `byte ${at}`)
    if (!failed(proof).includes('integrity')) whole++
    t.same(readdirSync(folder), ['laci.db'])
  }
  t.ok(whole > 0, `${whole} of ${FLIPS} would not have been found by integrity_check`)
})

await t.test('An index that misses a row is found', async (t) => {
  const { path } = layDatabase(t, image)
  behindTheIndex(path, 'customers_by_name', "update customers set name = 'Lain ' || customer_id")
  const proof = await proveDatabase(path, NOTHING_KNOWN)
  t.same(failed(proof), ['integrity'])
  t.match(said(proof), /missing from index customers_by_name|wrong # of entries in index customers_by_name/)
})

await t.test('A ledger that was altered is brought back as it was, and its proof says so', async (t) => {
  const { path } = layDatabase(t, image)
  const sqlite = new Database(path)
  sqlite.exec("drop trigger events_stay; update events set facts = null where type = 'shift.opened'")
  sqlite.close()
  const proof = await proveDatabase(path, NOTHING_KNOWN)
  t.same(failed(proof), ['chain'])
  t.match(said(proof), /"kind":"altered"/)
  t.ok(proof.ok, 'nobody keeps a shop closed by altering it')
})

await t.test('A row that names nobody is found', async (t) => {
  const { path } = layDatabase(t, image)
  const sqlite = new Database(path)
  sqlite.pragma('foreign_keys = off')
  sqlite.exec("update payments set customer_id = 'x' where customer_id is not null")
  sqlite.close()
  const proof = await proveDatabase(path, NOTHING_KNOWN)
  t.same(failed(proof), ['foreign-keys', 'chain'])
  t.match(said(proof), /payments → customers/)
})

await t.test('What is no shop at all fails with a plain word, and throws nothing', async (t) => {
  const cases: [string, Buffer, RegExp][] = [
    ['cut within a page', image.subarray(0, image.length - 1000), /cut short/],
    [
      'cut between pages',
      image.subarray(0, image.length - 3 * PAGE),
      /the file has \d+ pages and should have \d+/
    ],
    ['of its first page alone', image.subarray(0, PAGE), /the file has 1 pages/],
    ['of its header alone', image.subarray(0, 100), /cut short/],
    [
      'a letter',
      Buffer.from('Bu Ratna, cadangannya sudah jalan.\n'.repeat(200)),
      /the file is not a database/
    ],
    ['empty', Buffer.alloc(0), /the file is empty/],
    ['another database', anotherDatabase(), /no such table/]
  ]
  for (const [what, bytes, detail] of cases) {
    const { folder, path } = layDatabase(t, bytes)
    const proof = await proveDatabase(path, truth)
    t.notOk(proof.ok, what)
    t.ok(failed(proof).includes('pages'), `${what}: ${said(proof)}`)
    t.match(said(proof), detail, what)
    t.ok(
      proof.steps.every(({ ok, detail }) => ok === (detail === null)),
      'each failure says why'
    )
    t.same(readdirSync(folder), ['laci.db'], what)
  }
  const { folder } = layDatabase(t, image)
  const missing = await proveDatabase(join(folder, 'gone.db'), truth)
  t.equal(failed(missing).length, missing.steps.length)
  t.match(said(missing), /ENOENT.*unable to open database file/s)
  t.same(readdirSync(folder), ['laci.db'])
})

await t.test('A log that lies beside the file is not taken for a part of it', async (t) => {
  const { folder, path } = layDatabase(t, image)
  appendFileSync(`${path}-wal`, 'of another time')
  const proof = await proveDatabase(path, truth)
  t.ok(failed(proof).includes('pages'))
  t.match(said(proof), /a log of another time/)
  t.same(readdirSync(folder), ['laci.db', 'laci.db-wal'], 'and it stays where it is')
})

await t.test('The sum of a file follows its pages, in whatever order they change', async (t) => {
  const { path } = layDatabase(t, image)
  t.same(sumOfFile(path, PAGE), { pages: image.length / PAGE, sum: truth.sum })
  const other = Buffer.from(image)
  other.fill(7, 2 * PAGE, 3 * PAGE)
  const changed = addMod(
    subtractMod(sumOf(image), sumOfPage(3, pageOf(image, 3))),
    sumOfPage(3, pageOf(other, 3))
  )
  writeFileSync(path, other)
  t.equal(sumOfFile(path, PAGE).sum, sumText(changed))
  const [first, second] = [pageOf(image, 1), pageOf(image, 2)]
  t.not(
    sumText(sumOfPage(1, first) + sumOfPage(2, second)),
    sumText(sumOfPage(1, second) + sumOfPage(2, first)),
    'pages in their places'
  )
  const digest = createHash('sha256')
    .update(Buffer.from([2, 0, 0, 0]))
    .update(second)
    .digest()
  t.equal(sumText(sumOfPage(2, second)), digest.subarray(0, 16).reverse().toString('hex'), 'as it is defined')
  t.equal(sumText(subtractMod(0n, 1n)), 'f'.repeat(32))
  t.equal(sumText(addMod((1n << 128n) - 1n, 1n)), '0'.repeat(32))
  t.equal(sumText(255n), `${'0'.repeat(30)}ff`)
})

function pageOf(bytes: Buffer, pgno: number): Buffer {
  return bytes.subarray((pgno - 1) * PAGE, pgno * PAGE)
}

function sumOf(bytes: Buffer): bigint {
  let sum = 0n
  for (let pgno = 1; pgno <= bytes.length / PAGE; pgno++)
    sum = addMod(sum, sumOfPage(pgno, pageOf(bytes, pgno)))
  return sum
}

function failed(proof: Proof): StepName[] {
  return proof.steps.filter(({ ok }) => !ok).map(({ name }) => name)
}

function said(proof: Proof): string {
  return proof.steps.map(({ name, detail }) => (detail === null ? '' : `${name}: ${detail}\n`)).join('')
}

/** Changes rows while their table has forgotten one of its indexes, as a disk that lost a page would have it. */
function behindTheIndex(path: string, index: string, change: string): void {
  const schema = (work: (sqlite: Database.Database) => void) => {
    const sqlite = new Database(path).unsafeMode()
    sqlite.pragma('writable_schema = on')
    work(sqlite)
    sqlite.close()
  }
  let row: unknown
  schema((sqlite) => {
    row = sqlite.prepare('select * from sqlite_schema where name = ?').get(index)
    sqlite.prepare('delete from sqlite_schema where name = ?').run(index)
  })
  schema((sqlite) => sqlite.exec(change)) // a connection of its own, which never knew of the index
  schema((sqlite) =>
    sqlite.prepare('insert into sqlite_schema values (@type, @name, @tbl_name, @rootpage, @sql)').run(row)
  )
}

function anotherDatabase(): Buffer {
  const sqlite = new Database(':memory:')
  sqlite.exec('create table notes (note text)')
  const bytes = sqlite.serialize()
  sqlite.close()
  return bytes
}
