import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { findSale, type SaleLine } from '../sales/find-sales.ts'
import { type Minor, minor } from '../values/money.ts'
import type { PlannedLine } from './plan-refund.ts'
import { readPlan } from './read-plan.ts'

const ofBasket = question<{ basket_id: string }>()((db, { basket_id }) =>
  db.selectFrom('basket_returns').selectAll().where('basket_id', '=', basket_id).orderBy('line_no')
)

/** The goods of an earlier sale that a basket's goods are taken for, as they were chosen. */
export function listReturns(reader: Reader, basket_id: string) {
  return ofBasket.list(reader, { basket_id })
}

/** What a basket's customer has to their credit for goods given back. */
export interface ExchangeCredit {
  sale_id: string
  receipt_no: string
  /** What the goods given back pay of those in the basket; 0 where they can't be given back any more. */
  value_minor: Minor
  /** What goes back to the customer beyond that, as far as coins make it. */
  back_minor: Minor
  lines: readonly PlannedLine<SaleLine>[]
}

/**
 * What is given back for the goods in a basket and what it is worth now; undefined where nothing is.
 *
 * @param open_minor what the goods in the basket still ask for
 */
export function exchangeCredit(
  reader: Reader,
  basket_id: string,
  open_minor: Minor
): ExchangeCredit | undefined {
  const returns = listReturns(reader, basket_id)
  const sale = returns[0] && findSale(reader, returns[0].sale_id)
  if (!sale) return undefined
  const { sale_id, receipt_no } = sale
  try {
    const { owed_minor: value_minor, lines } = readPlan(reader, sale, returns)
    const exchange_minor = minor(Math.max(0, Math.min(value_minor, open_minor)))
    const { payout_minor } = readPlan(reader, sale, returns, { exchange_minor })
    return { sale_id, receipt_no, value_minor, back_minor: minor(payout_minor - exchange_minor), lines }
  } catch (error) {
    // Another till was quicker: the till goes on, and taking the money will be refused.
    if (!(error instanceof Refusal)) throw error
    return { sale_id, receipt_no, value_minor: minor(0), back_minor: minor(0), lines: [] }
  }
}
