import { allow } from '../auth/allow.ts'
import { isFilled } from '../baskets/change-basket.ts'
import { listHeldTenders, takeTender } from '../baskets/take-tender.ts'
import type { Tx } from '../db/prepare.ts'
import { listRefundsOf } from '../refunds/find-refunds.ts'
import type { WantedLine } from '../refunds/plan-refund.ts'
import { readPlan } from '../refunds/read-plan.ts'
import { listReturns } from '../refunds/read-returns.ts'
import { keepRefund, readSale } from '../refunds/refund-sale.ts'
import { forgetReturns } from '../refunds/start-exchange.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { newId, newToken } from '../values/id.ts'
import { type Minor, minor, sum } from '../values/money.ts'

/** Goods that are given back for those in a basket, while their sale is being made. */
export interface Exchange {
  refund_id: string
  sale_id: string
  lines: readonly WantedLine[]
  reason: string
  approved_by: string | null
  /** How much of their worth pays the new goods; the rest goes back. */
  exchange_minor: Minor
}

/**
 * The first half of an exchange: what the goods given back are worth is taken for the new ones, as far as it reaches.
 * Looks again whether they can still be given back.
 *
 * @returns undefined when nothing is given back for this basket.
 * @throws {Refusal} exchange/nothing-new, sale/gone, refund/too-much, right/ask for refund
 */
export function beginExchange(
  tx: Tx,
  by: AtTill,
  { basket_id, total_minor }: { basket_id: string; total_minor: Minor }
): Exchange | undefined {
  const lines = listReturns(tx, basket_id)
  const [first] = lines
  if (!first) return undefined
  if (!isFilled(tx, basket_id)) throw new Refusal('exchange/nothing-new')
  const { sale_id, reason, approved_by } = first
  allow(tx, { ...by, approved_by }, 'refund')
  const { owed_minor } = readPlan(tx, readSale(tx, sale_id), lines)
  const held = sum(listHeldTenders(tx, basket_id).map(({ amount_minor }) => amount_minor))
  const exchange_minor = minor(Math.max(0, Math.min(owed_minor, total_minor - held)))
  const refund_id = newId()
  if (exchange_minor > 0) {
    const tender = {
      method_id: 'exchange',
      amount_minor: exchange_minor,
      reference: null,
      party_id: refund_id
    }
    takeTender(tx, by, { ...tender, basket_id })
  }
  return { refund_id, sale_id, lines, reason, approved_by, exchange_minor }
}

/**
 * The second half, once the new goods are sold: the refund whose worth paid them. What is left of it goes back as it was
 * paid.
 *
 * @throws {Refusal} right/ask for refund-as-cash, cash/not-that-much
 */
export function finishExchange(tx: Tx, by: AtTill, exchange: Exchange, exchange_sale_id: string): void {
  const sale = readSale(tx, exchange.sale_id)
  const earlier = listRefundsOf(tx, sale.sale_id)
  const plan = readPlan(tx, sale, exchange.lines, exchange, earlier)
  keepRefund(
    tx,
    { ...by, approved_by: exchange.approved_by },
    { sale, earlier, plan, kind: 'exchange', exchange_sale_id },
    { ...exchange, link: newToken() }
  )
  forgetReturns(tx, exchange_sale_id)
}
