import t from 'tap'
import type { Customer } from '../../server/customers/find-customers.ts'
import type { Statement } from '../../server/customers/read-statement.ts'
import type { WholeOrder } from '../../server/orders/find-orders.ts'
import { drawSlip } from '../../server/printing/draw-slip.ts'
import { encodeSlip } from '../../server/printing/escpos.ts'
import { refundSale } from '../../server/refunds/refund-sale.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import type { WholePayment } from '../../server/tenders/find-payment.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { CODE_PAGES } from '../../views/receipts/code-page.ts'
import { asText, type Columns, layOut, type Row, type SlipDocument } from '../../views/receipts/document.ts'
import { orderSlip } from '../../views/receipts/order-slip.ts'
import { paymentSlip } from '../../views/receipts/payment-slip.ts'
import { statementSlip } from '../../views/receipts/statement-slip.ts'
import { wordsIn } from '../../views/words/words.ts'
import { decode } from '../printer/decode.ts'
import { readCodes } from '../printer/read-codes.ts'
import { asRead } from '../printer/read-dots.ts'
import { readSlip } from '../printer/read-slip.ts'
import { print } from '../printer/second-decoder.ts'
import { openBox } from '../shop.ts'
import { businessDayOf, sell } from '../trade.ts'

const NOON = '2026-11-22T05:00:00.000Z'
const BASE = 'https://toko.example'
const NAME = 'Bu Łucja 日本 5 €'

const shop = await openBox(t)
const people = await shop.setUp()
const [sale] = await sell(shop.store, people, { at: NOON, amounts: [12_500] })
const settings = readSettings(shop.store)
const context = { settings, words: wordsIn(settings.locale) }
const refund_id = newId()
await shop.store.commit((tx) => {
  const by = {
    at: NOON,
    staff_id: people.owner_id,
    terminal_id: people.terminal_id,
    request_id: newId()
  } as const
  openShift(tx, by, { shift_id: newId(), float_minor: minor(200_000), business_day: businessDayOf(NOON) })
  refundSale(tx, by, {
    refund_id,
    sale_id: sale!.sale_id,
    lines: [{ line_no: 1, quantity_milli: sale!.lines[0]!.quantity_milli, destination: 'shelf' }],
    reason: `Rusak, kata ${NAME}`,
    method_id: 'cash',
    payout_minor: sale!.total_minor,
    link: newToken()
  })
})

type Draw = (paper: { columns: Columns; page: (typeof CODE_PAGES)[number] }) => Row[]

const ofBooks =
  (kind: 'sale' | 'gift' | 'refund' | 'z' | 'x' | 'test', subject_id: string, copy_no = 0): Draw =>
  (paper) =>
    drawSlip(shop.store, { kind, subject_id, copy_no }, { base: BASE, ...paper })!
const ofFacts =
  (document: SlipDocument): Draw =>
  ({ columns, page }) =>
    layOut(document, columns, page)

