import fc from 'fast-check'
import t from 'tap'
import { nameGoods } from '../../server/baskets/name-goods.ts'
import { readScan } from '../../server/baskets/read-scan.ts'
import { classifyItem } from '../../server/catalog/classify-item.ts'
import { readScaleLabel } from '../../server/catalog/read-scale-label.ts'
import { retireItem } from '../../server/catalog/save-item.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { readScaleLabels, scaleText, USUAL_LABELS } from '../../server/settings/read-scale-form.ts'
import type { ScaleLabel } from '../../server/settings/read-settings.ts'
import { gtinCheckDigit } from '../../server/values/barcode.ts'
import { bringItem, openShop } from './goods.ts'

const WEIGHT: ScaleLabel = { prefix: '21', plu_digits: 5, value_digits: 5, holds: 'weight', factor: 1 }
const PRICE: ScaleLabel = { prefix: '23', plu_digits: 5, value_digits: 5, holds: 'price', factor: 1 }
const LONG_PRICE: ScaleLabel = { prefix: '22', plu_digits: 4, value_digits: 6, holds: 'price', factor: 1 }
const TENS: ScaleLabel = { prefix: '24', plu_digits: 5, value_digits: 5, holds: 'price', factor: 10 }
const HUNDREDS: ScaleLabel = { ...TENS, prefix: '26', factor: 100 }
const COUNT: ScaleLabel = { prefix: '25', plu_digits: 5, value_digits: 5, holds: 'count', factor: 1 }
const ALL = [WEIGHT, PRICE, LONG_PRICE, TENS, HUNDREDS, COUNT]

/** A label as a scale prints it, its check digit with it. */
const printed = (body: string) => `${body}${gtinCheckDigit(body)}`

await t.test('A scale’s label', async (t) => {
  await t.test('holds a weight in grams', async (t) => {
    t.same(readScaleLabel('2112345015002', ALL), { plu: '12345', holds: 'weight', quantity_milli: 1500 })
  })

  await t.test('holds a price in rupiah, in as many digits as it has', async (t) => {
    t.same(readScaleLabel(printed('230010125000'), ALL), {
      plu: '00101',
      holds: 'price',
      total_minor: 25_000
    })
    t.same(readScaleLabel(printed('230010199999'), ALL), {
      plu: '00101',
      holds: 'price',
      total_minor: 99_999
    })
    t.same(readScaleLabel(printed('220101123456'), ALL), {
      plu: '0101',
      holds: 'price',
      total_minor: 123_456
    })
  })

  await t.test('holds tens or hundreds of rupiah where five digits are too few', async (t) => {
    t.match(readScaleLabel(printed('240010112345'), ALL), { total_minor: 123_450 })
    t.match(readScaleLabel(printed('260010112345'), ALL), { total_minor: 1_234_500 })
  })

  await t.test('holds a count', async (t) => {
    t.same(readScaleLabel(printed('250010100012'), ALL), {
      plu: '00101',
      holds: 'count',
      quantity_milli: 12_000
    })
  })

  await t.test('is told by its prefix, the longest that fits', async (t) => {
    const narrow: ScaleLabel = { prefix: '211', plu_digits: 4, value_digits: 5, holds: 'price', factor: 1 }
    t.match(readScaleLabel('2112345015002', [...ALL, narrow]), { plu: '2345', total_minor: 1500 })
    t.equal(readScaleLabel('2112345015002', []), undefined, 'none is read where none is set up')
    t.equal(readScaleLabel('8998866200578', ALL), undefined)
    t.equal(readScaleLabel('211234501500', ALL), undefined, 'twelve digits are not enough')
    t.equal(readScaleLabel('21123450150028', ALL), undefined)
    t.equal(readScaleLabel('2112345O15002', ALL), undefined)
  })

  await t.test('with any one digit misread is refused', async (t) => {
    const misreadings = () =>
      fc.assert(
        fc.property(
          fc.stringMatching(/^2[1-6]\d{10}$/),
          fc.integer({ min: 2, max: 12 }),
          fc.integer({ min: 1, max: 9 }),
          (body, at, off) => {
            const label = printed(body)
            const misread = `${label.slice(0, at)}${(Number(label[at]) + off) % 10}${label.slice(at + 1)}`
            return (
              readScaleLabel(misread, ALL) === 'check-digit' && readScaleLabel(label, ALL) !== 'check-digit'
            )
          }
        )
      )
    t.doesNotThrow(misreadings)
  })
})

