import t from 'tap'
import { openSession } from '../../server/auth/sessions.ts'
import { setOwnPrice } from '../../server/baskets/adjust-basket.ts'
import { addToBasket } from '../../server/baskets/change-basket.ts'
import { discardBasket } from '../../server/baskets/hold-basket.ts'
import { takeTender } from '../../server/baskets/take-tender.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import { giveBack } from '../../server/checkout/pay-basket.ts'
import { refundBroughtGoods } from '../../server/checkout/refund.ts'
import { setDebtLimit } from '../../server/customers/change-customer.ts'
import { correctPoints } from '../../server/customers/correct-points.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { openWithoutSale } from '../../server/printing/open-drawer.ts'
import { keepState } from '../../server/printing/printer-states.ts'
import { queueCopy } from '../../server/printing/queue-jobs.ts'
import { FINDINGS, type FindingCode } from '../../server/radar/finding.ts'
import { readRadar } from '../../server/radar/read-radar.ts'
import { planBrought } from '../../server/refunds/refund-without-slip.ts'
import { closeShift } from '../../server/shifts/close-shift.ts'
import { readExpectedCash, readOpenShift } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { giveVoucher, sellVoucher } from '../../server/tenders/issue-voucher.ts'
import { newVoucherCode } from '../../server/tenders/voucher-code.ts'
import { readTill } from '../../server/till/read-till.ts'
import { later } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { ONE } from '../../server/values/quantity.ts'
import { openRadarShop, type RadarShop, TODAY } from './honest-shop.ts'

/** A trick, played by Budi at his till on an evening after an honest fortnight. @returns what it left behind. */
interface Trick {
  name: string
  code: FindingCode
  /** What an honest person does now and then: so often it is not worth a word. */
  honest: number
  often: number
  play: (tx: Tx, shop: RadarShop, nth: number) => string | undefined
  /** Whose finding it is, if not Budi's. */
  whose?: (shop: RadarShop) => string | null
}

let minutes = 0

function nextMinute(): number {
  minutes += 60_000
  return minutes
}

/** Each deed some minutes after the last; the shift is open all evening. */
function budiAt(shop: RadarShop, approved = false, step_ms = 30_000) {
  minutes += step_ms
  const moment = later(`${TODAY}T10:00:00.000Z`, minutes)
  return shop.at(moment, shop.budi, shop.second, approved ? shop.wati : undefined)
}

