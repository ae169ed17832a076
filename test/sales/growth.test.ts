import Database from 'better-sqlite3'
import t, { type Test } from 'tap'
import { listPastSlips } from '../../server/printing/find-slips.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { systemClock } from '../../server/values/clock.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { fillBasket, MILK, openCounter, sell, TEA, until } from '../counter.ts'
import { atTill, know } from '../customers/book.ts'
import { type Browser, OWNER } from '../shop.ts'

/** Tables that are longer each day; whoever looks through one of them is slower each day. */
const HISTORY = new Set([
  ...['sales', 'sale_lines', 'sale_reductions', 'sale_taxes', 'tenders', 'journal', 'balances', 'payments'],
  ...['refunds', 'refund_lines', 'refund_tenders', 'orders', 'order_lines', 'order_endings', 'vouchers'],
  ...['baskets', 'basket_lines', 'basket_changes', 'held_baskets'],
  ...['customers', 'points_moves', 'stock_moves', 'events', 'print_jobs', 'requests', 'shifts', 'cash_moves'],
  ...['shift_closings', 'sessions']
])

/** What may be walked all the same, since it ends early or stays short: the plan's step, and what asks for it. */
const ALLOWED: [step: RegExp, sql: RegExp][] = [
  // The few slips that are not printed yet, however many were.
  [/^SCAN print_jobs USING INDEX print_jobs_unsettled/, /"settled_at" is null/],
  // The newest few of an index.
  [/^SCAN shifts USING INDEX shifts_by_time/, /order by "shifts"\."opened_at" desc limit/],
  [/^SCAN vouchers USING INDEX vouchers_by_time/, /order by "issued_at" desc limit/],
  // The first of all.
  [/^SCAN sales USING COVERING INDEX sales_by_day/, /^select "sold_at" from "sales" order by .* limit \?$/],
  // Whether there is any at all.
  [/^SCAN (sales|shifts|events)\b/, /^select (exists|"event_id" from "events" limit)/],
  // Names in their order until enough fit what was typed; the index holds all that is looked at.
  [/^SCAN customers USING COVERING INDEX customers_by_name/, /limit \?\) as "found"/],
  // Promises are few beside sales, and are listed by when they are due, whose they are and what became of them.
  [/^SCAN orders/, /limit \?$/],
  // The last of all, which is at the end.
  [/^SCAN events$/, /^select "at" from "events" order by "event_id" desc limit \?$/],
  [/^SCAN shifts USING COVERING INDEX shifts_by_day$/, /^select "business_day" .* desc limit \?$/],
  [/^SEARCH print_jobs$/, /^select max\("job_no"\) as "job_no" from "print_jobs"$/],
  [/^SEARCH events/, /^select max\("?event_id"?\)( as "event_id")? from "?events"?$/]
]

