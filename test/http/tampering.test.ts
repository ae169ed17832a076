import t, { type Test } from 'tap'
import { DISPLAY_COOKIE } from '../../server/auth/cookies.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { savePromotion } from '../../server/pricing/save-promotion.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { readTill } from '../../server/till/read-till.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { auditShop } from '../audit-shop.ts'
import { type Browser, CASHIER, OWNER, openBox } from '../shop.ts'

const EVIL = `<img src=x onerror=alert(1)>"'`
const RAW = /<img src=x|onerror=alert\(1\)>/

t.test('A form that somebody wrote themselves', async (t) => {
  const { till, store, scan, sell, signIn, tea, cashier_id } = await openShop(t)
  const cheat = async (url: string, form: Record<string, string | string[]>, why: string) => {
    const { status } = await till.post(url, form, { htmx: true })
    t.ok(status >= 400 && status < 500, `${why} is refused (${status})`)
  }

  await t.test('sells nothing for less', async () => {
    const { basket_id, total } = await scan()
    const sale = { basket_id, total, given: '100.000' }
    await cheat('/sales', { ...sale, total: '1' }, 'another total')
    await cheat('/sales', { ...sale, total: '-3700' }, 'a total below nothing')
    await cheat('/sales', { ...sale, given: '-100.000' }, 'less than nothing')
    await cheat('/sales', { ...sale, given: '1e9' }, 'a number of another kind')
    await cheat('/sales', { ...sale, basket_id: newId() }, 'another basket')
    await cheat('/sales', { ...sale, method_id: 'exchange' }, 'an exchange of nothing')
    await cheat('/sales', { ...sale, method_id: 'points' }, 'the points of nobody')
    await cheat('/sales', { ...sale, method_id: 'kasbon' }, 'the debt of nobody')
    await cheat(
      '/sales',
      { ...sale, method_id: 'qris', given: '100.000' },
      'more than is owed by QRIS, for change'
    )
    await cheat('/sales', { ...sale, method_id: 'nothing' }, 'no means at all')
    await cheat('/till/lines/1', { quantity: '-1' }, 'a quantity below nothing')
    await cheat('/till/lines', { item_id: tea, quantity: '-1' }, 'goods below nothing')
    await cheat('/till/lines/1', { quantity: '1', unit: newId() }, 'a unit of something else')
    await cheat('/till/lines/1/discount', { off: '-5' }, 'a discount below nothing')
    await cheat('/till/lines/1/discount', { off: '50' }, 'a discount above the limit')
    await cheat('/till/lines/1/price', { price: '1' }, 'a price of one’s own')
    const self = { approver_id: cashier_id, approver_pin: CASHIER.pin }
    await cheat('/till/lines/1/price', { price: '1', ...self }, 'a right lent by who has none')
    await cheat('/till/tenders/1/removal', { basket_id: newId() }, 'money of another basket')
  })

  await t.test('takes back nothing that was not sold, for no more than it cost', async () => {
    const { sale_id } = await sell()
    const refund = { line_no: ['1'], quantity: ['1'], reason: 'Rusak', payout: '3700' }
    const url = `/sales/${sale_id}/refunds`
    await cheat(url, refund, 'without the right')
    await signIn(till, 'owner')
    await cheat(url, { ...refund, payout: '9999' }, 'more money')
    await cheat(url, { ...refund, payout: '-1' }, 'money below nothing')
    await cheat(url, { ...refund, quantity: ['2'] }, 'more goods')
    await cheat(url, { ...refund, quantity: ['-1'] }, 'goods below nothing')
    await cheat(url, { ...refund, line_no: ['1', '1'], quantity: ['1', '1'] }, 'a line twice')
    await cheat(url, { ...refund, line_no: ['2'] }, 'a line of another sale')
    await cheat(url, { ...refund, method_id: 'kasbon' }, 'by means that nobody can hand over')
    await cheat(url, { ...refund, method_id: 'points' }, 'as points')
  })

  t.same(auditShop(store.sqlite), [])
})

