import { allow } from '../auth/allow.ts'
import { type BasketBy, openBasket } from '../baskets/change-basket.ts'
import { findTillBasket } from '../baskets/read-basket.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readPlan } from './read-plan.ts'
import { listReturns } from './read-returns.ts'
import { readReason, readSale, type WantedRefund } from './refund-sale.ts'
import type { RefundTables } from './tables.ts'

const add = change<RefundTables['basket_returns']>()((db, row) =>
  db
    .insertInto('basket_returns')
    .values(
      pick(row, ['basket_id', 'sale_id', 'line_no', 'quantity_milli', 'destination', 'reason', 'approved_by'])
    )
)

const drop = change<{ basket_id: string }>()((db, { basket_id }) =>
  db.deleteFrom('basket_returns').where('basket_id', '=', basket_id)
)

/**
 * Puts goods that a customer gives back onto the till's basket, to be set against what they take instead. Nothing
 * happens to the sale, the stock or the money until that is paid; until then it can be called off.
 *
 * @throws {Refusal} shift/closed, sale/gone, refund/reason-needed, refund/nothing, refund/too-much, exchange/in-hand,
 *   right/ask for refund
 */
export function startExchange(
  tx: Tx,
  by: BasketBy,
  wanted: Pick<WantedRefund, 'sale_id' | 'lines' | 'reason'>
): { basket_id: string } {
  readShiftAtWork(tx, by)
  const sale = readSale(tx, wanted.sale_id)
  const reason = readReason(wanted.reason)
  const { lines, owed_minor } = readPlan(tx, sale, wanted.lines)
  const { sale_id } = sale
  const basket_id = openBasket(tx, by)
  if (listReturns(tx, basket_id).some((row) => row.sale_id !== sale_id)) throw new Refusal('exchange/in-hand')
  allow(tx, by, 'refund', { payout_minor: owed_minor })
  forgetReturns(tx, basket_id)
  // Whoever takes the money may be another: the right was given here.
  const approved_by = by.approved_by ?? by.staff_id
  for (const line of lines) add.run(tx, { ...line, basket_id, sale_id, reason, approved_by })
  record(tx, by, { type: 'basket.changed', subject_id: basket_id, facts: { gives_back: sale.receipt_no } })
  return { basket_id }
}

/**
 * Calls an exchange off: the customer keeps what they have, and the basket is a sale like any other.
 *
 * @throws {Refusal} basket/changed when there is none in hand
 */
export function cancelExchange(tx: Tx, by: AtTill): void {
  const basket_id = findTillBasket(tx, by.terminal_id)
  const dropped = basket_id ? forgetReturns(tx, basket_id) : 0
  if (!basket_id || dropped === 0) throw new Refusal('basket/changed')
  record(tx, by, { type: 'basket.changed', subject_id: basket_id, facts: { gives_back: null } })
}

/** Takes the goods given back off a basket: the exchange is done, or called off. @returns how many lines there were. */
export function forgetReturns(tx: Tx, basket_id: string): number {
  return drop.run(tx, { basket_id })
}
