import t from 'tap'
import { findOrder, listOrders } from '../../server/orders/find-orders.ts'
import { newId } from '../../server/values/id.ts'
import { fates, MILK, openCounter, TEA, until, wired } from '../counter.ts'

t.test('At the counter, an order', async (t) => {
  const counter = await openCounter(t)
  const { shop, till } = counter
  const { store } = shop
  const only = () => {
    const [listed] = listOrders(store, { shelf: 'open', text: '', today: '2026-11-22' })
    return findOrder(store, listed!.order_id)!
  }

  await t.test('is made once of the basket, however often it is sent, and its slip is printed', async (t) => {
    for (const text of [TEA.barcode, `2*${MILK.barcode}`]) await till.post('/till/scans', { text })
    const { text } = await till.get('/till/order', { htmx: true })
    const [, basket_id = ''] = /name="basket_id" value="([^"]+)"/.exec(text) ?? []
    const form = { basket_id, total: '43500', kind: 'order', due_on: '', note: 'Antar sore' }
    const request_id = newId()
    for (const _again of [1, 2]) {
      t.match(await till.post('/orders', form, { request_id, htmx: true }), {
        status: 200,
        text: 'K1-O000001'
      })
    }
    t.match(only(), { order_id: request_id, note: 'Antar sore', total_minor: 43_500 })
    await until(store, () => fates(store, request_id).includes('order printed'))
    const reused = await till.post('/orders', { ...form, note: 'Lain' }, { request_id, htmx: true })
    t.equal(reused.status, 409)
  })

  await t.test('takes a deposit, which its slip and page tell', async (t) => {
    const { order_id } = only()
    await till.post(`/orders/${order_id}/deposits`, { amount: '20.000', method_id: 'cash', reference: '' })
    t.match((await till.get(`/orders/${order_id}`)).text, /23\.500/)
    t.match(await till.post(`/orders/${order_id}/deposits`, { amount: '23.501', method_id: 'cash' }), {
      status: 422,
      text: /tinggal Rp\s23\.500/
    })
  })

  await t.test('has a page for the customer, with no script and no way further in', async (t) => {
    const phone = wired(shop.box.url, { cookies: new Map() })
    const { text, status } = await phone.get(`/o/${only().link}`)
    t.equal(status, 200)
    t.match(text, 'Sisa')
    t.notMatch(text, /<script|href="\/(?!static)/)
    t.equal((await phone.get('/o/guessed')).status, 404)
    t.equal((await phone.get(`/orders/${only().order_id}`)).goes, '/sign-in')
  })

  await t.test('is called off by a supervisor’s leave alone, for there is money in it', async (t) => {
    const { order_id } = only()
    const form = { reason: 'Tidak jadi', method_id: 'cash' }
    t.equal((await till.post(`/orders/${order_id}/ending`, form, { htmx: true })).status, 403)
    t.equal(findOrder(store, order_id)?.deposit_minor, 20_000)
  })

  await t.test('goes into the basket, which names it and what was left', async (t) => {
    const { order_id } = only()
    t.equal((await till.post(`/orders/${order_id}/basket`, { prices: 'promised' })).goes, '/till')
    const { text } = await till.get('/till/slip', { htmx: true })
    t.match(text, /Dari pesanan K1-O000001\./)
    t.match(text, /Uang muka Rp\s20\.000/)
    t.match((await till.get(`/orders/${order_id}`)).text, /Sedang di keranjang kasir K1/)
  })
})
