import { findCustomer } from '../customers/find-customers.ts'
import type { Reader } from '../db/prepare.ts'
import { balanceOf } from '../ledger/post.ts'
import { Refusal } from '../refusal.ts'
import type { SaleLine, WholeSale } from '../sales/find-sales.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readMethod } from '../tenders/find-methods.ts'
import type { TenderKind } from '../tenders/tables.ts'
import { type Minor, minor } from '../values/money.ts'
import { listRefundsOf, type WholeRefund } from './find-refunds.ts'
import { planRefund, type RefundPlan, type WantedLine } from './plan-refund.ts'

/** What money may go back by, whatever it came by: what somebody at a counter can hand over, or send to anybody. */
export const HANDED: ReadonlySet<TenderKind> = new Set(['cash', 'transfer', 'ewallet'])

export type SalePlan = RefundPlan<SaleLine>

/**
 * What would go back for parts of a sale now.
 *
 * @param method_id the means that somebody chose for all of it; null: as it was paid
 * @param exchange_minor how much stays as the price of other goods
 * @throws {Refusal} refund/nothing, refund/too-much, tender/unknown
 */
export function readPlan(
  reader: Reader,
  sale: WholeSale,
  wanted: readonly WantedLine[],
  { method_id = null, exchange_minor = minor(0) }: { method_id?: string | null; exchange_minor?: Minor } = {},
  earlier: readonly WholeRefund[] = listRefundsOf(reader, sale.sale_id)
): SalePlan {
  const customer_id = knownCustomer(reader, sale)
  return planRefund(sale, earlier, wanted, {
    method: method_id === null ? null : handed(reader, method_id),
    debt_minor: customer_id ? balanceOf(reader, 'receivable', customer_id) : minor(0),
    customer_id,
    step: sale.rounding_step || readSettings(reader).rounding_step,
    exchange_minor
  })
}

/** Whose account can take money back: nobody's who was forgotten at their own wish. */
function knownCustomer(reader: Reader, { customer_id }: WholeSale): string | null {
  const customer = customer_id && findCustomer(reader, customer_id)
  return customer && customer.erased_at === null ? customer.customer_id : null
}

function handed(reader: Reader, method_id: string) {
  const { kind } = readMethod(reader, method_id)
  if (!HANDED.has(kind)) throw new Refusal('tender/unknown')
  return { method_id, method: kind }
}
