import t from 'tap'
import { ObjectFault } from '../../../server/backup/objects/header.ts'
import {
  decodeMeta,
  decodePages,
  encodePages,
  type Meta,
  type Page
} from '../../../server/backup/objects/segment.ts'
import { openCounter, sell } from '../../counter.ts'

const PAGE_BYTES = 4096
const META: Meta = {
  t: 1_795_345_200_123,
  n: 900,
  s: '0123456789abcdef'.repeat(2),
  e: 0,
  c: [3, 0, 70_000],
  z: PAGE_BYTES
}

t.test('What a segment says of itself', async (t) => {
  const whole: Meta = {
    ...META,
    p: { point_id: 'a', reason: 'by-hand', label: 'Sebelum Lebaran' },
    g: { reason: 'restore', parent: { generation: 'f'.repeat(32), seq: 12 }, app_version: '1.2.3' }
  }
  const { e: _event, c: _counts, ...least } = META
  for (const meta of [META, whole, least, { ...META, c: [] }]) {
    t.same(decodeMeta(encodePages(meta, [], () => undefined)).meta, meta)
  }
  await t.test('takes less than half of what it takes as text', async (t) => {
    t.ok(encodePages(META, [], () => undefined).length * 2 < JSON.stringify(META).length)
  })
  await t.test('is read as text too, as snapshots have it', async (t) => {
    const text = Buffer.from(JSON.stringify(META))
    const { meta, rest } = decodeMeta(
      Buffer.concat([Buffer.from([0, text.length]), text, Buffer.from('pages')])
    )
    t.same(meta, META)
    t.equal(rest.toString(), 'pages')
  })
  await t.test('is found out when it is cut short', async (t) => {
    const bytes = encodePages(META, [], () => undefined)
    for (let length = 0; length < bytes.length; length++) {
      t.throws(() => decodeMeta(bytes.subarray(0, length)), ObjectFault, `${length} bytes`)
    }
  })
})

t.test("A shop's sales as segments", async (t) => {
  const { till, shop } = await openCounter(t)
  const states = [read(shop.store.sqlite.serialize())]
  for (let sale = 0; sale < 12; sale++) {
    await sell(till)
    states.push(read(shop.store.sqlite.serialize()))
  }
  const told = states.slice(1).map((state, index) => tell(states[index]!, state))

  await t.test('make the shop what it is, each from the one before', async (t) => {
    let state = states[0]!
    for (const [index, { bytes }] of told.entries()) {
      state = apply(state, bytes)
      t.ok(
        state.length >= states[index + 1]!.length &&
          states[index + 1]!.every((page, at) => page.equals(state[at]!))
      )
    }
  })

  await t.test('take a small part of their pages', async (t) => {
    for (const { bytes, pages } of told.slice(4))
      t.ok(bytes.length * 50 < pages.length * PAGE_BYTES, `${bytes.length}`)
  })

  await t.test('are found out when they are put on anything else', async (t) => {
    for (const [index, { bytes }] of told.entries()) {
      if (index > 0) t.throws(() => apply(states[index - 1]!, bytes), ObjectFault)
    }
  })

  await t.test('are found out, bit by bit, when they are harmed', async (t) => {
    const { bytes } = told.at(-1)!
    const before = states.at(-2)!
    const { rest } = decodeMeta(bytes)
    for (let bit = 0; bit < 8 * rest.length; bit++) {
      const harmed = Buffer.from(rest)
      harmed[bit >> 3]! ^= 1 << (bit & 7)
      const faulty = outcome(() => [...decodePages(harmed, PAGE_BYTES, (pgno) => before[pgno - 1])].flat())
      // Some bits say nothing; then the pages are what they were.
      const same =
        Array.isArray(faulty) && faulty.every(({ pgno, bytes }) => states.at(-1)![pgno - 1]!.equals(bytes))
      t.ok(faulty instanceof ObjectFault || same, `bit ${bit}`)
    }
  })
})

t.test('So many pages that telling each would take too long are compressed at once', async (t) => {
  const pages = Array.from({ length: 1100 }, (_, index) => ({
    pgno: index + 1,
    bytes: Buffer.alloc(512, `page ${index}`)
  }))
  const before = (pgno: number) => (pgno % 2 === 0 ? Buffer.alloc(512, `earlier ${pgno}`) : undefined)
  const { rest } = decodeMeta(encodePages(META, pages, before))
  t.same([...decodePages(rest, 512, before)].flat(), pages)
})

function read(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / PAGE_BYTES }, (_, index) =>
    bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES)
  )
}

function tell(before: Buffer[], after: Buffer[]): { bytes: Buffer; pages: Page[] } {
  const pages = after.flatMap((bytes, index) =>
    before[index]?.equals(bytes) ? [] : [{ pgno: index + 1, bytes }]
  )
  return { bytes: encodePages(META, pages, (pgno) => before[pgno - 1]), pages }
}

function apply(before: Buffer[], bytes: Buffer): Buffer[] {
  const after = [...before]
  const { meta, rest } = decodeMeta(bytes)
  for (const group of decodePages(rest, meta.z, (pgno) => before[pgno - 1])) {
    for (const { pgno, bytes } of group) after[pgno - 1] = bytes
  }
  return after
}

function outcome(read: () => Page[]): Page[] | unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
