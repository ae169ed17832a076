import type { Tx } from '../db/prepare.ts'
import { endOrder } from '../orders/end-order.ts'
import { readOpenOrder, readOrder } from '../orders/find-orders.ts'
import { makeOrder, type NewOrder } from '../orders/make-order.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { type Minor, minor } from '../values/money.ts'
import { takeMoney } from './take-money.ts'

/** Money for an order, as it is taken or given back. */
export interface OrderMoney {
  payment_id: string
  order_id: string
  method_id: string
  amount_minor: Minor
  reference: string | null
}

/** Makes a promise of the till's basket and asks for its slip. @throws {Refusal} as makeOrder */
export function makeTillOrder(tx: Tx, by: AtTill, order: NewOrder): { order_id: string } {
  const { order_id } = makeOrder(tx, by, order)
  const { printer_id } = readTerminal(tx, by.terminal_id)
  if (printer_id) queueSlip(tx, by, { printer_id, kind: 'order', subject_id: order_id })
  return { order_id }
}

/**
 * Takes a deposit for an order, never more than it still costs.
 *
 * @throws {Refusal} order/gone, order/ended, order/in-hand, order/deposit-more, and as takeMoney
 */
export function takeOrderDeposit(tx: Tx, by: AtTill, money: OrderMoney): void {
  const { total_minor, deposit_minor, customer_id } = readOpenOrder(tx, money.order_id)
  const rest_minor = minor(total_minor - deposit_minor)
  if (money.amount_minor > rest_minor) throw new Refusal('order/deposit-more', { rest_minor })
  takeMoney(tx, by, { ...money, kind: 'deposit', customer_id })
}

/**
 * Calls an order off, and gives back what was left for it: in the same deed, by somebody who may.
 *
 * @throws {Refusal} order/gone, order/ended, order/in-hand, and as giveDepositBack
 */
export function callOffOrder(
  tx: Tx,
  by: AtTill,
  { reason, ...money }: Omit<OrderMoney, 'amount_minor' | 'reference'> & { reason: string }
): void {
  const { order_id } = readOpenOrder(tx, money.order_id)
  giveDepositBack(tx, by, money)
  endOrder(tx, by, { order_id, sale_id: null, reason })
}

/**
 * Gives back all that is left of an order's deposit; nothing where nothing is.
 *
 * @throws {Refusal} order/gone, and as takeMoney
 */
export function giveDepositBack(
  tx: Tx,
  by: AtTill,
  money: Omit<OrderMoney, 'amount_minor' | 'reference'>
): void {
  const { deposit_minor: amount_minor, customer_id } = readOrder(tx, money.order_id)
  if (amount_minor === 0) return
  takeMoney(tx, by, { ...money, kind: 'deposit-back', customer_id, amount_minor, reference: null })
}