const TRICKS: Trick[] = [
  {
    name: 'Sales undone as soon as the customer has left',
    code: 'refund-soon',
    honest: 1,
    often: 6,
    play: (tx, shop) => shop.voidIt(tx, budiAt(shop, true), shop.sell(tx, budiAt(shop)))
  },
  {
    name: 'Money paid out for goods that nobody brought',
    code: 'refund-without-slip',
    honest: 1,
    often: 6,
    play: (tx, shop) => {
      const lines = [
        {
          item_id: shop.items[0]!.item_id,
          unit_id: null,
          quantity_milli: ONE,
          total_minor: minor(shop.items[0]!.price_minor),
          destination: 'shelf' as const
        }
      ]
      const by = budiAt(shop, true)
      const { payout_minor } = planBrought(tx, lines, { business_day: TODAY, at: by.at })
      const brought = { refund_id: newId(), lines, reason: 'Rusak', payout_minor, link: newToken() }
      return refundBroughtGoods(tx, by, brought).refund_id
    }
  },
  {
    name: 'Somebody else’s QRIS payment turned into banknotes',
    code: 'refund-as-cash',
    honest: 1,
    often: 6,
    play: (tx, shop) => {
      const sale_id = shop.sell(tx, budiAt(shop), { method_id: 'qris' })
      return shop.giveBack(tx, budiAt(shop, true, 1_800_000), sale_id, 'cash')
    }
  },
  {
    name: 'A slip printed again, to be refunded by',
    code: 'reprint-refunded',
    honest: 0,
    often: 1,
    play: (tx, shop) => {
      const sale_id = shop.sell(tx, budiAt(shop))
      queueCopy(tx, budiAt(shop), { printer_id: shop.printer_id, kind: 'sale', subject_id: sale_id })
      return shop.giveBack(tx, budiAt(shop, true, 1_800_000), sale_id)
    }
  },
  {
    name: 'The drawer opened where nothing is sold',
    code: 'drawer-no-sale',
    honest: 2,
    often: 20,
    play: (tx, shop) => {
      openWithoutSale(tx, budiAt(shop, true), { opening_id: newId(), reason: 'change', note: null })
      return lastEvent(tx)
    }
  },
  {
    name: 'A drawer pried open',
    code: 'drawer-found-open',
    honest: 1,
    often: 4,
    whose: () => null,
    play: (tx, shop) => {
      for (const drawer of ['closed', 'open'] as const) {
        const status = { paper: 'ok', cover: 'closed', fault: null, drawer } as never
        keepState(tx, budiAt(shop), { printer_id: shop.printer_id, link: 'ok', status })
      }
      return lastEvent(tx)
    }
  },
  {
    name: 'Slips printed again and again',
    code: 'reprints',
    honest: 2,
    often: 20,
    play: (tx, shop) => {
      const subject_id = shop.sell(tx, budiAt(shop))
      queueCopy(tx, budiAt(shop), { printer_id: shop.printer_id, kind: 'sale', subject_id })
      return lastEvent(tx)
    }
  },
  {
    name: 'Discounts for friends',
    code: 'discount-by-hand',
    honest: 3,
    often: 40,
    play: (tx, shop) => shop.sell(tx, budiAt(shop), { off_bp: 300 })
  },
  {
    name: 'Discounts as large as go without asking',
    code: 'just-under-limit',
    honest: 2,
    often: 25,
    play: (tx, shop) => shop.sell(tx, budiAt(shop), { off_bp: 490 })
  },
  {
    name: 'Prices set by hand',
    code: 'price-by-hand',
    honest: 1,
    often: 8,
    play: (tx, shop) => {
      const by = budiAt(shop, true)
      addToBasket(tx, { ...by, request_id: newId() }, { item_id: shop.items[3]!.item_id }, ONE)
      setOwnPrice(tx, by, 1, minor(5000))
      return payNow(tx, shop)
    }
  },
  {
    name: 'Money taken, and taken back before the sale is made',
    code: 'money-given-back',
    honest: 1,
    often: 5,
    play: (tx, shop) => {
      const basket_id = takePart(tx, shop)
      giveBack(tx, budiAt(shop), basket_id, 1)
      const removed = lastEvent(tx, 'tender.removed')
      payNow(tx, shop)
      return removed
    }
  },
  {
    name: 'Baskets given up when the customer has paid',
    code: 'given-up-late',
    honest: 1,
    often: 6,
    play: (tx, shop) => {
      const basket_id = takePart(tx, shop)
      giveBack(tx, budiAt(shop), basket_id, 1)
      discardBasket(tx, budiAt(shop))
      return lastEvent(tx, 'basket.discarded')
    }
  },
  {
    name: 'A PIN that others know',
    code: 'lent-pin',
    honest: 1,
    often: 4,
    whose: ({ wati }) => wati,
    play: (tx, shop) => {
      openWithoutSale(tx, budiAt(shop, true, 5000), { opening_id: newId(), reason: 'count', note: null })
      return undefined
    }
  },
  {
    name: 'Debt limits raised for friends',
    code: 'kasbon-raised',
    honest: 1,
    often: 4,
    play: (tx, shop, nth) => {
      setDebtLimit(tx, budiAt(shop, true), newCustomer(tx, shop, nth), minor(1_000_000))
      return lastEvent(tx)
    }
  },
  {
    name: 'Points made of nothing',
    code: 'points-corrected',
    honest: 1,
    often: 4,
    play: (tx, shop, nth) => {
      const customer_id = newCustomer(tx, shop, nth + 100)
      const correction = { correction_id: newId(), customer_id, points: 500, reason: 'Lupa kartu' }
      correctPoints(tx, budiAt(shop, true), correction)
      return lastEvent(tx)
    }
  },
  {
    name: 'Vouchers that nobody paid for',
    code: 'voucher-free',
    honest: 1,
    often: 4,
    play: (tx, shop) => {
      giveVoucher(tx, budiAt(shop, true), newVoucher(), TODAY)
      return lastEvent(tx)
    }
  },
  {
    name: 'At the till in the middle of the night',
    code: 'out-of-hours',
    honest: 0,
    often: 1,
    play: (tx, shop) => {
      const by = shop.at(`${TODAY}T20:00:00.000Z`, shop.budi, shop.second)
      openSession(tx, by, { token: newToken(), staff_id: shop.budi, terminal_id: shop.second })
      return lastEvent(tx)
    }
  }
]

