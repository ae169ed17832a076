import t from 'tap'
import { readPriceRules } from '../../server/pricing/read-rules.ts'
import { serviceExamples } from '../../server/pricing/service-examples.ts'
import { findTaxRule, listTaxRules } from '../../server/settings/find-tax-rule.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { addDays } from '../../server/values/business-day.ts'
import { read } from '../read.ts'
import { openBox } from '../shop.ts'
import { businessDayOf, sellToday } from '../trade.ts'

const OUTLET = {
  collects_tax: 'no',
  prices_include_tax: 'yes',
  collects_pbjt: 'no',
  pbjt_included: 'no',
  service: '',
  service_of: 'net'
}

await t.test('The outlet’s taxes', async (t) => {
  const { store, setUp } = await openBox(t)
  const { owner, till } = await setUp()
  const now = new Date().toISOString()
  const today = businessDayOf(now)
  const rules = () => readPriceRules(store, today, now)
  const save = (form: Partial<typeof OUTLET>) => owner.post('/settings/tax', { ...OUTLET, ...form })
  const happened = () =>
    store.sqlite.prepare("select count(*) from events where type = 'tax.changed'").pluck().get() as number

  await t.test('are the owner’s business alone', async (t) => {
    t.match(await till.get('/settings/tax'), { status: 403 })
    t.match(await till.post('/settings/tax', OUTLET), { status: 403 })
    t.match(await till.post('/settings/tax/rules', {}), { status: 403 })
    t.match(await till.get(`/settings/tax/example?${new URLSearchParams(OUTLET)}`), { status: 403 })
  })

  await t.test('are none before the owner says so', async (t) => {
    t.same(rules().taxes, {})
    t.equal(rules().service, null)
    t.match((await owner.get('/settings')).text, 'Toko tidak memungut pajak.')
  })

  await t.test('are in the prices or on top of them, each by itself', async (t) => {
    t.match(await save({ collects_tax: 'yes' }), { goes: '/settings/tax?saved' })
    t.match(rules().taxes, { standard: { label: 'PPN', included: true }, luxury: { included: true } })
    t.notOk('served' in rules().taxes)
    await save({ collects_tax: 'yes', prices_include_tax: 'no', collects_pbjt: 'yes', pbjt_included: 'yes' })
    t.match(rules().taxes, {
      standard: { included: false },
      served: { label: 'PBJT', included: true, rate: [10, 100] }
    })
    t.match((await owner.get('/settings')).text, 'Toko memungut PPN dan PBJT.')
  })

  await t.test('are written down once for what changed, not at all for what did not', async (t) => {
    const before = happened()
    await save({ service: '5', service_of: 'gross' })
    t.equal(happened() - before, 1)
    await save({ service: '5', service_of: 'gross' })
    t.equal(happened() - before, 1)
  })

  await t.test('know a service charge up to a quarter, and keep what was typed of another', async (t) => {
    await save({ service: '7,5' })
    t.same(rules().service, { basis_points: 750, of: 'net' })
    for (const service of ['26', '-1', 'lima', '5,555']) {
      const { status, text } = await save({ service })
      t.equal(status, 422)
      t.match(text, 'Biaya layanan harus 0 sampai 25 persen')
      t.match(text, `value="${service}"`)
    }
    t.equal(readSettings(store).service_bp, 750)
  })
})

await t.test('Jakarta’s two lawful ways with a service charge', async (t) => {
  const { store, setUp } = await openBox(t)
  const { owner } = await setUp()
  const at = { day: '2026-11-22', weekday: 7, minute: 600 }
  const pbjt = findTaxRule(store, '2026-11-22', 'pbjt')

  await t.test('come to 8.400 of tax after the discount, 8.500 before it', async (t) => {
    const { net, gross } = serviceExamples(at, { service_bp: 500, pbjt_included: false }, pbjt)
    t.match(net, {
      subtotal_minor: 80_000,
      service_minor: 4_000,
      added_tax_minor: 8_400,
      total_minor: 92_400
    })
    t.match(gross, {
      subtotal_minor: 80_000,
      service_minor: 5_000,
      added_tax_minor: 8_500,
      total_minor: 93_500
    })
  })

  await t.test('are shown as one types, and nothing is kept', async (t) => {
    const ask = async (form: Partial<typeof OUTLET>) =>
      read((await owner.get(`/settings/tax/example?${new URLSearchParams({ ...OUTLET, ...form })}`)).text)
    t.match(await ask({ collects_pbjt: 'yes', service: '5' }), /8\.400.*92\.400.*8\.500.*93\.500/s)
    t.notMatch(await ask({ service: '5' }), 'PBJT', 'without PBJT there is only the charge')
    t.match(await ask({ service: 'x' }), '0 sampai 25')
    t.equal(readSettings(store).service_bp, 0)
  })
})

