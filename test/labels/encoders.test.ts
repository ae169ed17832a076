import fc from 'fast-check'
import t from 'tap'
import { labelRows } from '../../server/printing/draw-labels.ts'
import { encodeSlip } from '../../server/printing/escpos.ts'
import { encodeTspl } from '../../server/printing/tspl.ts'
import { encodeZpl } from '../../server/printing/zpl.ts'
import { gtinCheckDigit } from '../../server/values/barcode.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { drawLabel, type LabelLayout } from '../../views/labels/label.ts'
import { labelBars, moduleDots } from '../../views/labels/label-bars.ts'
import { labelOf } from '../../views/labels/label-of.ts'
import type { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { wordsIn } from '../../views/words/words.ts'
import { decodeReceiptLabels, decodeTspl, decodeZpl, type PrintedLabels } from '../printer/decode-labels.ts'
import { readPrice, says, scan } from './read-labels.ts'

const AT = '2026-11-22T03:00:00.000Z'
const CONTEXT = { words: wordsIn('id'), locale: 'id', zone: 'Asia/Jakarta', at: AT } as const

/** Sizes that shops buy, in millimetres. */
const ROLLS = [
  [30, 20],
  [33, 15],
  [40, 30],
  [50, 30]
] as const

/** Labels as each kind of printer is sent them, and as it prints them. */
const PRINTERS: Record<string, (bitmap: Bitmap, copies: number) => PrintedLabels> = {
  tspl: (bitmap, copies) => {
    const [label_width_mm, label_height_mm] = [bitmap.width / 8, bitmap.height / 8]
    return decodeTspl(encodeTspl([{ bitmap, copies }], { label_width_mm, label_height_mm, label_gap_mm: 2 }))
  },
  zpl: (bitmap, copies) => decodeZpl(encodeZpl([{ bitmap, copies }])),
  escpos: (bitmap, copies) => {
    const rows = labelRows([{ bitmap, copies, says: '' }])
    const profile = { columns: 32, cut: 'partial', code_page: 'ascii' } as const
    return decodeReceiptLabels(encodeSlip(rows, profile), 384)
  }
}

/** Dots that may be added in each language. */
const WIDER: Record<string, number> = { escpos: 20 }

const ean13 = fc.stringMatching(/^[1-9]\d{11}$/).map((body) => body + gtinCheckDigit(body))
const own = fc.stringMatching(/^[A-Z]{1,3}-\d{2,5}$/)
const barcode = fc.oneof({ weight: 3, arbitrary: ean13 }, own, fc.constant(null))

const item = fc.record({
  item_id: fc.constant(''),
  unit_id: fc.constant(null),
  code: fc.stringMatching(/^\d{5}$/),
  name: fc.stringMatching(/^[A-Z][A-Za-z]{2,8}( [A-Za-z0-9]{1,11}){0,5}$/),
  unit: fc.constantFrom('pcs', 'kg', 'dus', 'botol'),
  holds_milli: fc.constantFrom(milli(1000), milli(24_000)),
  base_unit: fc.constant('pcs'),
  barcode,
  price_minor: fc.integer({ min: 1, max: 9_999_999 }).map(minor),
  tax: fc.constantFrom('included', 'added', null),
  tax_label: fc.constant('PPN'),
  service: fc.constant(0 as const)
})

const paper = fc.constantFrom(
  ...ROLLS.flatMap(([width, height]) => [
    { printer: 'tspl', width: width * 8, height: height * 8 },
    { printer: 'zpl', width: width * 8, height: height * 8 }
  ]),
  { printer: 'escpos', width: 384, height: 248 }
)
const layout = fc.constantFrom<LabelLayout>('shelf', 'sticker')

t.test('What stands on a label', async (t) => {
  await t.test(
    'is the number a scanner reads, the price, and what it says of tax, on every roll and in every language',
    async () => {
      await fc.assert(
        fc.asyncProperty(item, paper, layout, async (item, { printer, width, height }, layout) => {
          const label = labelOf(item, CONTEXT)
          const drawn = drawLabel(label, layout, { width, height })
          const { labels, stray } = PRINTERS[printer]!(drawn, 1)
          const [{ picture }] = labels as [(typeof labels)[number]]
          if (stray.length > 0 || labels.length !== 1) throw new Error(`stray ${stray}`)

          const read = await scan(picture)
          const bars = labelBars(label.scans)
          // The lowest roll may have no height for bars where a carton's label says what that makes of a piece.
          const is_low = layout === 'shelf' && height === 120 && label.per_base !== null
          if (bars && moduleDots(bars, width) && !(is_low && read.length === 0)) {
            if (read.join() !== label.scans) throw new Error(`scanned ${read} of ${label.scans}`)
          } else if (read.length > 0 || !says(picture, label.scans)) {
            throw new Error(`no digits where no bars fit: ${read}`)
          }
          const price = readPrice(picture)
          if (price !== String(item.price_minor)) throw new Error(`read ${price} for ${item.price_minor}`)
          const [first = ''] = label.name.split(' ')
          if (!says(picture, first)) throw new Error(`does not say ${first}`)
          if (layout === 'sticker') return
          const untold = label.tax.split(' ').filter((word) => !says(picture, word, [16]))
          if (untold.length > 0) throw new Error(`does not say ${untold}`)
        }),
        { numRuns: 200 }
      )
    }
  )

  await t.test('is the picture that was drawn, dot for dot, as often as was asked', async (t) => {
    const label = labelOf(SUGAR, CONTEXT)
    for (const [printer, print] of Object.entries(PRINTERS)) {
      const drawn = drawLabel(label, 'shelf', { width: 384, height: 248 })
      const { labels, stray } = print(drawn, 3)
      t.same(stray, [])
      t.equal(
        labels.reduce((sum, { copies }) => sum + copies, 0),
        3,
        printer
      )
      for (const { picture } of labels) {
        t.same([picture.width, picture.height], [384, 248])
        t.ok(isSame(picture, drawn, WIDER[printer]), printer)
      }
    }
  })

  await t.test('is never a command, whatever an item is called', async (t) => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(
        '^XZ^XA~JA',
        '~HS',
        'A"\r\nPRINT 1,999\r\n',
        '\x1b@\x1dV\x00',
        '白米 寿司 おにぎり',
        'W'.repeat(60)
      )
    )
    fc.assert(
      fc.property(hostile, hostile, paper, layout, (name, unit, { printer, width, height }, layout) => {
        const label = labelOf({ ...SUGAR, name, unit, barcode: null, code: name.slice(0, 20) }, CONTEXT)
        const drawn = drawLabel(label, layout, { width, height })
        const { labels, stray } = PRINTERS[printer]!(drawn, 2)
        const copies = labels.reduce((sum, { copies }) => sum + copies, 0)
        return (
          stray.length === 0 &&
          copies === 2 &&
          labels.every(({ picture }) => isSame(picture, drawn, WIDER[printer]))
        )
      }),
      { numRuns: 150 }
    )
    t.pass()
  })

  await t.test('has the whole price, however long it and the name are', async (t) => {
    const name = 'Beras Pandan Wangi Super Pulen Cianjur Kemasan Ekonomis 25 kg'
    for (const [width, height] of [...ROLLS, [48, 31] as const]) {
      for (const layout of ['shelf', 'sticker'] as const) {
        const label = labelOf({ ...SUGAR, name, unit: 'karung', price_minor: minor(123_456_789) }, CONTEXT)
        const { labels } = PRINTERS['zpl']!(
          drawLabel(label, layout, { width: width * 8, height: height * 8 }),
          1
        )
        t.equal(readPrice(labels[0]!.picture), '123456789', `${layout} ${width} × ${height}`)
      }
    }
  })

  await t.test('is its size, the gap and the copies, where the language says them', async (t) => {
    const drawn = drawLabel(labelOf(SUGAR, CONTEXT), 'sticker', { width: 264, height: 120 })
    const { paper, labels } = PRINTERS['tspl']!(drawn, 12)
    t.same(paper, { width: 33, height: 15, gap: 2 })
    t.equal(labels[0]!.copies, 12)
  })
})

