import { allow } from '../auth/allow.ts'
import { addToBasket, type BasketBy, editHead } from '../baskets/change-basket.ts'
import { isWorthKeeping } from '../baskets/is-worth-keeping.ts'
import { findTillBasket } from '../baskets/read-basket.ts'
import type { Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { readOpenOrder } from './find-orders.ts'

/** At what prices an order is sold: those that were promised, or those of today. */
export type OrderPrices = 'promised' | 'today'

/**
 * Puts an order's goods into the till's empty basket, to be paid. Prices that were promised hold until their day; after
 * it somebody who may change prices has to allow them.
 *
 * @returns the basket's id
 * @throws {Refusal} shift/closed, order/gone, order/ended, order/in-hand, basket/in-hand, right/ask
 */
export function bringOrder(tx: Tx, by: BasketBy, order_id: string, prices: OrderPrices): string {
  const { business_day } = readShiftAtWork(tx, by)
  const order = readOpenOrder(tx, order_id)
  const own = findTillBasket(tx, by.terminal_id)
  if (own && isWorthKeeping(tx, own)) throw new Refusal('basket/in-hand')
  const promised = prices === 'promised'
  if (promised && isOver(order, business_day)) allow(tx, by, 'change-price')

  const none = { discount_bp: null, discount_minor: null }
  const basket_id = editHead(tx, by, { ...none, customer_id: order.customer_id, order_id })
  for (const { item_id, unit_id, quantity_milli, total_minor } of order.lines) {
    const fixed = promised ? { total_minor, by: 'order' as const } : null
    addToBasket(tx, by, { item_id, unit_id, fixed, of_order: true }, quantity_milli)
  }
  return basket_id
}

/** Whether the day has passed on which promised prices held last. */
export function isOver({ valid_until }: { valid_until: BusinessDay | null }, today: BusinessDay): boolean {
  return valid_until !== null && valid_until < today
}
