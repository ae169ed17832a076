import fc from 'fast-check'
import t from 'tap'
import { dynamicPayload } from '../../server/qris/build-dynamic.ts'
import { codeToShow } from '../../server/qris/code-to-show.ts'
import { compareMerchants } from '../../server/qris/compare-merchants.ts'
import { Fault } from '../../server/qris/fault.ts'
import { type Field, writeFields } from '../../server/qris/fields.ts'
import { type Payload, readPayload } from '../../server/qris/read-payload.ts'
import type { Minor } from '../../server/values/money.ts'
import { crcByTable, DYNAMIC, field, national, STATIC, variant } from './payloads.ts'

const rupiah = (amount: number) => amount as Minor
const tags = (payload: string) => (readPayload(payload) as Payload).fields.map(({ tag }) => tag)
const said = (payload: string, tag: string) =>
  (readPayload(payload) as Payload).fields.find((one) => one.tag === tag)?.value

const label = fc.string({ minLength: 1, maxLength: 25, unit: 'grapheme-ascii' })
const amount = fc.integer({ min: 1, max: 10_000_000 })

await t.test('A code with an amount', async (t) => {
  await t.test('is made of the shop’s own, byte for byte', async (t) => {
    const asked = { amount_minor: rupiah(50_000), bill: 'A1-000123', terminal: 'K02' }
    t.equal(dynamicPayload(STATIC, asked), DYNAMIC)
    t.equal(dynamicPayload(`\n${STATIC} `, asked), DYNAMIC)
  })

  await t.test(
    'says the amount in plain digits after the currency, and no more than was asked',
    async (t) => {
      const plain = dynamicPayload(STATIC, { amount_minor: rupiah(10_000_000) }) as string
      t.equal(said(plain, '54'), '10000000')
      t.same(tags(plain), ['00', '01', '26', '51', '52', '53', '54', '58', '59', '60', '61'])
    }
  )

  await t.test('keeps what the code said beside slip and till, and the tip the shop agreed', async (t) => {
    const additional = [field('03', 'CABANG 2'), field('07', 'LAMA'), field('08', 'BELANJA')].join('')
    const payload = variant({ 55: '02', 56: '1000', 62: additional, 64: '0002ID' })
    const made = dynamicPayload(payload, { amount_minor: rupiah(1), bill: 'B1', terminal: 'K1' }) as string
    const expected = [field('01', 'B1'), field('03', 'CABANG 2'), field('07', 'K1'), field('08', 'BELANJA')]
    t.equal(said(made, '62'), expected.join(''))
    t.same(tags(made).slice(-9), ['53', '54', '55', '56', '58', '59', '60', '61', '62', '64'].slice(-9))
    t.equal(said(dynamicPayload(payload, { amount_minor: rupiah(1) }) as string, '62'), additional)
    t.equal(
      tags(dynamicPayload(variant({ 64: '0002ID' }), { amount_minor: rupiah(1), bill: 'B1' }) as string)
        .slice(-2)
        .join(),
      '62,64'
    )
  })

  await t.test('reads back as the shop, the amount, the slip and the till, whatever they are', async (t) => {
    fc.assert(
      fc.property(amount, label, label, (amount_minor, bill, terminal) => {
        const made = dynamicPayload(STATIC, { amount_minor: rupiah(amount_minor), bill, terminal }) as string
        const { fields, merchant } = readPayload(made) as Payload
        t.equal(merchant.nmid, 'ID1000000000001')
        t.equal(said(made, '54'), String(amount_minor))
        t.equal(said(made, '62'), field('01', bill) + field('07', terminal))
        t.equal(made.slice(-4), crcByTable(made.slice(0, -4)))
        // But for what was asked, it is the shop's code.
        t.same(unasked(fields), unasked((readPayload(STATIC) as Payload).fields))
      })
    )
  })

  await t.test('is refused when what was asked does not go into one', async (t) => {
    const asked = { amount_minor: rupiah(1_000) }
    for (const wrong of [0, -1, 0.5, Number.NaN, Number.NEGATIVE_INFINITY]) {
      t.match(dynamicPayload(STATIC, { amount_minor: rupiah(wrong) }), { code: 'amount-wrong' }, `${wrong}`)
    }
    for (const large of [10_000_001, 2 ** 53, Number.POSITIVE_INFINITY]) {
      const fault = { code: 'amount-too-large', facts: { most: 10_000_000 } }
      t.match(dynamicPayload(STATIC, { amount_minor: rupiah(large) }), fault, `${large}`)
    }
    for (const wrong of ['', 'B'.repeat(26), 'Bü', 'A\n1']) {
      t.match(dynamicPayload(STATIC, { ...asked, bill: wrong }), { code: 'bill-wrong' })
      t.match(dynamicPayload(STATIC, { ...asked, terminal: wrong }), { code: 'terminal-wrong' })
    }
    const full = variant({ 62: field('08', 'X'.repeat(90)) })
    t.match(dynamicPayload(full, { ...asked, bill: 'B1' }), {
      code: 'no-room',
      facts: { found: 100, most: 99 }
    })
    t.match(
      dynamicPayload(DYNAMIC, asked),
      { code: 'not-static' },
      'never made of another than the shop’s own'
    )
    t.match(dynamicPayload('contoh', asked), { code: 'too-short' }, 'and never of an example')
    const long = variant({ 80: 'A'.repeat(99), 81: 'A'.repeat(99), 82: 'A'.repeat(99) })
    t.match(dynamicPayload(long, { ...asked, bill: 'B'.repeat(25) }), { code: 'too-long' })
  })
})

