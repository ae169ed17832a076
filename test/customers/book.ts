import { addToBasket, editHead } from '../../server/baskets/change-basket.ts'
import { saveItem } from '../../server/catalog/save-item.ts'
import { addCustomer } from '../../server/customers/save-customer.ts'
import type { Tx } from '../../server/db/prepare.ts'
import type { Store } from '../../server/db/store.ts'
import { completeSale } from '../../server/sales/complete-sale.ts'
import { findOpenShift } from '../../server/shifts/find-shift.ts'
import { openShift } from '../../server/shifts/open-shift.ts'
import type { Moment } from '../../server/values/clock.ts'
import { newId, newToken } from '../../server/values/id.ts'
import { minor } from '../../server/values/money.ts'
import { ONE } from '../../server/values/quantity.ts'
import type { TestShop } from '../shop.ts'
import { businessDayOf } from '../trade.ts'

/** Somebody at a till, at a moment. */
export function atTill(shop: Pick<TestShop, 'cashier_id' | 'terminal_id'>, at: Moment) {
  return { at, staff_id: shop.cashier_id, terminal_id: shop.terminal_id, request_id: newId() }
}

type Cashier = ReturnType<typeof atTill>

/** Somebody who may owe so much. @returns their id */
export async function know(
  store: Store,
  by: Cashier,
  { name, phone = '', limit = 0 }: { name: string; phone?: string; limit?: number }
): Promise<string> {
  const customer_id = newId()
  await store.commit((tx) => {
    addCustomer(tx, by, { customer_id, name, phone, consent: true })
    tx.sqlite.prepare('update customers set limit_minor = ? where customer_id = ?').run(limit, customer_id)
  })
  return customer_id
}

/** Sells one thing at a price to a customer, who pays by some means. @returns the sale's id */
export function sellTo(
  tx: Tx,
  by: Cashier,
  { customer_id, amount, method_id = 'kasbon' }: { customer_id: string; amount: number; method_id?: string }
): string {
  if (!findOpenShift(tx, by.terminal_id)) openTill(tx, by)
  const item_id = newId()
  saveItem(tx, by, {
    item_id,
    code: null,
    barcodes: [],
    name: `Barang ${amount}`,
    category: null,
    unit: 'pcs',
    price_minor: minor(amount),
    cost_minor: null,
    minimum_milli: ONE,
    favourite: 0
  })
  const basket_id = addToBasket(tx, by, { item_id }, ONE)
  editHead(tx, by, { customer_id })
  const total_minor = minor(amount)
  const tender = { method_id, amount_minor: total_minor, reference: null }
  completeSale(tx, by, { basket_id, total_minor, tender, link: newToken() })
  return basket_id
}

export function openTill(tx: Tx, by: Cashier): void {
  openShift(tx, by, {
    shift_id: newId(),
    float_minor: minor(200_000),
    business_day: businessDayOf(by.at)
  })
}