await t.test('Tax rules by date', async (t) => {
  const { store, setUp } = await openBox(t)
  const { owner } = await setUp()
  const today = businessDayOf(new Date().toISOString())
  const next_month = addDays(today, 30)
  const rule = { tax: 'pbjt', rate: '8', base_numerator: '1', base_denominator: '1', valid_from: today }
  const add = (form: Partial<typeof rule>) => owner.post('/settings/tax/rules', { ...rule, ...form })
  const of = (tax: string) => listTaxRules(store, today).filter((one) => one.tax === tax)

  await t.test('begin with the law’s, of which one of each tax holds', async (t) => {
    t.same(
      listTaxRules(store, today)
        .filter(({ holds }) => holds)
        .map(({ tax, rate, base }) => [tax, rate, base]),
      [
        ['pbjt', [10, 100], [1, 1]],
        ['ppn', [12, 100], [11, 12]],
        ['ppn-luxury', [12, 100], [1, 1]]
      ]
    )
    t.match(read((await owner.get('/settings/tax')).text), '11/12 efektif 11%')
  })

  await t.test('follow from today on, PBJT at the region’s rate of 10 % at most', async (t) => {
    t.match(await add({}), { goes: '/settings/tax?saved' })
    t.match(findTaxRule(store, today, 'pbjt'), { rate: [800, 10_000], label: 'PBJT' })
    t.match(
      findTaxRule(store, addDays(today, -1), 'pbjt'),
      { rate: [10, 100] },
      'yesterday stays what it was'
    )
    t.match(await add({ rate: '10,01', valid_from: next_month }), { status: 422, text: 'paling tinggi 10%' })
  })

  await t.test('take a new law with its fraction', async (t) => {
    await add({
      tax: 'ppn',
      rate: '13',
      base_numerator: '11',
      base_denominator: '13',
      valid_from: next_month
    })
    t.match(findTaxRule(store, next_month, 'ppn'), { rate: [1300, 10_000], base: [11, 13] })
    t.match(findTaxRule(store, today, 'ppn'), { base: [11, 12] })
  })

  await t.test('never change the past', async (t) => {
    t.match(await add({ tax: 'ppn', rate: '1', valid_from: addDays(today, -1) }), {
      status: 409,
      text: 'hari yang sudah lewat'
    })
    const [old] = of('ppn').filter(({ holds }) => holds)
    t.match(await owner.post(`/settings/tax/rules/${old!.tax_rule_id}/removal`), { status: 409 })
    t.ok(findTaxRule(store, today, 'ppn'))
  })

  await t.test('have one rule of a tax for a day', async (t) => {
    t.match(await add({ rate: '9' }), { status: 409, text: 'Sudah ada aturan' })
  })

  await t.test('that cannot be are refused', async (t) => {
    const later = { valid_from: addDays(today, 60) }
    for (const wrong of [
      { rate: '0' },
      { rate: '' },
      { tax: 'ppn', rate: '51' },
      { tax: 'ppn', base_numerator: '12', base_denominator: '11' },
      { tax: 'ppn', base_numerator: '0' },
      { tax: 'ppn', base_denominator: '0' },
      { valid_from: '2026-02-30' },
      { valid_from: '' }
    ]) {
      t.match(await add({ ...later, ...wrong }), { status: 422 }, JSON.stringify(wrong))
    }
  })

  await t.test('are taken back while nothing was sold under them', async (t) => {
    const coming = of('ppn').find(({ valid_from }) => valid_from === next_month)!
    t.match(await owner.post(`/settings/tax/rules/${coming.tax_rule_id}/removal`), {
      goes: '/settings/tax?saved'
    })
    t.equal(
      of('ppn').some(({ valid_from }) => valid_from === next_month),
      false
    )

    await owner.post('/settings/tax', { ...OUTLET, collects_tax: 'yes' })
    await add({ tax: 'ppn', rate: '12', base_numerator: '11', base_denominator: '12' })
    await sellToday(store, 111_000)
    const used = of('ppn').find(({ holds }) => holds)!
    t.match(await owner.post(`/settings/tax/rules/${used.tax_rule_id}/removal`), { status: 409 })
  })
})
