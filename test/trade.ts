import { listStaff } from '../server/auth/find-staff.ts'
import { addToBasket } from '../server/baskets/change-basket.ts'
import type { NewTender } from '../server/baskets/take-tender.ts'
import { saveItem } from '../server/catalog/save-item.ts'
import { closeTill } from '../server/checkout/shift-ends.ts'
import type { Store } from '../server/db/store.ts'
import { completeSale } from '../server/sales/complete-sale.ts'
import { findSale, type WholeSale } from '../server/sales/find-sales.ts'
import { findOpenShift } from '../server/shifts/find-shift.ts'
import { openShift } from '../server/shifts/open-shift.ts'
import { listTerminals } from '../server/terminals/find-terminal.ts'
import { type BusinessDay, businessDay } from '../server/values/business-day.ts'
import { type Moment, systemClock } from '../server/values/clock.ts'
import { newId, newToken } from '../server/values/id.ts'
import { minor } from '../server/values/money.ts'
import { milli, ONE } from '../server/values/quantity.ts'

/** What a drawer holds when a shift is opened here. */
const FLOAT = minor(200_000)

interface Trade {
  at: Moment
  /** One sale each, of one item at that price. */
  amounts: number[]
  day?: BusinessDay
  minimum_milli?: number
  /** Leave the shift open; it is closed otherwise, as counted. */
  keep_open?: boolean
}

/** Sells by the shop's own deeds at a moment of the test's choosing, past or present. */
export async function sell(
  store: Store,
  { cashier_id, terminal_id }: { cashier_id: string; terminal_id: string },
  { at, amounts, day = businessDayOf(at), minimum_milli = 0, keep_open = false }: Trade
): Promise<WholeSale[]> {
  const sale_ids: string[] = []
  const by = () => ({ at, staff_id: cashier_id, terminal_id, request_id: newId() })
  await store.commit((tx) => {
    if (!findOpenShift(tx, terminal_id)) {
      openShift(tx, by(), { shift_id: newId(), float_minor: FLOAT, business_day: day })
    }
    for (const amount of amounts) {
      const item_id = newId()
      saveItem(tx, by(), {
        item_id,
        code: null,
        barcodes: [],
        name: `Barang ${amount}`,
        category: null,
        unit: 'pcs',
        price_minor: minor(amount),
        cost_minor: null,
        minimum_milli: milli(minimum_milli),
        favourite: 0
      })
      const basket_id = addToBasket(tx, by(), { item_id }, ONE)
      const total_minor = minor(amount)
      completeSale(tx, by(), { basket_id, total_minor, tender: cash(total_minor), link: newToken() })
      sale_ids.push(basket_id)
    }
    if (!keep_open) closeTill(tx, by(), FLOAT)
  })
  return sale_ids.map((sale_id) => findSale(store, sale_id)!)
}

/** Cash as it is handed over. */
export function cash(amount: number): NewTender {
  return { method_id: 'cash', amount_minor: minor(amount), reference: null }
}

/** One sale now, at the first till, by whoever comes first. */
export async function sellToday(store: Store, amount: number): Promise<WholeSale[]> {
  const cashier_id = listStaff(store)[0]!.staff_id
  const { terminal_id } = listTerminals(store)[0]!
  return sell(store, { cashier_id, terminal_id }, { at: systemClock.now(), amounts: [amount] })
}

/** The day a moment falls on in the shop of the tests, which lies in Bogor. */
export function businessDayOf(moment: Moment): BusinessDay {
  return businessDay(moment, 'Asia/Jakarta')
}