/** Played in tests of their own, below and in `typed-and-guessed.test.ts`. */
const PLAYED_ELSEWHERE: FindingCode[] = [
  'cash-short',
  'cash-one-sided',
  'cash-round',
  'clock-jump',
  'label-low',
  'failed-pins'
]

t.test('Nothing is looked for that was never played', (t) => {
  const played = [...TRICKS.map(({ code }) => code), ...PLAYED_ELSEWHERE]
  t.same(played.toSorted(), FINDINGS.toSorted())
  t.end()
})

t.test('Each known trick is found, with what is behind it; and no honest day is', async (t) => {
  const shop = await openRadarShop(t)
  const { store, clock, second, budi } = shop
  await shop.trade(15)
  const look = (period = 'week') => readRadar(store, { period, now: clock.now() }).findings
  t.same(
    look().map(({ key }) => key),
    [],
    'nothing is unusual in an honest week'
  )
  clock.moment = `${TODAY}T20:30:00.000Z`
  await store.commit((tx) =>
    openShift(tx, budiAt(shop), { shift_id: newId(), float_minor: minor(5_000_000), business_day: TODAY })
  )
  for (const { name, code, honest, often, play, whose = () => budi } of TRICKS) {
    await t.test(name, async (t) => {
      const find = () => look().find((found) => found.code === code && found.staff_id === whose(shop))
      const played: (string | undefined)[] = []
      const playOnce = () => store.commit((tx) => played.push(play(tx, shop, played.length)))
      while (played.length < honest) await playOnce()
      t.notOk(find(), 'is not worth a word when it happens now and then')
      while (played.length < honest + often) await playOnce()
      const found = find()
      t.ok(found, 'is found when it is done again and again')
      const behind = new Set(found?.incidents.map(({ id }) => id))
      for (const id of played) if (id) t.ok(behind.has(id), `${id} is behind it`)
      if (code !== 'drawer-found-open') t.equal(found?.incidents[0]?.terminal_id, second)
    })
  }
  await t.test('A voucher that was paid for is none of it', async (t) => {
    await store.commit((tx) => {
      const { shift_id } = readOpenShift(tx, second)
      for (let n = 0; n < 5; n++) {
        const at = { payment_id: newId(), terminal_id: second, shift_id, business_day: TODAY }
        const sale = { ...at, staff_id: budi, method_id: 'cash', reference: null }
        sellVoucher(tx, budiAt(shop, true), newVoucher(), sale as never)
      }
    })
    t.equal(look().find(({ code }) => code === 'voucher-free')?.figures.count, 5)
  })
})