await t.test('At the till a label', async (t) => {
  const shop = await openShop(t)
  const { store, by } = shop
  const item_id = await bringItem(shop, { name: 'BERAS RAMOS', price: 14_500, unit: 'kg' })
  await store.commit((tx) => {
    changeSettings(tx, by(), { scale_labels: ALL })
    classifyItem(tx, by(), { item_id, tax_class: 'exempt', plu: '12345' })
  })
  const scan = (text: string) => nameGoods(store, readScan(text))

  await t.test('is so much of the item that the scale knows by that number', async (t) => {
    t.same(scan('2112345015002'), { goods: { item_id }, quantity_milli: 1500 })
    t.same(scan('2*2112345015002').quantity_milli, 3000, 'two such packs')
  })

  await t.test('costs what it says, and the quantity follows from the price', async (t) => {
    t.same(scan(printed('231234507250')), {
      goods: { item_id, fixed: { total_minor: 7_250, by: 'label' } },
      quantity_milli: 500
    })
    t.same(scan(printed('231234510000')).quantity_milli, 690, '10.000 at 14.500 is 0,690 kg')
    t.match(scan(`2*${printed('231234507250')}`), {
      goods: { fixed: { total_minor: 14_500 } },
      quantity_milli: 1000
    })
  })

  await t.test('is sold whole', async (t) => {
    t.throws(() => scan(`0,5*${printed('231234507250')}`), { code: 'scan/quantity' })
    t.throws(() => scan('1,5*2112345015002'), { code: 'scan/quantity' })
  })

  await t.test('finds an item by a number with or without zeros before it', async (t) => {
    const eggs = await bringItem(shop, { name: 'TELUR', price: 29_000, unit: 'kg' })
    await store.commit((tx) => classifyItem(tx, by(), { item_id: eggs, tax_class: 'exempt', plu: '102' }))
    t.same(scan(printed('220102029000')).goods.item_id, eggs, 'four digits')
    t.same(scan(printed('210010201000')).goods.item_id, eggs, 'five digits')
  })

  await t.test('that was misread sells nothing', async (t) => {
    t.throws(() => scan('2112345015003'), { code: 'scan/label-wrong', facts: { text: '2112345015003' } })
  })

  await t.test('with a number that nobody has names it', async (t) => {
    t.throws(() => scan(printed('219999901000')), { code: 'scan/plu-unknown', facts: { plu: '99999' } })
  })

  await t.test('gives way to an item that has the very same digits as its barcode', async (t) => {
    const own = await bringItem(shop, { name: 'PRODUK TOKO', price: 5_000, barcode: '2112345015002' })
    t.same(scan('2112345015002'), { goods: { item_id: own, unit_id: null }, quantity_milli: 1000 })
  })

  await t.test('of an item off sale sells nothing', async (t) => {
    await store.commit((tx) => retireItem(tx, by(), item_id))
    t.throws(() => scan(printed('211234501000')), { code: 'scan/plu-unknown' })
  })
})

await t.test('The kinds of label', async (t) => {
  const row = (more: Partial<Record<keyof ReturnType<typeof scaleText>, string>>) => {
    const one = { prefix: '21', plu_digits: '5', value_digits: '5', holds: 'weight', factor: '1', ...more }
    return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, [value]])) as ReturnType<
      typeof scaleText
    >
  }

  await t.test('that scales usually print are read back from their form as they are', async (t) => {
    t.same(readScaleLabels(scaleText(USUAL_LABELS)), USUAL_LABELS)
  })

  await t.test('must be twelve digits, in a prefix that is the shop’s own', async (t) => {
    const refuses = (field: string, more: Parameters<typeof row>[0]) =>
      t.throws(
        () => readScaleLabels(row(more)),
        { code: 'scale/faulty', facts: { row: 1, field } },
        JSON.stringify(more)
      )
    refuses('digits', { value_digits: '4' })
    refuses('digits', { prefix: '211' })
    refuses('prefix', { prefix: '89' })
    refuses('prefix', { prefix: '2' })
    refuses('plu_digits', { plu_digits: '2', value_digits: '7' })
    refuses('value_digits', { plu_digits: '6', value_digits: 'x' })
    t.same(readScaleLabels(row({ prefix: ' ' })), [], 'a row without a prefix says nothing')
    t.same(readScaleLabels(row({ prefix: '02' }))[0]?.prefix, '02')
  })

  await t.test('have one row for each prefix', async (t) => {
    t.throws(() => readScaleLabels(scaleText([WEIGHT, PRICE, WEIGHT])), {
      code: 'scale/faulty',
      facts: { row: 3, field: 'twice' }
    })
  })
})
