import t from 'tap'
import { setLine } from '../../server/baskets/adjust-basket.ts'
import { addToBasket, undoChange } from '../../server/baskets/change-basket.ts'
import { nameGoods } from '../../server/baskets/name-goods.ts'
import { askQris } from '../../server/baskets/qris-requests.ts'
import { readScan } from '../../server/baskets/read-scan.ts'
import { classifyItem } from '../../server/catalog/classify-item.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { openWithoutSale } from '../../server/printing/open-drawer.ts'
import type { FindingCode } from '../../server/radar/finding.ts'
import { readRadar } from '../../server/radar/read-radar.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { readTill } from '../../server/till/read-till.ts'
import { gtinCheckDigit } from '../../server/values/barcode.ts'
import { later } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { ONE } from '../../server/values/quantity.ts'
import { STATIC } from '../qris/payloads.ts'
import { CASHIER, OWNER } from '../shop.ts'
import { openRadarShop, type RadarShop, TODAY } from './honest-shop.ts'

const EVENING = `${TODAY}T15:30:00.000Z`

t.test('What is typed and guessed at a till, after an honest week', async (t) => {
  const shop = await openRadarShop(t, 4)
  const { store, clock, at, budi, wati, second } = shop
  await shop.trade(8, 12)
  const find = (code: FindingCode) =>
    readRadar(store, { period: 'week', now: clock.now() }).findings.filter((found) => found.code === code)
  t.same(readRadar(store, { period: 'week', now: clock.now() }).findings, [], 'nothing was')
  clock.moment = EVENING
  const budiNow = (allowed?: string) => {
    clock.moment = later(clock.now(), 60_000)
    return at(clock.now(), budi, second, allowed)
  }
  await store.commit((tx) =>
    openShift(tx, budiNow(), { shift_id: newId(), float_minor: minor(500_000), business_day: TODAY })
  )

  await t.test('A PIN is mistyped now and then, and guessed again and again', async (t) => {
    const guess = async (pin: string) => {
      clock.moment = later(clock.now(), 16 * 60_000) // whoever is locked out waits
      const { status } = await shop.till.post('/sign-in/pin', { staff_id: shop.cashier_id, pin })
      t.equal(status, 401)
    }
    for (const pin of ['1111', '2222', '3333', '4444', '5555']) await guess(pin)
    t.same(find('failed-pins'), [], 'five in a week are clumsy fingers')
    await guess('6666')
    t.match(find('failed-pins'), [{ staff_id: shop.cashier_id, figures: { count: 6 } }])
    t.equal(find('failed-pins')[0]?.incidents[0]?.terminal_id, shop.terminal_id)
    await shop.till.post('/sign-in/pin', { staff_id: shop.cashier_id, pin: CASHIER.pin })
    t.equal(find('failed-pins')[0]?.figures.count, 6, 'the right one is none of it')
  })

  await t.test('A password that is guessed is said as well', async (t) => {
    const stranger = shop.browser()
    for (let n = 0; n < 6; n++) {
      clock.moment = later(clock.now(), 16 * 60_000)
      await stranger.post('/sign-in/password', { name: OWNER.name, password: `rahasia toko ${n}` })
    }
    const [found] = find('failed-pins').filter(({ staff_id }) => staff_id === shop.owner_id)
    t.match(found, { figures: { count: 6 } })
    t.same(new Set(found?.incidents.map(({ note }) => note)), new Set(['password']))
  })

  await t.test('Labels name about the same price, until somebody types one', async (t) => {
    const item_id = shop.items[1]!.item_id
    await store.commit((tx) => {
      const by = at(clock.now(), shop.owner_id, shop.terminal_id)
      const price = { prefix: '23', plu_digits: 5, value_digits: 5, holds: 'price', factor: 1 } as const
      changeSettings(tx, by, { scale_labels: [price] })
      classifyItem(tx, by, { item_id, tax_class: 'exempt', plu: '00101' })
    })
    const scan = (rupiah: number) => store.commit((tx) => sellLabel(tx, budiNow(), rupiah))
    for (const rupiah of [22_000, 24_500, 25_000, 26_000, 27_500, 30_000, 31_000, 12_000, 9000]) {
      await scan(rupiah)
    }
    t.same(find('label-low'), [], 'a third of what is usual is a small appetite')
    await scan(4000)
    t.same(find('label-low'), [], 'one was a small appetite too')
    const typed = []
    for (const rupiah of [1000, 2500, 1500, 3000]) typed.push(await scan(rupiah))
    const [found] = find('label-low')
    t.equal(found?.staff_id, budi)
    const behind = new Set(found?.incidents.map(({ id }) => id))
    for (const sale of typed) t.ok(behind.has(sale), `${sale} is behind it`)
    t.equal(behind.size, 5, 'no dearer label is')
  })

  await t.test('Goods taken out when the customer looks at the code', async (t) => {
    await store.commit((tx) =>
      changeSettings(tx, at(clock.now(), shop.owner_id, shop.terminal_id), { qris_static: STATIC })
    )
    const take_out: [string, (tx: Tx) => void][] = [
      ['by its line', (tx) => setLine(tx, budiNow(), 1, { quantity_milli: 0 as never, unit_id: null })],
      ['by taking back what was scanned last', (tx) => undoChange(tx, budiNow())]
    ]
    for (const [, out] of [...take_out, ...take_out, ...take_out]) {
      await store.commit((tx) => {
        showCode(tx, shop, budiNow)
        out(tx)
      })
      await store.commit((tx) => payAll(tx, budiNow()))
    }
    const [found] = find('given-up-late')
    t.equal(found?.staff_id, budi)
    t.equal(found?.figures.count, 6, take_out.map(([how]) => how).join(', '))
    t.ok(found?.incidents.every(({ place }) => place.page === 'sale'))
  })

  await t.test('Taken out before the code is shown, nobody hears of it', async (t) => {
    const before = find('given-up-late')[0]?.figures.count
    await store.commit((tx) => {
      fill(tx, shop, budiNow)
      setLine(tx, budiNow(), 1, { quantity_milli: 0 as never, unit_id: null })
      payAll(tx, budiNow())
    })
    t.equal(find('given-up-late')[0]?.figures.count, before)
  })

  await t.test('Nobody types a PIN at two tills at once', async (t) => {
    const lend = (moment: string, staff_id: string, terminal_id: string) =>
      store.commit((tx) =>
        openWithoutSale(tx, at(moment, staff_id, terminal_id, wati), {
          opening_id: newId(),
          reason: 'change',
          note: null
        })
      )
    await store.commit((tx) =>
      openShift(tx, at(clock.now(), shop.cashier_id, shop.terminal_id), {
        shift_id: newId(),
        float_minor: minor(500_000),
        business_day: TODAY
      })
    )
    const walked = later(clock.now(), 600_000)
    await lend(walked, budi, second)
    await lend(later(walked, 60_000), shop.cashier_id, shop.terminal_id)
    clock.moment = later(walked, 120_000)
    t.same(find('lent-pin'), [], 'one walks from till to till in a minute')
    await lend(clock.now(), budi, second)
    await lend(later(clock.now(), 2000), shop.cashier_id, shop.terminal_id)
    clock.moment = later(clock.now(), 60_000)
    t.match(find('lent-pin'), [{ staff_id: wati, figures: { count: 2 } }])
  })
})