await t.test('Any shop’s code', async (t) => {
  const text = (max: number) => fc.string({ minLength: 1, maxLength: max, unit: 'grapheme-ascii' })
  const shop = fc.record({
    59: text(44).filter((name) => name.trim() !== ''),
    60: text(15).filter((city) => city.trim() !== ''),
    61: text(10),
    62: text(20).map((store) => field('03', store))
  })
  fc.assert(
    fc.property(shop, amount, label, (changes, amount_minor, bill) => {
      const made = dynamicPayload(variant(changes), { amount_minor: rupiah(amount_minor), bill }) as string
      t.match(readPayload(made), { merchant: { name: changes[59], city: changes[60] } })
      t.equal(said(made, '62'), field('01', bill) + changes[62])
    })
  )
})

await t.test('A customer is shown', async (t) => {
  const payment = { amount_minor: rupiah(50_000), bill: 'A1-000123', terminal: 'K02' }

  await t.test('the code with the amount', async (t) => {
    const shown = codeToShow({ qris_static: STATIC, qris_dynamic: true }, payment)
    t.same(shown, { payload: DYNAMIC, holds_amount: true })
  })

  await t.test('or the shop’s own, where banks turn the other down', async (t) => {
    const settings = { qris_static: STATIC, qris_dynamic: false }
    t.same(codeToShow(settings, payment), { payload: STATIC, holds_amount: false })
    const large = { ...payment, amount_minor: rupiah(10_000_001) }
    t.match(codeToShow(settings, large), { code: 'amount-too-large' })
  })
})

await t.test('A sticker', async (t) => {
  await t.test('that is the shop’s own pays the shop, whatever else it says', async (t) => {
    t.match(compareMerchants(STATIC, STATIC), { result: 'same' })
    t.match(compareMerchants(STATIC, `${DYNAMIC}\n`), { result: 'same' })
    t.match(compareMerchants(STATIC, variant({ 59: 'NAMA BARU', 61: undefined })), { result: 'same' })
  })

  await t.test('of another merchant is found out, and named', async (t) => {
    const stranger = variant({ 51: national('ID2000000000002'), 59: 'TOKO CONTOH' })
    t.match(compareMerchants(STATIC, stranger), {
      result: 'other-merchant',
      kept: { name: 'TOKO CONTOH', nmid: 'ID1000000000001' },
      scanned: { name: 'TOKO CONTOH', nmid: 'ID2000000000002' }
    })
  })

  await t.test('that borrows the shop’s id for another account is not taken for the shop’s', async (t) => {
    const borrowed = variant({ 26: field('00', 'ID.CO.LAIN.WWW') + field('01', '936000990000000009') })
    t.match(compareMerchants(STATIC, borrowed), { result: 'other-account' })
    const second = variant({ 27: field('00', 'ID.CO.LAIN.WWW') })
    t.match(compareMerchants(STATIC, second), { result: 'other-account' })
  })

  await t.test('that cannot be read is neither', async (t) => {
    t.ok(compareMerchants(STATIC, STATIC.slice(1)) instanceof Fault)
    t.match(compareMerchants(STATIC, `${STATIC.slice(0, -1)}0`), { code: 'crc-wrong' })
  })
})

/** Fields but those that a payment adds. */
function unasked(fields: readonly Field[]): string {
  return writeFields(fields.filter(({ tag }) => !['01', '54', '62'].includes(tag)))
}
