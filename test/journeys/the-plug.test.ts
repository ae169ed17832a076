import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { openReader } from '../../server/db/open.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { plugIn } from '../process.ts'
import { type Browser, openBox } from '../shop.ts'

const TEA = '8998009040405'
const MILK = '8998009010620'
const OPENING = '200.000'

t.test('The plug is pulled between any two requests of a sale', async (t) => {
  const data = await shopWithGoods(t)

  await t.test(
    'and the basket is there again as it was, line by line, until it is a sale, once',
    async (t) => {
      const cookies = await openShift(t, data)
      const steps: [text: string, lines: string[]][] = [
        [TEA, ['ULTRA TEH KOTAK 1L 1']],
        [`3*${MILK}`, ['ULTRA TEH KOTAK 1L 1', 'ULTRA MILK COKELAT 1L 3']],
        [TEA, ['ULTRA TEH KOTAK 1L 2', 'ULTRA MILK COKELAT 1L 3']]
      ]
      for (const [text, lines] of steps) {
        const box = await plugIn(t, data)
        const till = withCookies(box.browser(), cookies)
        const request_id = newId()
        t.equal((await till.post('/till/scans', { text }, { request_id, htmx: true })).status, 200)
        await box.kill()

        const again = await plugIn(t, data)
        const after = withCookies(again.browser(), cookies)
        t.same(linesOf((await after.get('/till')).text), lines, `after ${text} and a dead box`)
        const repeated = await after.post('/till/scans', { text }, { request_id, htmx: true })
        t.same(linesOf(repeated.text), lines, 'the till that lost its answer asks again and adds nothing')
        await again.kill()
      }

      const box = await plugIn(t, data)
      const till = withCookies(box.browser(), cookies)
      const payment = paymentIn((await till.get('/till/pay', { htmx: true })).text)
      const paid = await till.post('/sales', payment.form, { request_id: payment.request_id, htmx: true })
      t.match(paid.text, 'K1-000001')
      await box.kill()

      const again = await plugIn(t, data)
      const after = withCookies(again.browser(), cookies)
      const repeated = await after.post('/sales', payment.form, {
        request_id: payment.request_id,
        htmx: true
      })
      t.equal(repeated.text, paid.text, 'after the restart the same request has the same answer')
      t.same(linesOf((await after.get('/till')).text), [], 'and the basket is empty')
      await again.close()
      t.same(books(data), { sales: 1, tenders: 1, slips: 1, pulses: 1, receipts: 'K1-000001' })
    }
  )
})

t.test('The plug is pulled between the parts of a payment', async (t) => {
  const data = await shopWithGoods(t)

  await t.test('and what was taken is still with the basket, each part once, until it is paid', async (t) => {
    const cookies = await openShift(t, data)
    const first = await plugIn(t, data)
    await withCookies(first.browser(), cookies).post('/till/scans', { text: `3*${MILK}` }, { htmx: true })
    await first.kill()

    const parts = [
      { given: '10.000', method_id: 'cash', reference: '' },
      { given: '20.000', method_id: 'qris', reference: 'DANA 1' },
      { given: '15.000', method_id: 'card', reference: '004321' }
    ]
    for (const [at, part] of parts.entries()) {
      const box = await plugIn(t, data)
      const till = withCookies(box.browser(), cookies)
      const { form, request_id } = paymentIn((await till.get('/till/pay', { htmx: true })).text)
      const taking = { ...form, ...part, part: 'yes' }
      t.equal((await till.post('/sales', taking, { request_id, htmx: true })).status, 200)
      await box.kill()

      const again = await plugIn(t, data)
      const after = withCookies(again.browser(), cookies)
      const repeated = await after.post('/sales', taking, { request_id, htmx: true })
      t.equal(repeated.text.match(/removing=\d/g)?.length, at + 1, `${at + 1} parts are there, once each`)
      await again.kill()
    }

    const box = await plugIn(t, data)
    const till = withCookies(box.browser(), cookies)
    const { form, request_id } = paymentIn((await till.get('/till/pay', { htmx: true })).text)
    const paid = await till.post('/sales', { ...form, given: '14.700' }, { request_id, htmx: true })
    t.match(paid.text, 'K1-000001')
    await box.close()
    t.same(books(data), { sales: 1, tenders: 4, slips: 1, pulses: 2, receipts: 'K1-000001' })
  })
})