t.test('Drawers that are short, always to one side, or always by round amounts', async (t) => {
  const shop = await openRadarShop(t, 2)
  const { store, clock, at, budi, second, cashier_id, terminal_id } = shop
  await shop.trade(10, 10)
  const found = () =>
    readRadar(store, { period: 'week', now: clock.now() })
      .findings.filter(({ code }) => code.startsWith('cash-'))
      .map(({ key }) => key)
  const count = (staff_id: string, till: string, off_minor: number) =>
    store.commit((tx) => {
      const by = at(later(`${TODAY}T12:30:00.000Z`, nextMinute()), staff_id, till)
      const shift_id = newId()
      openShift(tx, by, { shift_id, float_minor: minor(500_000), business_day: TODAY })
      const counted_minor = minor(readExpectedCash(tx, shift_id) + off_minor)
      closeShift(tx, by, shift_id, { counted_minor, reason: null })
    })
  t.same(found(), [], 'coins go missing anywhere')
  for (let n = 0; n < 6; n++) await count(budi, second, -50_000)
  t.ok(found().includes(`cash-short/${budi}`))
  t.ok(found().includes(`cash-round/${budi}`))
  for (let n = 0; n < 5; n++) await count(budi, second, -100)
  t.ok(found().includes(`cash-one-sided/${budi}`))
  for (let n = 0; n < 4; n++) await count(cashier_id, terminal_id, 100)
  t.notOk(
    found().some((key) => key.endsWith(cashier_id)),
    'a few coins too many are nobody’s fault'
  )
})

t.test('A clock that went back is said, and by how much', async (t) => {
  const shop = await openRadarShop(t, 3)
  const { store, clock } = shop
  await shop.trade(2, 5)
  const jumps = () =>
    readRadar(store, { period: 'today', now: clock.now() }).findings.filter(
      ({ code }) => code === 'clock-jump'
    )
  const before = jumps()[0]?.figures.count ?? 0
  const by = (moment: string) => shop.at(moment, shop.owner_id, shop.terminal_id)
  const told = (moment: string) =>
    store.commit((tx) =>
      openSession(tx, by(moment), {
        token: newToken(),
        staff_id: shop.owner_id,
        terminal_id: shop.terminal_id
      })
    )
  await told(`${TODAY}T14:30:00.000Z`)
  await told(`${TODAY}T14:29:00.000Z`)
  t.equal(jumps()[0]?.figures.count ?? 0, before, 'a minute is no jump')
  await told(`${TODAY}T13:30:00.000Z`)
  t.equal(jumps()[0]?.figures.count, before + 1)
  t.equal(jumps()[0]?.incidents[0]?.measure, 59)
  // An empty battery: the box wakes up years ago, sells, and is told the time.
  await told('2020-01-01T00:00:00.000Z')
  await told('2020-01-01T01:00:00.000Z')
  await told(`${TODAY}T14:40:00.000Z`)
  t.equal(jumps()[0]?.figures.count, before + 2, 'once, and not when it was put right')
})

function lastEvent(tx: Tx, type?: string): string {
  const row = tx.sqlite
    .prepare("select 'event:' || max(event_id) as id from events where type = coalesce(?, type)")
    .get(type ?? null) as { id: string }
  return row.id
}

function takePart(tx: Tx, shop: RadarShop): string {
  const basket_id = newId()
  addToBasket(tx, { ...budiAt(shop), request_id: basket_id }, { item_id: shop.items[2]!.item_id }, ONE)
  const tender = { method_id: 'cash', amount_minor: minor(10_000), reference: null }
  takeTender(tx, budiAt(shop), { ...tender, basket_id })
  return basket_id
}

function payNow(tx: Tx, shop: RadarShop): string {
  const by = budiAt(shop, true)
  const { basket_id, basket } = readTill(tx, by.terminal_id, by.at)
  const tender = { method_id: 'cash', amount_minor: minor(50_000), reference: null }
  checkOut(tx, by, { basket_id: basket_id!, total_minor: basket.total_minor, tender, link: newToken() })
  return basket_id!
}

function newCustomer(tx: Tx, shop: RadarShop, nth: number): string {
  const customer_id = newId()
  addCustomer(tx, budiAt(shop), { customer_id, name: `Teman ${nth}`, phone: '', consent: false })
  return customer_id
}

function newVoucher() {
  const voucher_id = newId()
  return {
    voucher_id,
    code: newVoucherCode(),
    value_minor: minor(50_000),
    valid_until: null,
    customer_id: null
  }
}