t.test('What somebody typed stays text wherever it is shown', async (t) => {
  const { till, browser, store, scan, sell, signIn, tea, owner_id } = await openShop(t)
  const by = { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null }
  const customer_id = newId()
  await store.commit((tx) => {
    saveItem(tx, by, { ...CARD, barcodes: [], item_id: tea, name: `Teh ${EVIL}`, category: EVIL })
    savePromotion(
      tx,
      { ...by, staff_id: owner_id },
      {
        promotion_id: newId(),
        name: EVIL,
        offer: {
          kind: 'price-off',
          target: { of: 'everything' },
          off: { kind: 'percent', basis_points: 1000 }
        },
        priority: 0,
        starts_on: '2020-01-01',
        ends_on: null,
        weekdays: 127,
        from_minute: 0,
        until_minute: 1440,
        group_id: null
      }
    )
  })
  await till.post('/till/customers', { name: EVIL, phone: '' }, { request_id: customer_id })
  const { sale_id } = await sell({ customer_id })
  await till.post('/till/scans', { text: '111' })
  await till.post('/till/held', { name: EVIL })
  const order_id = newId()
  const order = { ...(await scan()), kind: 'order', note: EVIL }
  t.equal((await till.post('/orders', order, { request_id: order_id, htmx: true })).status, 200)
  await signIn(till, 'owner')
  const refund_id = newId()
  const { total_minor, rounding_minor } = findSale(store, sale_id)!
  const payout = String(total_minor + rounding_minor)
  const refund = { line_no: ['1'], quantity: ['1'], own_reason: EVIL, payout }
  t.ok((await till.post(`/sales/${sale_id}/refunds`, refund, { request_id: refund_id })).goes)
  const links = store.sqlite
    .prepare('select link from sales union select link from refunds')
    .pluck()
    .all() as string[]
  const order_link = store.sqlite.prepare('select link from orders').pluck().get() as string

  const pages = [
    '/till',
    '/till/shelf',
    '/till/held',
    '/till/customer',
    '/till/line',
    '/till/pay',
    '/display',
    '/display/now',
    '/sales',
    `/sales/${sale_id}`,
    `/sales/${sale_id}/slip.svg`,
    `/sales/${sale_id}/refund`,
    `/refunds/${refund_id}`,
    `/refunds/${refund_id}/slip.svg`,
    '/refunds/new',
    `/customers/${customer_id}`,
    '/customers',
    `/customers/${customer_id}/statement`,
    '/orders',
    `/orders/${order_id}`,
    `/orders/${order_id}/slip.svg`,
    `/o/${order_link}`,
    '/items',
    '/promotions',
    '/today',
    '/shift',
    '/vouchers',
    ...links.flatMap((link) => [`/r/${link}`, `/r/${link}/slip.svg`])
  ]
  await scan()
  for (const url of pages) {
    const { status, text } = await till.get(url)
    t.ok(status < 400, `${url} is there (${status})`)
    t.notMatch(text, RAW, url)
  }
  const { goes } = await till.get(`/orders/${order_id}/whatsapp`)
  t.notMatch(goes ?? '', /[<>" ]/, 'nor does it leave the text of a message')

  await t.test('and nobody sees what is another’s', async (t) => {
    const anybody = browser()
    for (const url of [
      `/sales/${sale_id}`,
      `/refunds/${refund_id}`,
      `/customers/${customer_id}`,
      `/customers/${customer_id}/data.json`,
      `/orders/${order_id}`,
      '/display/now'
    ]) {
      const { status, text } = await anybody.get(url)
      t.ok(status >= 300, `${url} ${status}`)
      t.notMatch(text, /Teh/)
    }
    for (const link of [sale_id, refund_id, `${links[0]!.slice(0, -1)}_`, '%25', '..%2F..%2Fsales'])
      t.equal((await anybody.get(`/r/${link}`)).status, 404, link)
    anybody.cookies.set(DISPLAY_COOKIE, 'x'.repeat(43))
    t.equal((await anybody.get('/display/now')).status, 401)
    await signIn(till, 'cashier')
    t.equal((await till.get(`/customers/${customer_id}/data.json`)).status, 403, 'all of a customer’s data')
  })
})

const CARD = {
  code: 'TEH',
  category: null,
  unit: 'pcs',
  cost_minor: null,
  minimum_milli: milli(0),
  favourite: 1,
  price_minor: minor(3700)
} as const

async function openShop(t: Test) {
  const box = await openBox(t)
  const { store } = box
  const { till, cashier_id, owner_id, terminal_id } = await box.setUp()
  const tea = newId()
  const by = { at: systemClock.now(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) => saveItem(tx, by, { ...CARD, barcodes: [], item_id: tea, name: 'Teh' }))
  await till.post('/shift', { float: '200.000' })
  const scan = async () => {
    await till.post('/till/lines', { item_id: tea })
    const { basket_id, basket } = readTill(store, terminal_id, systemClock.now())
    return { basket_id: basket_id!, total: String(basket.total_minor) }
  }
  const sell = async (who: Record<string, string> = {}) => {
    if (who['customer_id']) await till.post('/till/customer', { customer_id: who['customer_id'] })
    const { basket_id, total } = await scan()
    await till.post('/sales', { basket_id, total, given: '100.000' })
    return { sale_id: basket_id }
  }
  const signIn = async (device: Browser, who: 'owner' | 'cashier') => {
    await device.post('/sign-out')
    if (who === 'owner') await device.post('/sign-in/password', OWNER)
    else await device.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
  }
  return { till, store, scan, sell, signIn, tea, cashier_id, owner_id, terminal_id, browser: box.browser }
}