t.test('The plug is pulled while payments are on their way', async (t) => {
  const data = await shopWithGoods(t)
  const cookies = await openShift(t, data)

  await t.test('and each of them is a sale once, or a basket still', async (t) => {
    let acknowledged = 0
    for (let round = 0; round < 6; round++) {
      const box = await plugIn(t, data)
      const till = withCookies(box.browser(), cookies)
      await till.post('/till/scans', { text: TEA }, { htmx: true })
      const payment = paymentIn((await till.get('/till/pay', { htmx: true })).text)
      const { form, request_id } = payment
      const first = till.post('/sales', form, { request_id, htmx: true }).catch(() => undefined)
      // From "before it arrives" to "after it is answered", a little later each round.
      await new Promise((resolve) => setTimeout(resolve, round * 3))
      await box.kill()
      await first

      const again = await plugIn(t, data)
      const after = withCookies(again.browser(), cookies)
      const second = await after.post('/sales', form, { request_id, htmx: true })
      acknowledged++
      t.equal(second.status, 200, `round ${round}: the till asks again and is told of its sale`)
      await again.kill()
    }
    const { sales, receipts } = books(data)
    t.equal(sales, acknowledged)
    t.equal(
      receipts,
      Array.from({ length: acknowledged }, (_, i) => `K1-${String(i + 1).padStart(6, '0')}`).join(' ')
    )
  })
})

/** A shop with two things to sell, closed again; only its folder is left. */
async function shopWithGoods(t: Test): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'laci-plug-'))
  t.teardown(() => rmSync(data, { recursive: true }))
  const shop = await openBox(t, { data })
  const { till } = await shop.setUp()
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  const goods = [
    { code: 'A1', barcodes: [TEA], name: 'ULTRA TEH KOTAK 1L', price_minor: minor(3700) },
    { code: 'A2', barcodes: [MILK], name: 'ULTRA MILK COKELAT 1L', price_minor: minor(19_900) }
  ]
  for (const item of goods) {
    const rest = {
      category: null,
      unit: 'pcs',
      cost_minor: null,
      minimum_milli: milli(0),
      favourite: 0
    } as const
    await shop.store.commit((tx) => saveItem(tx, by, { item_id: newId(), ...rest, ...item }))
  }
  signedIn.set(data, till.cookies)
  await shop.box.stop()
  return data
}

const signedIn = new Map<string, Map<string, string>>()

async function openShift(t: Test, data: string): Promise<Map<string, string>> {
  const box = await plugIn(t, data)
  const till = withCookies(box.browser(), signedIn.get(data)!)
  const { goes } = await till.post('/shift', { float: OPENING })
  t.equal(goes, '/till')
  t.equal(await box.close(), 0, 'told to close, the box closes in order')
  return till.cookies
}

function withCookies(browser: Browser, cookies: Map<string, string>): Browser {
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

/** The lines a till shows: name and count. */
function linesOf(page: string): string[] {
  const lines = page.matchAll(/class="name">([^<]*)<\/span>\s*<span class="count">([\d.,]+)/g)
  return [...lines].map(([, name, count]) => `${name} ${count}`)
}

function paymentIn(panel: string) {
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(panel)![1]!
  const form = { basket_id: field('basket_id'), total: field('total'), given: '100.000' }
  return { form, request_id: field('request_id') }
}

/** What the books say, read past the box. */
function books(data: string) {
  const sqlite = openReader(join(data, 'laci.db'))
  const count = (sql: string): unknown => sqlite.prepare(sql).pluck().get()
  const found = {
    sales: count('select count(*) from sales'),
    tenders: count('select count(*) from tenders'),
    slips: count("select count(*) from print_jobs where kind = 'sale'"),
    pulses: count("select count(*) from print_jobs where kind = 'pulse'"),
    receipts: count("select group_concat(receipt_no, ' ' order by receipt_number) from sales")
  }
  sqlite.close()
  return found
}
