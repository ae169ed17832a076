import Database from 'better-sqlite3'
import fc from 'fast-check'
import t from 'tap'
import { ObjectFault } from '../../../server/backup/objects/header.ts'
import { decodeDelta, encodeDelta } from '../../../server/backup/objects/page-delta.ts'

const PAGE_BYTES = 512

const anyPage = fc
  .uint8Array({ minLength: PAGE_BYTES, maxLength: PAGE_BYTES })
  .map((bytes) => Buffer.from(bytes))
/** A page that claims to be a tree's, with whatever behind: heads, pointers and free blocks that lead anywhere. */
const falseTree = fc.tuple(fc.constantFrom(2, 5, 10, 13), fc.nat(60), anyPage).map(([kind, count, page]) => {
  page[0] = kind
  page.writeUInt16BE(count, 3)
  return page
})
const oddPage = fc.oneof(anyPage, falseTree)
const aPageOrNone = fc.option(oddPage, { nil: undefined })
/** Changed here and there, as a row changes a page. */
const aChange = fc
  .tuple(oddPage, fc.array(fc.tuple(fc.nat(PAGE_BYTES - 1), fc.nat(255)), { maxLength: 20 }))
  .map(([before, changes]) => {
    const page = Buffer.from(before)
    for (const [at, byte] of changes) page[at] = byte
    return { before, page }
  })

/** Real pages of a real database with small ones, before and after some deeds with its rows. */
type Deed = { kind: 'add' | 'drop' | 'change'; key: number; length: number }
const deeds = fc.array(
  fc.record<Deed>({
    kind: fc.constantFrom<Deed['kind']>('add', 'add', 'add', 'drop', 'change'),
    key: fc.nat(300),
    length: fc.nat(900)
  }),
  { maxLength: 60 }
)

t.test('What became of pages tells exactly what they are', async (t) => {
  await t.test('of pages with anything in them', async (t) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aPageOrNone, oddPage), { maxLength: 5 }), (group) => {
        t.strictSame(
          toldAndRead(group),
          group.map(([, page]) => page)
        )
      })
    )
  })

  await t.test('of pages that changed a little', async (t) => {
    fc.assert(
      fc.property(fc.array(aChange, { maxLength: 5 }), (group) => {
        t.strictSame(
          toldAndRead(group.map(({ before, page }) => [before, page])),
          group.map(({ page }) => page)
        )
      })
    )
  })

  await t.test("of SQLite's own pages, as rows come, change and go", async (t) => {
    fc.assert(
      fc.property(deeds, deeds, (first, then) => {
        const [before, after] = twoStates(first, then)
        const group = after.flatMap((page, index): [Buffer | undefined, Buffer][] =>
          before[index]?.equals(page) ? [] : [[before[index], page]]
        )
        t.strictSame(
          toldAndRead(group),
          group.map(([, page]) => page)
        )
      }),
      { numRuns: 60 }
    )
  })
})

t.test('A row more takes little more than the row', async (t) => {
  const rows = Array.from({ length: 40 }, (_, index): Deed => ({ kind: 'add', key: 2 * index, length: 10 }))
  const [before, after] = twoStates(rows, [{ kind: 'add', key: 31, length: 10 }])
  const changed = after
    .map((page, index) => ({ page, was: before[index] }))
    .filter(({ page, was }) => !was?.equals(page))
  const { numbers, bytes } = encodeDelta(
    changed.map(({ was }) => was),
    changed.map(({ page }) => page)
  )
  t.ok(numbers.length + bytes.length < 60, `${numbers.length} and ${bytes.length} bytes`)
})

t.test('What is not whole is found, or does no harm', async (t) => {
  const [before, after] = twoStates(
    Array.from({ length: 80 }, (_, key): Deed => ({ kind: 'add', key, length: key })),
    Array.from({ length: 40 }, (_, key): Deed => ({ kind: 'add', key: 100 + key, length: 2 * key }))
  )
  const told = encodeDelta(
    after.map((_, index) => before[index]),
    after
  )
  const earlier = after.map((_, index) => before[index])

  await t.test('when bytes of it were changed', async (t) => {
    const harm = fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(harm, (changes) => {
        const harmed = { numbers: Buffer.from(told.numbers), bytes: Buffer.from(told.bytes) }
        for (const [of_numbers, at, byte] of changes) {
          const stream = of_numbers ? harmed.numbers : harmed.bytes
          stream[at % stream.length] = byte
        }
        t.ok(isFaultOrPages(() => decodeDelta(earlier, PAGE_BYTES, harmed), after.length))
      }),
      { numRuns: 500 }
    )
  })

  await t.test('when it is anything at all', async (t) => {
    const anything = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(anything, anything, fc.array(aPageOrNone, { maxLength: 4 }), (numbers, bytes, earlier) => {
        t.ok(isFaultOrPages(() => decodeDelta(earlier, PAGE_BYTES, { numbers, bytes }), earlier.length))
      }),
      { numRuns: 1000 }
    )
  })
})

function toldAndRead(group: [Buffer | undefined, Buffer][]): Buffer[] {
  const earlier = group.map(([before]) => before)
  return decodeDelta(
    earlier,
    PAGE_BYTES,
    encodeDelta(
      earlier,
      group.map(([, page]) => page)
    )
  )
}

/** Nothing else may come of it: no other error, no page of another length. */
function isFaultOrPages(read: () => Buffer[], count: number): boolean {
  try {
    const pages = read()
    return pages.length === count && pages.every(({ length }) => length === PAGE_BYTES)
  } catch (error) {
    if (error instanceof ObjectFault) return true
    throw error
  }
}

function twoStates(first: Deed[], then: Deed[]): [Buffer[], Buffer[]] {
  const sqlite = new Database(':memory:')
  sqlite.pragma(`page_size = ${PAGE_BYTES}`)
  sqlite.exec(`create table goods (goods_id integer primary key, name text, price integer);
    create table by_name (name text, goods_id integer, primary key (name, goods_id)) without rowid;
    create index by_price on goods (price, name);`)
  perform(sqlite, first)
  const before = pagesOf(sqlite)
  perform(sqlite, then)
  const after = pagesOf(sqlite)
  sqlite.close()
  return [before, after]
}

function perform(sqlite: Database.Database, list: Deed[]): void {
  for (const { kind, key, length } of list) {
    const name = `${(key * 7919) % 1000}-${'x'.repeat(length)}`
    if (kind === 'add') {
      sqlite.prepare('insert or replace into goods values (?, ?, ?)').run(key, name, key * length)
      sqlite.prepare('insert or replace into by_name values (?, ?)').run(name, key)
    } else if (kind === 'drop') {
      sqlite.prepare('delete from goods where goods_id >= ? and goods_id < ?').run(key, key + 5)
      sqlite.prepare('delete from by_name where goods_id = ?').run(key)
    } else sqlite.prepare('update goods set price = price + ? where goods_id > ?').run(length, key)
  }
}

function pagesOf(sqlite: Database.Database): Buffer[] {
  const bytes = sqlite.serialize()
  return Array.from({ length: bytes.length / PAGE_BYTES }, (_, index) =>
    bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES)
  )
}
