import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import t, { type Test } from 'tap'
import { saveItem } from '../../server/catalog/save-item.ts'
import { newId } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'
import { type Browser, openBox, type TestBox } from '../shop.ts'

await t.test('A screen', async (t) => {
  const shop = await openBox(t)
  const { owner, till } = await shop.setUp()
  await stock(shop)

  await t.test('of nobody, or of a page of another site, hears nothing', async (t) => {
    await t.rejects(connected(listen(t, shop, shop.browser())), /sign in first/)
    await t.rejects(connected(listen(t, shop, owner, 'https://elsewhere.example')), /websocket error/)
  })

  await t.test('hears that a sale was made, never what', async (t) => {
    const screen = listen(t, shop, owner)
    await connected(screen)
    const heard: unknown[][] = []
    screen.onAny((...words) => heard.push(words))
    await till.post('/shift', { float: '0' })
    await till.post('/till/scans', { text: 'A1' }, { htmx: true })
    const panel = (await till.get('/till/pay', { htmx: true })).text
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(panel)![1]!
    const sold = new Promise<void>((resolve) => {
      screen.on('happened', (panels: string[]) => panels.includes('sale') && resolve())
    })
    await till.post('/sales', { basket_id: field('basket_id'), total: '3700', given: '5000' }, { htmx: true })
    await sold
    t.ok(heard.some(([name, panels]) => name === 'happened' && (panels as string[]).includes('stock')))
    t.notMatch(JSON.stringify(heard), /3700|K1-000001|Teh/, 'no figure, number or name goes over the socket')
    t.notOk(
      heard.some(([name]) => name === 'basket'),
      "another device's basket is none of its business"
    )
  })

  await t.test('of the same till hears of its basket, and which request changed it', async (t) => {
    const screen = listen(t, shop, till)
    await connected(screen)
    const request_id = newId()
    const changed = once(screen as unknown as NodeJS.EventEmitter, 'basket')
    await till.post('/till/scans', { text: 'A1' }, { htmx: true, request_id })
    t.same(await changed, [request_id])
  })
})

function listen(t: Test, { box }: TestBox, { cookies }: Browser, origin = box.url): Socket {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const socket = io(box.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie, origin }
  })
  t.teardown(() => socket.close())
  return socket
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}

async function stock({ store }: TestBox): Promise<void> {
  const by = { at: new Date().toISOString(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) =>
    saveItem(tx, by, {
      item_id: newId(),
      code: 'A1',
      barcodes: [],
      name: 'Teh',
      category: null,
      unit: 'pcs',
      price_minor: minor(3700),
      cost_minor: null,
      minimum_milli: milli(0),
      favourite: 0
    })
  )
}
