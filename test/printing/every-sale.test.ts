import fc from 'fast-check'
import t from 'tap'
import { addToBasket } from '../../server/baskets/change-basket.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import type { Store } from '../../server/db/store.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { encodeSlip } from '../../server/printing/escpos.ts'
import { completeSale } from '../../server/sales/complete-sale.ts'
import { findSale, type WholeSale } from '../../server/sales/find-sales.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import type { Moment } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor, sum } from '../../server/values/money.ts'
import { milli, priceOf } from '../../server/values/quantity.ts'
import { CODE_PAGES } from '../../views/receipts/code-page.ts'
import { decode } from '../printer/decode.ts'
import { BOX } from '../printer/glyphs.ts'
import { readCodes } from '../printer/read-codes.ts'
import { asRead } from '../printer/read-dots.ts'
import { readSlip } from '../printer/read-slip.ts'
import { type Paper, print } from '../printer/second-decoder.ts'
import { openBox } from '../shop.ts'
import { businessDayOf, cash } from '../trade.ts'

const SALES = 500
const BASE = 'https://toko.example'
const NOON: Moment = '2026-11-22T05:00:00.000Z'

/** What is typed into a name, and what of it can be seen on paper. */
const PARTS: [string, string][] = [
  ['Kopi ', 'Kopi '],
  ['susu-kental-manis ', 'susu-kental-manis '],
  ['x'.repeat(60), 'x'.repeat(60)],
  ['Café ', 'Café '],
  ['Cafe\u0301', 'Café'],
  ['5 € ', '5 € '],
  ['œuf ', 'œuf '],
  ['Łódź ', 'Łódź '],
  ['Đà Nẵng ', 'Đà Nẵng '],
  ['日本酒', '日本酒'],
  ['한국어 ', '한국어 '],
  ['Ωмега ', 'Ωмега '],
  ['№5™ ', '№5™ '],
  ['½ kg', '½ kg'],
  ['10⁴', '10⁴'],
  ['“Best”… ', '"Best"... '],
  ['Ａﬁ', 'Afi'],
  ['😀', BOX],
  ['👨‍👩‍👧', BOX],
  ['\u202e', ''],
  ['\u200b', ''],
  ['\t', ' '],
  ['\n', ' '],
  ['\x1bp\0\x19\x7a', 'p z'],
  ['\x1b@', '@'],
  ['\x1d!\x11', '!'],
  ['\x1dVA\0', 'VA'],
  ['\x10\x04\x01', ''],
  ['\x10\x14\x01\x00\x08', ''],
  ['\x9b2J', '2J'],
  ['<b>&amp;', '<b>&amp;'],
  ['?', '?']
]

const LONGEST_NAME = 120
const name = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 8 })
  .map((parts) => ({
    typed: parts.map(([typed]) => typed).join(''),
    seen: parts.map(([, seen]) => seen).join('')
  }))
  .filter(({ typed }) => typed.length <= LONGEST_NAME)
const line = fc.record({
  name,
  price: fc.integer({ min: 1, max: 9999 }).map((hundreds) => hundreds * 100),
  quantity_milli: fc.oneof(
    fc.integer({ min: 1, max: 48 }).map((pieces) => pieces * 1000),
    fc.integer({ min: 1, max: 9999 })
  )
})
type Line = ReturnType<
  typeof fc.sample<{ name: { typed: string; seen: string }; price: number; quantity_milli: number }>
>[0]