/** What each says besides what all say, and the codes on it. */
const SLIPS: Record<string, { draw: Draw; says: string[]; codes: string[] }> = {
  sale: {
    draw: ofBooks('sale', sale!.sale_id),
    says: ['Barang 12500', 'TOTAL', 'Rp 12.500'],
    codes: [`QRCODE ${BASE}/r/${sale!.link}`]
  },
  copy: {
    draw: ofBooks('sale', sale!.sale_id, 1),
    says: ['SALINAN', 'Rp 12.500'],
    codes: [`QRCODE ${BASE}/r/${sale!.link}`]
  },
  gift: {
    draw: ofBooks('gift', sale!.sale_id),
    says: ['STRUK HADIAH', 'Barang 12500'],
    codes: ['CODE128 K1-000001']
  },
  refund: { draw: ofBooks('refund', refund_id), says: [NAME, 'Rp 12.500'], codes: ['QRCODE'] },
  z: { draw: ofBooks('z', sale!.shift_id), says: ['K1-Z0001', 'Rp 12.500'], codes: [] },
  x: { draw: ofBooks('x', sale!.shift_id), says: ['LAPORAN X K1', 'BELUM DITUTUP'], codes: [] },
  test: { draw: ofBooks('test', people.printer_id), says: ['Café é è ü ñ', '1234567890'], codes: ['QRCODE'] },
  payment: {
    draw: ofFacts(
      paymentSlip(context, {
        kind: 'voucher',
        payment_no: 'K1-P00001',
        amount_minor: minor(50_000),
        customer: NAME,
        order_no: null,
        reference: null,
        paid_at: NOON,
        cashier: 'Siti',
        method: 'cash',
        method_name: null,
        left_minor: minor(0),
        voucher_code: 'V-8K2M-Q7',
        valid_until: null
      } as unknown as WholePayment)
    ),
    says: [NAME, 'Rp 50.000', 'V-8K2M-Q7'],
    codes: ['QRCODE V-8K2M-Q7']
  },
  order: {
    draw: ofFacts(
      orderSlip(
        context,
        {
          kind: 'order',
          order_no: 'K1-O00001',
          made_at: NOON,
          made_by: 'Siti',
          customer: NAME,
          valid_until: null,
          due_on: '2026-11-30',
          lines: [{ name: 'Kue œuf', quantity_milli: 2000, unit: 'dus', total_minor: 90_000 }],
          total_minor: 90_000,
          deposit_minor: 40_000,
          note: 'tanpa \x1bp\0\x19 kacang'
        } as unknown as WholeOrder,
        { link: `${BASE}/o/abc` }
      )
    ),
    says: [NAME, '2 dus', '90.000', 'Rp 40.000', 'Rp 50.000', 'Kue œuf', 'tanpa  p  kacang'],
    codes: [`QRCODE ${BASE}/o/abc`]
  },
  statement: {
    draw: ofFacts(
      statementSlip(context, {
        customer: { name: NAME, phone: '628123456789' } as Customer,
        statement: {
          closing_minor: minor(125_000),
          open: [
            { business_day: '2026-11-20', number: 'K1-000007', amount_minor: 150_000, left_minor: 125_000 }
          ]
        } as unknown as Statement,
        today: '2026-11-22'
      })
    ),
    says: [NAME, 'K1-000007', '125.000'],
    codes: []
  }
}

for (const [kind, { draw, says, codes }] of Object.entries(SLIPS)) {
  for (const columns of [32, 48] as const) {
    t.test(`The ${kind} slip on ${columns} columns says the same on every printer`, async (t) => {
      const plain = asText(draw({ columns, page: 'pc858' }))
      for (const page of CODE_PAGES) {
        const rows = draw({ columns, page })
        t.equal(asText(rows), plain, 'the letters of a printer move nothing')
        const bytes = encodeSlip(rows, { columns, code_page: page, cut: 'partial', tells: true })
        const paper = print(bytes, columns)
        t.same([...paper.faults, ...paper.out_of_turn], [])
        t.same(written(readSlip(paper)), written(plain.split('\n')), `${page} reads as plain text does`)
        t.same(
          decode(bytes).filter(({ kind }) => kind === 'stray' || kind === 'pulse'),
          []
        )
        // A printer draws the bars it is told to; what we draw ourselves, a scanner must read.
        const scanned = await readCodes(paper.rows)
        if (page === 'drawn')
          t.match(
            scanned,
            codes.map((code) => new RegExp(code)),
            'a scanner reads its codes'
          )
      }
      const seen = written(plain.split('\n')).join('')
      for (const fact of says) t.ok(seen.includes(written([fact]).join('')), `${kind} says ${fact}`)
    })
  }
}

/** Lines without the space around and between words, which is the paper's business, nor codes, which are no writing. */
function written(lines: string[]): string[] {
  return lines
    .filter((line) => !/^<(qr|bars|picture|cut)/.test(line))
    .map((line) => asRead(line.replace(/\s/g, '')))
    .filter((line) => line !== '')
}
