import type { Test } from 'tap'
import { hireStaff } from '../../server/auth/hire-staff.ts'
import { openSession } from '../../server/auth/sessions.ts'
import { discountBasket } from '../../server/baskets/adjust-basket.ts'
import { addToBasket, type BasketBy } from '../../server/baskets/change-basket.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import { refundAtTill, voidAtTill } from '../../server/checkout/refund.ts'
import type { Tx } from '../../server/db/prepare.ts'
import { type Dice, dice } from '../../server/demo/dice.ts'
import { openWithoutSale } from '../../server/printing/open-drawer.ts'
import { queueCopy } from '../../server/printing/queue-jobs.ts'
import { readPlan } from '../../server/refunds/read-plan.ts'
import { findSale } from '../../server/sales/find-sales.ts'
import { closeShift } from '../../server/shifts/close-shift.ts'
import { findOpenShift, readExpectedCash } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { readTill } from '../../server/till/read-till.ts'
import { addDays } from '../../server/values/business-day.ts'
import { later, type Moment } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { milli, ONE } from '../../server/values/quantity.ts'
import { placePrinter, wired } from '../counter.ts'
import { listenAsPrinter } from '../printer/listener.ts'
import { openBox } from '../shop.ts'

/** Today, at ten in the evening in Bogor: the shop is closed. */
export const TODAY = '2026-11-22'
export const NOW = `${TODAY}T15:00:00.000Z`
const LONG_AGO = '2026-09-01T03:00:00.000Z'
const FLOAT = minor(500_000)

export type RadarShop = Awaited<ReturnType<typeof openRadarShop>>

/** A shop with two tills, two cashiers and a supervisor, and a clock that stands still. */
export async function openRadarShop(t: Test, seed = 1) {
  const clock = { moment: LONG_AGO, now: () => clock.moment }
  const box = await openBox(t, { clock })
  const { store } = box
  const people = await box.setUp()
  const printer = await listenAsPrinter(t)
  await placePrinter(wired(box.box.url, people.owner), people.printer_id, { port: printer.port })
  const chance = dice(seed)
  const { owner_id, printer_id } = people
  const at = (moment: Moment, staff_id: string, terminal_id: string, approved_by?: string): BasketBy => ({
    at: moment,
    staff_id,
    terminal_id,
    request_id: newId(),
    approved_by: approved_by ?? null
  })
  const budi = newId()
  const wati = newId()
  const second = newId()
  const items = [3700, 14_500, 19_900, 28_000].map((price_minor) => ({ item_id: newId(), price_minor }))
  await store.commit((tx) => {
    const by = at(LONG_AGO, owner_id, people.terminal_id)
    const pin_hash = 'argon2id$nobody'
    hireStaff(tx, by, { staff_id: budi, name: 'Budi', role: 'cashier', password_hash: null, pin_hash })
    hireStaff(tx, by, { staff_id: wati, name: 'Wati', role: 'supervisor', password_hash: null, pin_hash })
    pairTerminal(tx, by, { terminal_id: second, name: 'Kasir belakang', key_hash: newToken(), printer_id })
    for (const { item_id, price_minor } of items) {
      saveItem(tx, by, {
        item_id,
        code: null,
        barcodes: [],
        name: `Barang ${price_minor}`,
        category: null,
        unit: 'pcs',
        price_minor: minor(price_minor),
        cost_minor: null,
        minimum_milli: milli(0),
        favourite: 0
      })
    }
  })
  const tills = [
    { staff_id: people.cashier_id, terminal_id: people.terminal_id },
    { staff_id: budi, terminal_id: second }
  ]
  const shop = { ...box, ...people, people, clock, budi, wati, second, items, tills, at, chance }

  /** Sells one thing, for cash unless said otherwise. */
  const sell = (tx: Tx, by: BasketBy, how: { method_id?: string; off_bp?: number } = {}): string => {
    const { item_id } = items[chance.below(items.length)]!
    addToBasket(tx, { ...by, request_id: newId() }, { item_id }, ONE)
    if (how.off_bp) discountBasket(tx, by, { discount_bp: how.off_bp, discount_minor: null })
    const { basket_id, basket, cash_minor } = readTillOf(tx, by)
    const method_id = how.method_id ?? 'cash'
    const amount_minor = method_id === 'cash' ? cash_minor : basket.total_minor
    checkOut(tx, by, {
      basket_id,
      total_minor: basket.total_minor,
      tender: { method_id, amount_minor, reference: null },
      link: newToken()
    })
    return basket_id
  }

  const giveBack = (tx: Tx, by: BasketBy, sale_id: string, method_id: string | null = null): string => {
    const sale = findSale(tx, sale_id)!
    const lines = sale.lines.map(({ line_no, quantity_milli }) => ({
      line_no,
      quantity_milli,
      destination: 'shelf' as const
    }))
    const { payout_minor } = readPlan(tx, sale, lines, { method_id })
    const wanted = {
      refund_id: newId(),
      sale_id,
      lines,
      reason: 'Rusak',
      method_id,
      payout_minor,
      link: newToken()
    }
    return refundAtTill(tx, by, wanted).refund_id
  }

  const voidIt = (tx: Tx, by: BasketBy, sale_id: string): string =>
    voidAtTill(tx, by, { refund_id: newId(), sale_id, reason: 'Salah pindai', link: newToken() }).refund_id

  /** Days of honest trade up to and with today; the shifts are closed with the coins that go missing anywhere. */
  const trade = async (days: number, sales_a_day = 40): Promise<void> => {
    clock.moment = NOW
    for (let back = days - 1; back >= 0; back--) {
      const day = addDays(TODAY, -back)
      const day_long = { day, sales: sales_a_day, sell, giveBack, voidIt }
      const deeds = tills.flatMap((till) => planDay(shop, { ...till, ...day_long }))
      // Both tills sell at once: what happens is written down in the order it happens.
      const in_order = deeds.toSorted((one, other) => (one.at < other.at ? -1 : 1))
      await store.commit((tx) => {
        for (const { work } of in_order) work(tx)
      })
    }
  }
  return { ...shop, sell, giveBack, voidIt, trade }
}