t.test('Nothing that is asked while a shop sells looks through its whole history', async (t) => {
  const asked = listen(t)
  const { till, shop, people } = await openCounter(t)
  const { store } = shop
  const by = atTill(people, systemClock.now())
  const customer_id = await know(store, by, { name: 'Bu Tini', phone: '08123456789', limit: 1_000_000 })
  await store.commit((tx) =>
    changeSettings(tx, by, { points_per_minor: minor(1000), point_worth_minor: minor(100) })
  )
  await till.post('/sign-out')
  await must(till.post('/sign-in/password', OWNER))
  const look = async (...urls: string[]) => {
    for (const url of urls) {
      const { status } = await till.get(url, { htmx: true })
      t.equal(status, 200, url)
    }
  }
  const send = (url: string, form: Record<string, string> = {}, request_id = newId()) =>
    must(till.post(url, form, { htmx: true, request_id }), url).then(() => request_id)
  const pay = async (form: Record<string, string>, goods = [TEA.barcode]) => {
    await send('/till/customer', { customer_id })
    const { form: seen } = await fillBasket(till, goods)
    await look('/till/pay', '/till/pay?method=kasbon', '/till/pay?method=card')
    const { given: _cash, ...basket } = seen
    await send('/sales', { ...basket, ...form })
    return seen.basket_id
  }

  await t.test('at the till', async () => {
    await look('/till', '/till/slip', '/till/shelf?text=tea', '/till/jobs')
    await sell(till, [TEA.barcode, `2*${MILK.barcode}`])
    await send('/till/scans', { text: TEA.barcode })
    await look('/till/slip', '/till/line?line=1', '/till/discount', '/till/discard')
    await send('/till/lines/1', { quantity: '3' })
    await send('/till/lines/1/discount', { off: '5' })
    await send('/till/undo')
    await look('/till/customer', '/till/customers?text=tini', '/till/customers?text=0812')
    await send('/till/held', { name: 'Bu Tini' })
    await look('/till/held', '/till/held/list', '/till/held/count', '/till')
    const basket_id = store.sqlite
      .prepare('select basket_id from held_baskets where is_discarded = 0')
      .pluck()
      .get() as string
    await send('/till/recalls', { basket_id })
    await send('/till/discards')
  })

  let kasbon = ''
  await t.test('by every means of paying', async () => {
    kasbon = await pay({ method_id: 'kasbon', given: '' })
    await look(`/sales/${kasbon}/jobs`)
    await send(`/customers/${customer_id}/payments`, { ...payment('debt', '2.000'), keep_rest: 'yes' })
    await send(`/customers/${customer_id}/payments`, payment('deposit', '50.000'))
    await pay({ method_id: 'deposit', given: '' })
    const voucher = { value: '20.000', valid_until: '', how: 'sold', method_id: 'cash', reference: '' }
    await send('/vouchers', voucher)
    await look('/vouchers')
    await pay({ method_id: 'card', given: '1.000', part: 'yes', reference: '77' })
    await look('/till/pay', '/till/pay?removing=1')
    await send('/till/tenders/1/removal', { basket_id: inHand() })
    await pay({ method_id: 'points', given: '', part: 'yes' }, [])
    await send('/sales', (await fillBasket(till, [])).form)
  })

  await t.test('when goods come back', async () => {
    const { sale_id } = await sell(till, [`3*${TEA.barcode}`])
    await look(`/sales/${sale_id}`, `/sales/${sale_id}/refund`, `/sales/${sale_id}/refund?turn=void`)
    await look(`/sales/${sale_id}/refund/plan?line_no=1&quantity=1`)
    const refund = await send(`/sales/${sale_id}/refunds`, { ...back('3700'), line_no: '1', quantity: '1' })
    await look(`/refunds/${refund}`, `/refunds/${refund}/hand-over`, `/refunds/${refund}/slip.svg`)
    await send(`/sales/${kasbon}/refunds`, { ...back('3700'), line_no: '1', quantity: '1' })
    await send(`/sales/${sale_id}/exchange`, { reason: 'Rusak', line_no: '1', quantity: '1' })
    await look('/till', '/till/slip')
    await send('/sales', (await fillBasket(till, [MILK.barcode])).form)
    const undone = await sell(till)
    await send(`/sales/${undone.sale_id}/void`, { reason: 'Salah' })
    const goods = store.sqlite.prepare('select item_id from item_barcodes where barcode = ?').pluck()
    const brought = { goods: goods.get(TEA.barcode) as string, quantity: '1' }
    await look('/refunds/new', '/refunds/new/goods?text=teh')
    await look(`/refunds/new/plan?${new URLSearchParams(brought)}`)
    await send('/refunds', { ...back('3700'), ...brought })
  })

  await t.test('when something is promised', async () => {
    const { form } = await fillBasket(till, [MILK.barcode])
    await look('/till/order')
    const order = await send('/orders', { basket_id: form.basket_id, total: form.total, kind: 'order' })
    await send(`/orders/${order}/deposits`, { amount: '5.000', method_id: 'cash' })
    await look('/orders', '/orders?show=ended', '/orders/list?text=tini', `/orders/${order}`)
    await send(`/orders/${order}/basket`, { prices: 'promised' })
    await look('/till', '/till/pay')
    await send('/sales', (await fillBasket(till, [])).form)
  })

  await t.test('on the pages of customers and of the day', async () => {
    await look('/customers', '/customers?owing=yes', '/customers?text=tini', `/customers/${customer_id}`)
    await look(`/customers/${customer_id}/statement`, `/customers/${customer_id}/data.json`)
    await look('/today', '/sales', '/shifts', '/shift', '/settings/tax', '/printers', '/printing')
    for (const panel of ['figures', 'takings', 'drawers', 'slips', 'low', 'days'])
      await look(`/today/${panel}`)
    await look('/printing/screen', '/printing/queue', '/till/printers', '/till/printers/queue', '/displays')
    await until(store, () => listPastSlips(store).some(({ can_copy }) => can_copy))
    const [, slip] = /\/jobs\/([\w-]+)\/copies/.exec((await till.get('/printing')).text)!
    await send(`/jobs/${slip}/copies`)
    const [{ printer_id }] = store.sqlite.prepare('select printer_id from printers').all() as [
      { printer_id: string }
    ]
    await send(`/printing/printers/${printer_id}/tries`)
  })

  await t.test('on the customer’s own display', async (t) => {
    const { text } = await till.post('/displays/codes', {}, { htmx: true })
    const [code = ''] = /\b\d{3} ?\d{3}\b/.exec(text) ?? []
    const display = shop.browser()
    await must(display.post('/display/pairing', { code }))
    await fillBasket(till, [TEA.barcode])
    t.equal((await display.get('/display/now')).status, 200)
    await send('/sales', (await fillBasket(till, [])).form)
    t.equal((await display.get('/display/now')).status, 200)
  })

  await t.test('and when the shift is closed', async () => {
    await send('/shift/closing', { counted: '200.000' })
    await look('/shifts', '/till')
  })

  const looker = new Database(`${shop.data}/laci.db`, { readonly: true })
  t.teardown(() => looker.close())
  looker.function('sha256', (bytes: unknown) => bytes) // one of the box's own, which no plan calls
  t.ok(asked.size > 190, `the questions were heard: ${asked.size}`)
  t.same(
    [...asked].flatMap((sql) => longWalks(looker, sql)),
    []
  )

  function inHand(): string {
    return store.sqlite.prepare('select basket_id from till_baskets').pluck().get() as string
  }
})