t.test(`Of ${SALES} sales of whatever somebody typed, each slip says what stands in the books`, async (t) => {
  const shop = await openBox(t)
  const people = await shop.setUp()
  const wanted = fc.sample(fc.array(line, { minLength: 1, maxLength: 5 }), SALES)
  const sales = await sell(shop.store, people, wanted)
  const wrong: string[] = []

  for (const [i, sale] of sales.entries()) {
    const columns = i % 2 === 0 ? 32 : 48
    const page = CODE_PAGES[i % CODE_PAGES.length]!
    const slip = { kind: 'sale', subject_id: sale.sale_id } as const
    const rows = drawSlip(shop.store, slip, { base: BASE, columns, page })!
    const bytes = encodeSlip(rows, { columns, code_page: page, cut: 'partial', tells: i % 3 === 0 })
    const paper = print(bytes, columns)
    const of = `sale ${i}, ${columns} columns, ${page}: ${JSON.stringify(wanted[i])}`

    const lines = readSlip(paper)
    if (!seen(lines).includes(seen(booked(sale, wanted[i]!)))) wrong.push(`${of}\n${lines.join('\n')}`)
    if (!agree(bytes, paper)) wrong.push(`the first decoder reads another slip, ${of}`)
    const codes = await readCodes(aroundCode(paper))
    if (codes.join() !== `QRCODE ${BASE}/r/${sale.link}`) wrong.push(`no code, ${of}`)
    const kinds = paper.said.map(({ kind }) => kind)
    if (kinds.includes('pulse') || kinds.filter((kind) => kind === 'cut').length !== 1)
      wrong.push(`injected, ${of}`)
    if (paper.faults.length > 0 || paper.out_of_turn.length > 0) wrong.push(`${paper.faults.join()}, ${of}`)
  }
  t.same(wrong.slice(0, 3), [])
})

/** Sells all of it by the shop's own deeds. */
async function sell(
  store: Store,
  { cashier_id, terminal_id }: { cashier_id: string; terminal_id: string },
  wanted: Line[][]
): Promise<WholeSale[]> {
  const by = () => ({ at: NOON, staff_id: cashier_id, terminal_id, request_id: newId() })
  const sale_ids = await store.commit((tx) => {
    openShift(tx, by(), { shift_id: newId(), float_minor: minor(0), business_day: businessDayOf(NOON) })
    return wanted.map((lines) => {
      let basket_id = ''
      for (const { name, price, quantity_milli } of lines) {
        const item_id = newId()
        saveItem(tx, by(), {
          item_id,
          code: null,
          barcodes: [],
          name: name.typed,
          category: null,
          unit: 'kg',
          price_minor: minor(price),
          cost_minor: null,
          minimum_milli: milli(0),
          favourite: 0
        })
        basket_id = addToBasket(tx, by(), { item_id }, milli(quantity_milli))
      }
      const total_minor = sum(lines.map((each) => priceOf(milli(each.quantity_milli), minor(each.price))))
      completeSale(tx, by(), { basket_id, total_minor, tender: cash(inCoins(total_minor)), link: newToken() })
      return basket_id
    })
  })
  return sale_ids.map((sale_id) => findSale(store, sale_id)!)
}

/** The smallest coin is 100. */
function inCoins(amount: number): number {
  return Math.ceil(amount / 100) * 100
}

/** What the books say of a sale, in the order it is written. */
function booked(sale: WholeSale, wanted: Line[]): string[] {
  const figure = (amount: number): string => amount.toLocaleString('id-ID')
  return [
    ...sale.lines.map(({ line_no, quantity_milli, price_minor, total_minor }) => {
      const quantity = (quantity_milli / 1000).toLocaleString('id-ID', { maximumFractionDigits: 3 })
      return `${wanted[line_no - 1]!.name.seen}${quantity} kg x ${figure(price_minor)}${figure(total_minor)}`
    }),
    '-',
    `TOTAL Rp ${figure(sale.total_minor)}`
  ]
}

/** Everything that takes ink, in order: where a line breaks and what a rule is long is the paper's business. */
function seen(lines: string[]): string {
  return asRead(lines.join('').replace(/\s/g, '')).replace(/-{20,}/g, '-')
}

/** Whether the first decoder reads the same; of what is drawn it says only that there is a picture. */
function agree(bytes: Buffer, paper: Paper): boolean {
  const events = decode(bytes)
  const first = events.flatMap((event) => {
    if (event.kind === 'line') return event.text
    if (event.kind === 'qr') return `<qr ${event.data}>`
    return event.kind === 'raster' ? `<picture of ${event.height_dots}>` : []
  })
  const second = paper.said.flatMap((said) => {
    if (said.kind === 'text') return said.text
    if (said.kind === 'qr') return `<qr ${said.data}>`
    return said.kind === 'dots' ? `<picture of ${said.height}>` : []
  })
  return (
    first.join('\n') === second.join('\n') && !events.some(({ kind }) => kind === 'stray' || kind === 'pulse')
  )
}

/** The part of the paper a customer holds before a camera. */
function aroundCode({ rows, said }: Paper): Uint8Array[] {
  const code = said.find((each) => each.kind === 'qr')
  return code ? rows.slice(Math.max(0, code.y)) : rows
}
