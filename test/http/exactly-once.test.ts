import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { moveTillCash } from '../../server/checkout/check-out.ts'
import { answerOnce } from '../../server/requests/answer-once.ts'
import { findOpenShift, findShiftReport } from '../../server/shifts/find-shift.ts'
import { systemClock } from '../../server/values/clock.ts'
import { ID_PATTERN, newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { type Counter, fates, fillBasket, MILK, openCounter, TEA, wired } from '../counter.ts'
import { filled, listRoutes } from '../routes.ts'
import { OWNER, openBox } from '../shop.ts'

const COPIES = 200

t.test('What a request was is known again', async (t) => {
  const { store } = await openBox(t)
  const asked = { request_id: newId(), content: 'POST /sales and its form', at: systemClock.now() }
  const once = (content: string) =>
    store.commit((tx) => answerOnce(tx, { ...asked, content }, () => ({ done: true })))
  await once(asked.content)
  const kept = () =>
    store.sqlite
      .prepare('select content from requests where request_id = ?')
      .pluck()
      .get(asked.request_id) as Buffer

  await t.test('by sixteen bytes of its hash', async (t) => {
    t.equal(kept().length, 16)
    t.same(await once(asked.content), { done: true })
    await t.rejects(once('POST /sales and another form'), { message: 'request/reused' })
  })

  await t.test('and by all thirty-two that a shop of an earlier version kept', async (t) => {
    const keep = store.sqlite.prepare('update requests set content = ? where request_id = ?')
    const whole = hash('sha256', asked.content, 'buffer')
    keep.run(whole, asked.request_id)
    t.same(await once(asked.content), { done: true })
    whole[31]! ^= 1
    keep.run(whole, asked.request_id)
    await t.rejects(once(asked.content), { message: 'request/reused' }, 'the last of them counts too')
  })
})

t.test('200 copies of one request to put Rp 5.000 into the drawer', async (t) => {
  await t.test('move it once, open the drawer once and print one slip', async (t) => {
    const { till, printer, ...counter } = await openCounter(t)
    const request_id = newId()
    const form = { amount: '5.000', reason: 'Uang receh', direction: 'in' }
    const answers = await Promise.all(
      Array.from({ length: COPIES }, () => till.post('/shift/cash', form, { request_id }))
    )

    t.equal(new Set(answers.map(({ status, goes, text }) => `${status} ${goes} ${text}`)).size, 1)
    t.equal(answers[0]!.goes, '/shift')
    t.same(moves(counter), [5000])
    await printer.waitForJobs(2)
    t.same(
      fates(counter.shop.store, request_id).map((fate) => fate.split(' ')[0]),
      ['pulse', 'move']
    )
  })

  await t.test(
    'move it 200 times where nothing keeps the answers: so it is this that the shop lives by',
    async (t) => {
      const counter = await openCounter(t)
      const url = await openBesideTheMechanism(t, counter)
      const send = (path: string, request_id: string) =>
        fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ request_id })
        })

      const once = newId()
      await Promise.all(Array.from({ length: COPIES }, () => send('/kept', once)))
      t.equal(moves(counter).length, 1, 'the same work, kept')

      const again = newId()
      await Promise.all(Array.from({ length: COPIES }, () => send('/not-kept', again)))
      t.equal(moves(counter).length, 1 + COPIES, 'the same work, not kept')
    }
  )
})