/** Every statement that is prepared from now on, by whomever, once the tables stand. */
function listen(t: Test): Set<string> {
  const asked = new Set<string>()
  const { prototype } = Database
  const { prepare } = prototype
  prototype.prepare = function (this: Database.Database, sql: string) {
    if (sql === 'begin immediate') asked.clear()
    if (this.name.endsWith('/laci.db')) asked.add(sql) // what the backup knows of itself lies elsewhere
    return prepare.call(this, sql)
  } as typeof prepare
  t.teardown(() => {
    prototype.prepare = prepare
  })
  return asked
}

/** The steps of a statement's plan that walk a whole table of history, or make an index of one for this once. */
function longWalks(looker: Database.Database, sql: string): { step: string; sql: string }[] {
  if (!/^(select|insert|update|delete|with)/i.test(sql)) return []
  const parameters = Array.from(sql.matchAll(/\?/g), () => null)
  const steps = looker.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
  return steps
    .map(({ detail }) => detail)
    .filter((step) => isLong(step, sql) && !ALLOWED.some(([a, b]) => a.test(step) && b.test(sql)))
    .map((step) => ({ step, sql }))
}

function isLong(step: string, sql: string): boolean {
  // A search that names no column goes from one end until it finds the least or the most.
  const [, name = ''] =
    /^SCAN (\w+)|^SEARCH (\w+) USING AUTOMATIC|^SEARCH (\w+)(?!.*\()/.exec(step)?.filter(Boolean) ?? []
  const [, aliased = name] = new RegExp(`"(\\w+)" as "${name}"`).exec(sql) ?? []
  return HISTORY.has(aliased)
}

function payment(kind: string, amount: string): Record<string, string> {
  return { kind, amount, method_id: 'cash', reference: '', rest_id: newId() }
}

function back(payout: string): Record<string, string> {
  return { reason: 'Rusak', payout }
}

async function must(answer: ReturnType<Browser['post']>, what = ''): Promise<void> {
  const { status, text } = await answer
  if (status >= 400) throw new Error(`${what} answered ${status}: ${/<p>([^<]*)</.exec(text)?.[1] ?? text}`)
}