function readTillOf(tx: Tx, by: BasketBy) {
  const till = readTill(tx, by.terminal_id, by.at)
  const { basket } = till
  return {
    basket_id: till.basket_id!,
    basket,
    cash_minor: minor(Math.ceil(basket.total_minor / 1000) * 1000)
  }
}

interface Day {
  staff_id: string
  terminal_id: string
  day: string
  sales: number
  sell: (tx: Tx, by: BasketBy, how?: { method_id?: string; off_bp?: number }) => string
  giveBack: (tx: Tx, by: BasketBy, sale_id: string) => string
  voidIt: (tx: Tx, by: BasketBy, sale_id: string) => string
}

/** As often in a hundred sales as in an ordinary shop. */
const NOISE = { discount: 4, refund: 1, mistake: 1, reprint: 2, change: 2 }

interface Deed {
  at: Moment
  work: (tx: Tx) => void
}

function planDay(
  { at, wati, printer_id, chance }: { at: RadarShop['at']; wati: string; printer_id: string; chance: Dice },
  { staff_id, terminal_id, day, sales, sell, giveBack, voidIt }: Day
): Deed[] {
  const deeds: Deed[] = []
  let moment = `${day}T01:00:00.000Z`
  /** Some time later, something is done. */
  const then = (wait_ms: number, work: (tx: Tx, by: BasketBy) => void, approved_by?: string) => {
    moment = later(moment, wait_ms)
    const by = at(moment, staff_id, terminal_id, approved_by)
    deeds.push({ at: moment, work: (tx) => work(tx, by) })
  }
  const happens = (in_hundred: number) => chance.below(1000) < in_hundred * 10
  then(chance.below(1_800_000), (tx, by) => openSession(tx, by, { staff_id, terminal_id, token: newToken() }))
  then(1000, (tx, by) => openShift(tx, by, { shift_id: newId(), float_minor: FLOAT, business_day: day }))
  for (let n = 0; n < sales; n++) {
    const off_bp = happens(NOISE.discount) ? 200 + chance.below(4) * 100 : 0
    const method_id = happens(30) ? 'qris' : 'cash'
    let subject_id = ''
    then(300_000 + chance.below(600_000), (tx, by) => {
      subject_id = sell(tx, by, { off_bp, method_id })
    })
    if (happens(NOISE.mistake)) then(60_000, (tx, by) => voidIt(tx, by, subject_id), wati)
    else if (happens(NOISE.refund)) then(1_200_000, (tx, by) => giveBack(tx, by, subject_id), wati)
    else if (happens(NOISE.reprint)) {
      then(60_000, (tx, by) => queueCopy(tx, by, { printer_id, kind: 'sale', subject_id }))
    }
    if (happens(NOISE.change)) {
      then(
        60_000,
        (tx, by) => openWithoutSale(tx, by, { opening_id: newId(), reason: 'change', note: null }),
        wati
      )
    }
  }
  const coins = (chance.below(5) < 2 ? 0 : chance.below(80) - 40) * 100
  then(600_000, (tx, by) => {
    const { shift_id } = findOpenShift(tx, terminal_id)!
    const counted_minor = minor(readExpectedCash(tx, shift_id) + coins)
    closeShift(tx, by, shift_id, { counted_minor, reason: null })
  })
  return deeds
}
