import type { Test } from 'tap'
import { addToBasket, type BasketBy, editHead } from '../../server/baskets/change-basket.ts'
import { takeTender } from '../../server/baskets/take-tender.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { checkOut } from '../../server/checkout/check-out.ts'
import { refundAtTill } from '../../server/checkout/refund.ts'
import { pointsOf } from '../../server/customers/points.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import { findRefund, type WholeRefund } from '../../server/refunds/find-refunds.ts'
import type { WantedLine } from '../../server/refunds/plan-refund.ts'
import { readPlan } from '../../server/refunds/read-plan.ts'
import { findSale, type WholeSale } from '../../server/sales/find-sales.ts'
import { changeSettings } from '../../server/settings/change-settings.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import { moveStock, stockLevel } from '../../server/stock/move-stock.ts'
import { pairTerminal } from '../../server/terminals/pair-terminal.ts'
import { readTill } from '../../server/till/read-till.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { type Milli, milli } from '../../server/values/quantity.ts'
import { openBox } from '../shop.ts'

export const AT = '2026-11-22T05:00:00.000Z'
const DAY = '2026-11-22'
const STOCK = milli(1_000_000)

export type Goods = 'tea' | 'rice' | 'milk'
export type Given = [method_id: string, amount: number, reference?: string]

/**
 * A shop with tea at 3.700, rice at 14.500 a kilo and milk at 19.900, a thousand of each; a customer who may owe half a
 * million; the owner at the till, and a shift that is open.
 */
export async function openShop(t: Test) {
  const box = await openBox(t)
  const { store } = box
  const { cashier_id, owner_id, terminal_id } = await box.setUp()
  const items: Record<Goods, string> = { tea: newId(), rice: newId(), milk: newId() }
  const prices: Record<Goods, number> = { tea: 3700, rice: 14_500, milk: 19_900 }
  const customer_id = newId()
  const shift_id = newId()
  const by = (who = owner_id, till = terminal_id): BasketBy => ({
    at: AT,
    staff_id: who,
    terminal_id: till,
    request_id: newId()
  })
  await store.commit((tx) => {
    for (const name of Object.keys(items) as Goods[]) {
      const item_id = items[name]
      saveItem(tx, by(), {
        item_id,
        code: name.toUpperCase(),
        barcodes: [],
        name,
        category: null,
        unit: name === 'rice' ? 'kg' : 'pcs',
        price_minor: minor(prices[name]),
        cost_minor: null,
        minimum_milli: milli(0),
        favourite: 0
      })
      moveStock(tx, by(), { item_id, quantity_milli: STOCK, reason: 'opening', source_id: item_id })
    }
    addCustomer(tx, by(), { customer_id, name: 'Bu Tini', phone: '', consent: false })
    openShift(tx, by(), { shift_id, float_minor: minor(5_000_000), business_day: DAY })
    changeSettings(tx, by(), { points_per_minor: minor(10_000), point_worth_minor: minor(100) })
  })
  store.sqlite.prepare('update customers set limit_minor = 500000').run()

  const settings = (changes: Parameters<typeof changeSettings>[2]) =>
    store.commit((tx) => changeSettings(tx, by(), changes))

  /** Puts goods into the till's basket. */
  const fill = (goods: Partial<Record<Goods, number>>, head: Parameters<typeof editHead>[2] = {}) =>
    store.commit((tx) => {
      for (const [name, quantity] of Object.entries(goods)) {
        addToBasket(tx, by(), { item_id: items[name as Goods] }, thousandths(quantity))
      }
      editHead(tx, by(), head)
    })

  /** Takes the money: what is named, the rest in cash, as much as coins make of it. */
  const pay = (given: Given[] = [], who = by()): Promise<WholeSale> =>
    store.commit((tx) => {
      const { basket_id, basket, returns } = readTill(tx, terminal_id, AT)
      const tenders = given.map(([method_id, amount, reference = null]) => ({
        method_id,
        amount_minor: minor(amount),
        reference
      }))
      for (const tender of tenders) takeTender(tx, who, { ...tender, basket_id: basket_id! })
      const held = given.reduce((sum, [, amount]) => sum + amount, returns?.value_minor ?? 0)
      const rest = basket.total_minor - held
      const cash = { method_id: 'cash', amount_minor: minor(Math.max(0, rest) + 1000), reference: null }
      const { sale_id } = checkOut(tx, who, {
        basket_id: basket_id!,
        total_minor: basket.total_minor,
        tender: rest > 0 ? cash : null,
        link: newToken()
      })
      return findSale(tx, sale_id)!
    })

  const sell = async (
    goods: Partial<Record<Goods, number>>,
    given: Given[] = [],
    head: Parameters<typeof editHead>[2] = {}
  ): Promise<WholeSale> => {
    await fill(goods, head)
    return pay(given)
  }

  /** Takes parts of a sale back, as the till would after showing what goes back. */
  const giveBack = (
    sale: WholeSale,
    lines: WantedLine[],
    { method_id = null, who = by() }: { method_id?: string | null; who?: BasketBy } = {}
  ): Promise<WholeRefund> =>
    store.commit((tx) => {
      const { payout_minor } = readPlan(tx, sale, lines, { method_id })
      const { refund_id } = refundAtTill(tx, who, {
        refund_id: newId(),
        sale_id: sale.sale_id,
        lines,
        reason: 'Rusak',
        method_id,
        payout_minor,
        link: newToken()
      })
      return findRefund(tx, refund_id)!
    })

  /** What each account holds, those that hold nothing left out. */
  const ledger = (): Record<string, number> => {
    const rows = store.sqlite
      .prepare('select account, sum(amount_minor) as amount from journal group by account having amount <> 0')
      .all() as { account: string; amount: number }[]
    return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]))
  }

  const secondTill = async (): Promise<() => BasketBy> => {
    const second = newId()
    await store.commit((tx) => {
      pairTerminal(tx, by(), {
        terminal_id: second,
        name: `Kasir ${second.slice(-6)}`,
        key_hash: newToken(),
        printer_id: null
      })
      openShift(tx, by(owner_id, second), {
        shift_id: newId(),
        float_minor: minor(1_000_000),
        business_day: DAY
      })
    })
    return () => by(owner_id, second)
  }

  return {
    store,
    by,
    items,
    cashier_id,
    owner_id,
    customer_id,
    terminal_id,
    shift_id,
    settings,
    fill,
    pay,
    sell,
    giveBack,
    ledger,
    secondTill,
    stock: (name: Goods) => (stockLevel(store, items[name]) - STOCK) / 1000,
    points: () => pointsOf(store, customer_id)
  }
}

/** So much of a line, to the shelf unless said otherwise. */
export function part(
  line_no: number,
  quantity: number,
  destination: 'shelf' | 'waste' = 'shelf'
): WantedLine {
  return { line_no, quantity_milli: thousandths(quantity), destination }
}

/** `2.006` kilos are 2006 thousandths, which a product of floating numbers is not. */
function thousandths(quantity: number): Milli {
  return milli(Math.round(quantity * 1000))
}