type By = ReturnType<RadarShop['at']>

/** A label as a scale prints it, or as somebody types it who knows how it is made. */
function sellLabel(tx: Tx, by: By, rupiah: number): string {
  const body = `2300101${String(rupiah).padStart(5, '0')}`
  const { goods, quantity_milli } = nameGoods(tx, readScan(`${body}${gtinCheckDigit(body)}`))
  addToBasket(tx, by, goods, quantity_milli)
  return payAll(tx, by)
}

function fill(tx: Tx, { items }: RadarShop, by: () => By): void {
  for (const n of [0, 2]) addToBasket(tx, by(), { item_id: items[n]!.item_id }, ONE)
}

function showCode(tx: Tx, shop: RadarShop, by: () => By): void {
  fill(tx, shop, by)
  const { basket_id, basket } = readTill(tx, shop.second, EVENING)
  askQris(tx, by(), { basket_id: basket_id!, amount_minor: basket.total_minor, original: false })
}

function payAll(tx: Tx, by: By): string {
  const { basket_id, basket } = readTill(tx, by.terminal_id, by.at)
  const tender = { method_id: 'cash', amount_minor: minor(100_000), reference: null }
  checkOut(tx, by, { basket_id: basket_id!, total_minor: basket.total_minor, tender, link: newToken() })
  return basket_id!
}