t.test('A request', async (t) => {
  await t.test('sent again with another content is refused, and changes nothing', async (t) => {
    const { till, ...counter } = await openCounter(t)
    const request_id = newId()
    const form = { amount: '5.000', reason: 'Uang receh', direction: 'in' }
    await till.post('/shift/cash', form, { request_id })
    t.match(await till.post('/shift/cash', { ...form, amount: '50.000' }, { request_id }), { status: 409 })
    t.match(
      await till.post('/shift/closing', { counted: '1' }, { request_id }),
      { status: 409 },
      'nor is it another deed'
    )
    t.same(moves(counter), [5000])
    t.ok(findOpenShift(counter.shop.store, counter.people.terminal_id))
  })

  await t.test('has the same answer after the box was started anew', async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'laci-once-'))
    t.teardown(() => rmSync(data, { recursive: true }))
    const { till, shop } = await openCounter(t, { data })
    const { form, request_id } = await fillBasket(till, [TEA.barcode])
    const first = await till.post('/sales', form, { request_id, htmx: true })
    await shop.box.stop()

    const again = await openBox(t, { data })
    const second = await wired(again.box.url, till).post('/sales', form, { request_id, htmx: true })
    t.match(first.text, 'K1-000001')
    t.equal(second.text, first.text)
    t.equal(again.store.sqlite.prepare('select count(*) from sales').pluck().get(), 1)
  })

  await t.test('that was refused keeps its id, for the form put right', async (t) => {
    const { till } = await openCounter(t)
    const { form, request_id } = await fillBasket(till, [TEA.barcode])
    const pay = (given: string) => till.post('/sales', { ...form, given }, { request_id, htmx: true })
    t.match(await pay('1.000'), { status: 422 })
    t.match(await pay('5.000'), { status: 200, text: /K1-000001/ })
  })

  await t.test('of one till never mixes with another till’s at the same moment', async (t) => {
    const counter = await openCounter(t)
    const back = await pairSecondTill(counter)
    const [front_pays, back_pays] = [
      await fillBasket(counter.till, [TEA.barcode]),
      await fillBasket(back, [MILK.barcode, MILK.barcode])
    ]
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const [till, { form, request_id }] = i % 2 ? [back, back_pays] : [counter.till, front_pays]
        return till.post('/sales', form, { request_id, htmx: true })
      })
    )
    t.same(new Set(answers.map(({ status }) => status)), new Set([200]))
    const { sqlite } = counter.shop.store
    t.same(sqlite.prepare('select receipt_no, total_minor from sales order by receipt_no').raw().all(), [
      ['K1-000001', TEA.price_minor],
      ['K2-000001', 2 * MILK.price_minor]
    ])
    t.ok(answers.every(({ text }, i) => text.includes(i % 2 ? 'K2-000001' : 'K1-000001')))
  })
})

t.test('Every address', async (t) => {
  const counter = await openCounter(t)
  const routes = await listRoutes(counter.shop)

  await t.test('that changes something demands an id, and refuses a request without one', async (t) => {
    const posts = routes.filter(({ method }) => method === 'POST')
    t.ok(posts.length > 20, `${posts.length} addresses`)
    for (const { url, required, id } of posts) {
      t.ok(required.includes('request_id'), `${url} demands an id`)
      t.equal(id, ID_PATTERN, `${url} knows an id when it sees one`)
      const { status } = await counter.owner.post(filled(url), { request_id: '' })
      t.match(String(status), /^(403|422)$/, `${url} without an id`)
    }
  })

  await t.test('that only shows something changes nothing, so it demands none', async (t) => {
    const before = counter.shop.store.sqlite.prepare('select count(*) from events').pluck().get()
    for (const { method, url } of routes) {
      t.match(method, /^(GET|HEAD|POST)$/, url)
      if (method !== 'GET') continue
      const { status } = await counter.owner.get(filled(url))
      t.ok(status < 500, `${url} answers ${status}`)
    }
    t.equal(counter.shop.store.sqlite.prepare('select count(*) from events').pluck().get(), before)
  })
})

/** The work of `/shift/cash` twice beside the box: with what keeps the answers, and without. */
async function openBesideTheMechanism(t: Test, { shop, people }: Counter): Promise<string> {
  const app = Fastify()
  const { store } = shop
  const by = (request_id: string) => ({
    at: systemClock.now(),
    staff_id: people.cashier_id,
    terminal_id: people.terminal_id,
    request_id
  })
  const move = (request_id: string) => (tx: Parameters<typeof moveTillCash>[0]) => {
    const amount_minor = minor(5000)
    moveTillCash(tx, by(request_id), { cash_move_id: newId(), amount_minor, reason: 'Uang receh' })
    return null
  }
  app.post<{ Body: { request_id: string } }>('/kept', async ({ body: { request_id } }) =>
    store.commit((tx) =>
      answerOnce(tx, { request_id, content: '/kept', at: systemClock.now() }, () => move(request_id)(tx))
    )
  )
  app.post<{ Body: { request_id: string } }>('/not-kept', async ({ body: { request_id } }) =>
    store.commit(move(request_id))
  )
  t.teardown(() => app.close())
  return app.listen({ host: '127.0.0.1', port: 0 })
}

/** A second device in the shop, with its own shift. */
async function pairSecondTill({ shop, people }: Counter) {
  const back = wired(shop.box.url, { cookies: new Map() })
  await back.post('/sign-in/password', OWNER)
  await back.post('/till/pairing', { name: 'Kasir belakang', printer_id: people.printer_id })
  await back.post('/shift', { float: '100.000' })
  return back
}

/** What has been moved into or out of the drawer by hand. */
function moves({ shop, people }: Pick<Counter, 'shop' | 'people'>): number[] {
  const shift = findOpenShift(shop.store, people.terminal_id)!
  return findShiftReport(shop.store, shift.shift_id)!.moves.map(({ amount_minor }) => amount_minor)
}