t.test('A carton says what that makes of a piece, and a tax that is added says so', async (t) => {
  const carton = {
    ...SUGAR,
    unit: 'dus',
    holds_milli: milli(24_000),
    price_minor: minor(240_000),
    tax: 'added' as const
  }
  const label = labelOf(carton, CONTEXT)
  t.equal(label.per_base, 'Rp\u00a010.000/pcs')
  t.equal(label.tax, 'Harga belum termasuk PPN')
  const { labels } = PRINTERS['tspl']!(drawLabel(label, 'shelf', { width: 320, height: 240 }), 1)
  for (const word of ['/dus', '10.000/pcs', 'belum', 'PPN', '22/11/2026'])
    t.ok(says(labels[0]!.picture, word), word)
})

t.test('A shop that takes no tax promises that none is added; one that serves says what is', async (t) => {
  t.equal(labelOf({ ...SUGAR, tax: null }, CONTEXT).tax, 'Tanpa tambahan pajak')
  const served = { ...SUGAR, tax_label: 'PBJT', service: 1 as const }
  t.equal(labelOf({ ...served, tax: 'added' }, CONTEXT).tax, 'Harga belum termasuk PBJT dan layanan')
  t.equal(labelOf(served, CONTEXT).tax, 'Harga sudah termasuk PBJT, belum termasuk layanan')
})

const SUGAR = {
  item_id: '',
  unit_id: null,
  code: '00012',
  name: 'Gula Pasir 1 kg',
  unit: 'pcs',
  holds_milli: milli(1000),
  base_unit: 'pcs',
  barcode: '8998009010620',
  price_minor: minor(17_500),
  tax: 'included' as const,
  tax_label: 'PPN',
  service: 0 as const
}

/** Dot for dot; in ESC/POS a dot may be a little wider here and there, where bytes would make up a command. */
function isSame(picture: { at(x: number, y: number): boolean }, drawn: Bitmap, wider = 0): boolean {
  let added = 0
  for (let y = 0; y < drawn.height; y++) {
    for (let x = 0; x < drawn.width; x++) {
      if (picture.at(x, y) === drawn.at(x, y)) continue
      if (drawn.at(x, y) || !picture.at(x - 1, y)) return false
      added++
    }
  }
  return added <= wider
}
