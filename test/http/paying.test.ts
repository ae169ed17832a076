import t from 'tap'
import { listHeldTenders } from '../../server/baskets/take-tender.ts'
import { listJobs } from '../../server/printing/find-jobs.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { readSettings } from '../../server/settings/read-settings.ts'
import { listMethods } from '../../server/tenders/find-methods.ts'
import { newId } from '../../server/values/id.ts'
import { fillBasket, MILK, openCounter, sell, TEA } from '../counter.ts'

const COPIES = 50

t.test(`${COPIES} copies of one part payment are one part`, async (t) => {
  const { till, shop } = await openCounter(t)
  const { form, request_id } = await fillBasket(till, [MILK.barcode], '5.000')
  const part = { ...form, part: 'yes' }
  const answers = await Promise.all(
    Array.from({ length: COPIES }, () => till.post('/sales', part, { request_id, htmx: true }))
  )
  t.same([...new Set(answers.map(({ status }) => status))], [200])
  t.match(listHeldTenders(shop.store, form.basket_id), [{ amount_minor: 5000 }])
  t.equal(listHeldTenders(shop.store, form.basket_id).length, 1)
  t.equal(listJobs(shop.store, form.basket_id).length, 1, 'and the drawer opened once for it')

  const again = await till.post('/sales', { ...part, given: '6.000' }, { request_id, htmx: true })
  t.equal(again.status, 409, 'with another amount it is no copy')

  const rest = { ...form, given: '14.900', method_id: 'qris' }
  const last = newId()
  const done = await Promise.all(
    Array.from({ length: COPIES }, () => till.post('/sales', rest, { request_id: last, htmx: true }))
  )
  t.same([...new Set(done.map(({ status }) => status))], [200])
  t.equal(findSale(shop.store, form.basket_id)?.tenders.length, 2)
})

t.test('The pay panel', async (t) => {
  const { till, shop } = await openCounter(t)

  await t.test('says how much is missing, and keeps what was typed', async (t) => {
    const { form, request_id } = await fillBasket(till, [MILK.barcode], '5.000')
    const { status, text } = await till.post('/sales', form, { request_id, htmx: true })
    t.equal(status, 422)
    t.match(text, 'value="5.000"')
    t.match(text, 'Terima sebagian')
  })

  await t.test('takes nothing as no part', async (t) => {
    const { form, request_id } = await fillBasket(till, [], '')
    t.match(await till.post('/sales', { ...form, part: 'yes' }, { request_id, htmx: true }), { status: 422 })
    t.same(listHeldTenders(shop.store, form.basket_id), [])
  })

  await t.test('opens the drawer for cash only', async (t) => {
    const { form, request_id } = await fillBasket(till, [], '19.900')
    const paid = { ...form, method_id: 'transfer', reference: 'BCA 1' }
    t.equal((await till.post('/sales', paid, { request_id, htmx: true })).status, 200)
    t.same(
      listJobs(shop.store, form.basket_id).map(({ kind }) => kind),
      ['sale']
    )
    const { sale_id } = await sell(till)
    t.same(
      listJobs(shop.store, sale_id).map(({ kind }) => kind),
      ['pulse', 'sale']
    )
  })

  await t.test('has nothing to take where nothing is', async (t) => {
    t.match(await till.get('/till/pay', { htmx: true }), { status: 409 })
    await till.post('/till/scans', { text: TEA.barcode }, { htmx: true })
    t.match(await till.get('/till/pay?method=nonsense', { htmx: true }), { status: 404 })
    const { form } = await fillBasket(till, [])
    const far = { ...form, method_id: 'nonsense', given: '3.700' }
    t.match(await till.post('/sales', far, { htmx: true }), { status: 404 })
    t.match(await till.post('/sales', { ...form, given: '-5', part: 'yes' }, { htmx: true }), { status: 422 })
  })
})

