import { once } from 'node:events'
import t from 'tap'
import { takeOutTill } from '../../server/displays/take-out-till.ts'
import { findTerminal } from '../../server/terminals/find-terminal.ts'
import { newId } from '../../server/values/id.ts'
import { wordsIn } from '../../views/words/words.ts'
import { fillBasket, openCounter, TEA, wired } from '../counter.ts'
import { CASHIER, OWNER, TILL } from '../shop.ts'
import { connected, happenings, listen, showCode, shownOut } from './floor.ts'

const words = wordsIn('id').terminals

t.test('A tablet that was lost', async (t) => {
  const { shop, people, till, owner } = await openCounter(t)
  const { terminal_id, cashier_id, printer_id } = people
  const { store, box } = shop
  const { form, request_id } = await fillBasket(till, [TEA.barcode])
  const basket = store.sqlite.prepare('select basket_id from till_baskets').pluck().get()

  const screen = listen(t, shop, till)
  const own_display = listen(t, shop, till, 'display')
  const display = await pairDisplay()
  const other_display = listen(t, shop, display, 'display')
  const office = listen(t, shop, owner)
  await Promise.all([screen, own_display, other_display, office].map(connected))

  await t.test('is out by HTTP and by socket with the commit that takes it out', async (t) => {
    const out = [screen, own_display, other_display].map(shownOut)
    t.match(await owner.post(`/tills/${terminal_id}/revocation`), { goes: '/tills?saved' })
    t.match(await till.get('/till'), { goes: '/sign-in' })
    t.match(await till.post('/sales', form, { request_id, htmx: true }), { goes: '/sign-in' })
    t.same(await Promise.all(out), Array(3).fill('io server disconnect'))
    t.ok(office.connected, 'the office hears on')
    await t.rejects(connected(listen(t, shop, till)), /sign in first/)
    await t.rejects(connected(listen(t, shop, till, 'display')), /pair first/)
    await t.rejects(connected(listen(t, shop, display, 'display')), /pair first/)
    t.match(await display.get('/display/now'), { status: 401 })
    t.equal(store.sqlite.prepare('select count(*) from sales').pluck().get(), 0)
  })

  await t.test('is told so, and lets nobody in by PIN', async (t) => {
    t.match(await till.get('/sign-in'), { status: 200, text: words.out_title })
    const { status, text } = await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
    t.match({ status, text }, { status: 409, text: wordsIn('id').refusals['terminal/needed'] as string })
    await till.post('/sign-out')
    t.match(await till.get('/sign-in'), { text: words.out_title }, 'also when nobody is signed in')
  })

  await t.test('cannot be taken out twice, and stands in the books once', async (t) => {
    t.match(await owner.post(`/tills/${terminal_id}/revocation`), { goes: '/sign-in' })
    t.match(await owner.post(`/tills/${newId()}/revocation`), { status: 404 })
    t.match(happenings(shop, 'terminal.revoked'), [{ subject_id: terminal_id, facts: '{"code":"K1"}' }])
  })

  await t.test('leaves its shift and its basket to the next device of that till', async (t) => {
    t.match(await owner.get('/tills'), { text: words.state.out })
    const device = wired(box.url, { cookies: new Map() })
    const code = await showCode(device)
    t.match(await owner.post('/tills', { code, takes_over: terminal_id, name: '', place: '', printer_id }), {
      goes: '/tills?saved'
    })
    await device.get('/sign-in')
    await device.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
    t.equal(store.sqlite.prepare('select basket_id from till_baskets').pluck().get(), basket)
    t.match(await device.post('/sales', form, { request_id: newId(), htmx: true }), { status: 200 })
    t.match(store.sqlite.prepare('select receipt_no from sales').pluck().get(), /^K1-/)
  })

  await t.test('may be made that till again by an owner at it, by the same name', async (t) => {
    await owner.post(`/tills/${terminal_id}/revocation`)
    await till.post('/sign-in/password', OWNER)
    t.match(await till.post('/till/pairing', { name: TILL, printer_id }), { goes: '/' })
    t.match(findTerminal(store, terminal_id), { code: 'K1', has_device: 1 })
  })

  async function pairDisplay() {
    const { text } = await till.post('/displays/codes', {}, { htmx: true })
    const code = /<output>([\d ]+)<\/output>/.exec(text)![1]!
    const device = wired(box.url, { cookies: new Map() })
    await device.get('/display')
    await device.post('/display/pairing', { code })
    return device
  }
})

t.test('What waited behind the deed that took a tablet out is not done', async (t) => {
  const { shop, people, till } = await openCounter(t)
  const { store } = shop
  const { terminal_id } = people
  const { form, request_id } = await fillBasket(till, [TEA.barcode])
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  // Both wait for the same commit; the one that takes the tablet out stands first.
  store.pause(60_000)
  const taking = store.commit((tx) => takeOutTill(tx, by, terminal_id))
  const inside = new Promise<void>((resolve) => {
    shop.box.app.server.once('request', () => setTimeout(resolve, 100))
  })
  const selling = till.post('/sales', form, { request_id, htmx: true })
  await inside
  store.resume()
  await taking
  t.match(await selling, { goes: '/sign-in' })
  t.equal(store.sqlite.prepare('select count(*) from sales').pluck().get(), 0)
})

t.test('A screen whose session ends is shown out at once', async (t) => {
  const { shop, people, till, owner } = await openCounter(t)
  const { cashier_id } = people
  const ends: [string, () => Promise<unknown>][] = [
    ['by signing out', () => till.post('/sign-out')],
    ['by locking it', () => till.post('/session/lock')],
    ['by a new PIN', () => owner.post(`/staff/${cashier_id}/pin`, { pin: CASHIER.pin })],
    ['by leaving the shop', () => owner.post(`/staff/${cashier_id}/departure`)]
  ]
  for (const [name, end] of ends) {
    await t.test(name, async (t) => {
      const out = await listening()
      await end()
      t.match(await out.reason, ['io server disconnect'])
    })
  }

  /** The reason in an object: a promise inside a promise would be awaited with it. */
  async function listening(): Promise<{ reason: Promise<unknown> }> {
    await till.post('/sign-in/pin', { staff_id: cashier_id, pin: CASHIER.pin })
    const screen = listen(t, shop, till)
    await connected(screen)
    return { reason: once(screen as unknown as NodeJS.EventEmitter, 'disconnect') }
  }
})
