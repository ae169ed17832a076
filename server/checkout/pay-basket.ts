import { findQrisRequest } from '../baskets/qris-requests.ts'
import { removeTender, takeTender } from '../baskets/take-tender.ts'
import type { Tx } from '../db/prepare.ts'
import { openDrawer } from '../printing/open-drawer.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readMethod } from '../tenders/find-methods.ts'
import { findPurse } from '../tenders/find-purse.ts'
import { owedBy } from '../till/read-owed.ts'
import { readTill } from '../till/read-till.ts'
import { type Minor, minor } from '../values/money.ts'
import { checkOut } from './check-out.ts'

/** What the cashier takes at the pay panel. */
export interface Offer {
  basket_id: string
  /** The total that the cashier saw. */
  total_minor: Minor
  /** Null: what was taken before is enough. */
  method_id: string | null
  /** Null: as much as is owed, or as the purse holds. */
  amount_minor: Minor | null
  reference: string | null
  /** Whether it may be less than is owed, and is then kept with the basket. */
  is_part: boolean
  link: string
}

/**
 * Takes what is given at a till. What covers the rest makes the sale, in this one deed; what doesn't is kept with the
 * basket if the cashier said so.
 *
 * @returns the sale, or null while something is still owed
 * @throws {Refusal} as checkOut and takeTender
 */
export function payBasket(tx: Tx, by: AtTill, offer: Offer): { sale_id: string | null } {
  const { basket_id, total_minor, method_id, reference, link } = offer
  if (method_id === null) return checkOut(tx, by, { basket_id, total_minor, tender: null, link })

  const { kind } = readMethod(tx, method_id)
  if (kind === 'cash' && offer.amount_minor && !offer.is_part) {
    const tender = { method_id, amount_minor: offer.amount_minor, reference }
    return checkOut(tx, by, { basket_id, total_minor, tender, link })
  }
  const owed = owedBy(readTill(tx, by.terminal_id, by.at, by), tx)
  const rest_minor = kind === 'cash' ? owed.cash_minor : owed.exact_minor
  const amount_minor = offer.amount_minor ?? asMuchAs(tx, by, offer, rest_minor)
  const request = kind === 'qris' ? findQrisRequest(tx, basket_id) : undefined
  const bill = request?.amount_minor === amount_minor ? request.bill : null
  const tender = { method_id, amount_minor, reference, bill }

  if (amount_minor >= rest_minor || !offer.is_part) {
    // Nothing given for nothing owed is no tender; nothing in cash for what no coin pays is one.
    const is_none = amount_minor === 0 && owed.is_paid
    return checkOut(tx, by, { basket_id, total_minor, tender: is_none ? null : tender, link })
  }
  takeTender(tx, by, { basket_id, ...tender })
  if (kind === 'cash') openDrawer(tx, by, { terminal_id: by.terminal_id, why: 'sale', subject_id: basket_id })
  return { sale_id: null }
}

/**
 * Gives back what was taken for a basket, out of the drawer where it was cash.
 *
 * @throws {Refusal} as removeTender
 */
export function giveBack(tx: Tx, by: AtTill, basket_id: string, tender_no: number): void {
  const { method } = removeTender(tx, by, basket_id, tender_no)
  if (method.kind !== 'cash') return
  openDrawer(tx, by, { terminal_id: by.terminal_id, why: 'given-back', subject_id: basket_id })
}

/** What is owed, or less where the purse does not hold so much; kasbon may pass its limit, and is asked for then. */
function asMuchAs(tx: Tx, by: AtTill, { basket_id, method_id, reference }: Offer, rest_minor: Minor): Minor {
  const { kind } = readMethod(tx, method_id!)
  if (kind === 'kasbon') return rest_minor
  const { head, shift } = readTill(tx, by.terminal_id, by.at, by)
  if (!head || !shift) return rest_minor
  const { customer_id, order_id } = head
  const buyer = { basket_id, customer_id, order_id, business_day: shift.business_day }
  const purse = findPurse(tx, kind, reference, buyer)
  return minor(Math.min(rest_minor, Math.max(0, purse?.holds_minor ?? rest_minor)))
}