t.test('The owner decides', async (t) => {
  const { till, owner, shop } = await openCounter(t)
  const saved = '/settings/tenders?saved'

  await t.test('and nobody else', async (t) => {
    for (const url of ['/settings/tenders', '/vouchers']) t.match(await till.get(url), { status: 403 })
    t.match(await till.post('/settings/rounding', { mode: 'up', step: '500' }), { status: 403 })
    t.match(await till.post('/vouchers', { value: '1.000', valid_until: '', how: 'given' }), { status: 403 })
  })

  await t.test('what is taken, and what the bank keeps of it', async (t) => {
    const machine = { kind: 'card', name: 'EDC BCA', fee: '0,7', needs_reference: 'yes' }
    t.match(await owner.post('/settings/tenders', machine), { goes: saved })
    t.match(
      listMethods(shop.store).find(({ name }) => name === 'EDC BCA'),
      { kind: 'card', fee_bp: 70, needs_reference: 1, is_on: 1 }
    )
    t.match(await owner.post('/settings/tenders', { ...machine, name: 'edc bca' }), { status: 409 })
    for (const fee of ['11', '-1', '0,123', 'gratis']) {
      t.match(await owner.post('/settings/tenders', { ...machine, name: 'X', fee }), { status: 422 }, fee)
    }
    t.match(await owner.post('/settings/tenders/cash/switch', { to: 'off' }), { status: 409 })
    t.match(await owner.post('/settings/tenders/qris/switch', { to: 'off' }), { goes: saved })
    const { form, request_id } = await fillBasket(till, [TEA.barcode], '3.700')
    t.match(await till.post('/sales', { ...form, method_id: 'qris' }, { request_id, htmx: true }), {
      status: 404
    })
    t.match((await till.get('/till/pay', { htmx: true })).text, 'EDC BCA')
  })

  await t.test('how cash is rounded, with an example before it is kept', async (t) => {
    const { text } = await owner.get('/settings/rounding/example?mode=up&step=500', { htmx: true })
    t.match(text, /18\.620<\/span>.*Pembulatan \+Rp.380.*19\.000/s)
    t.match(await owner.post('/settings/rounding', { mode: 'down', step: '500' }), { goes: saved })
    t.match(readSettings(shop.store), { rounding_mode: 'down', rounding_step: 500 })
    t.match((await till.get('/till/pay', { htmx: true })).text, /Pembulatan.*−.*200.*3\.500/s)
  })

  await t.test('how much each may take off', async (t) => {
    const limits = { cashier: '2,5', supervisor: '30', owner: '100' }
    t.match(await owner.post('/settings/discounts', limits), { goes: saved })
    t.same(readSettings(shop.store).discount_limits, { cashier: 250, supervisor: 3000, owner: 10_000 })
    t.match(await owner.post('/settings/discounts', { ...limits, owner: '101' }), { status: 422 })
  })

  await t.test('who gets a voucher; away from a till it is given, not sold', async (t) => {
    const form = { value: '25.000', valid_until: '2099-12-31', how: 'given' }
    const request_id = newId()
    const { text } = await owner.post('/vouchers', form, { request_id })
    const [, code] = /Voucher ([2-9A-Z]{10}) sudah jadi/.exec(text)!
    t.match(
      (await owner.post('/vouchers', form, { request_id })).text,
      code!,
      'asked again it is the same one'
    )
    t.match(await owner.post('/vouchers', { ...form, how: 'sold' }), { status: 409 })
    t.match(await owner.post('/vouchers', { ...form, value: '0' }), { status: 422 })

    await owner.post('/settings/tenders/voucher/switch', { to: 'on' })
    const worth = await till.get(`/till/voucher?reference=${code!.toLowerCase()}`, { htmx: true })
    t.match(worth.text, '25.000')
    t.match((await till.get('/till/voucher?reference=NOPE', { htmx: true })).text, 'tidak dikenal')
    const { form: payment } = await fillBasket(till, [])
    const used = { ...payment, given: '', method_id: 'voucher', reference: code!, part: 'yes' }
    t.match(await till.post('/sales', used, { htmx: true }), { status: 200, text: /K1-000001/ })
    t.match((await owner.get('/vouchers')).text, '21.300', 'what is left')
  })
})
