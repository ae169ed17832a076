import { allow } from '../auth/allow.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Minor } from '../values/money.ts'
import type { TenderMethod } from './find-methods.ts'
import { type Buyer, findPurse, type Purse } from './find-purse.ts'

/** Money as it is offered: by what means, how much, and what the slip or the app calls it. */
export interface OfferedTender {
  method: TenderMethod
  amount_minor: Minor
  reference: string | null
  /** Whose money it is, where that was settled before: the refund of an exchange, the customer of a part payment. */
  party_id?: string | null
  /** Who allowed it already. */
  approved_by?: string | null
}

/**
 * Looks whether everything offered may be taken, one after the other: a debt within the limit, a deposit, a voucher or
 * points that are there. Two tenders of one purse count together.
 *
 * @returns whose each is: the customer's, the voucher's, the order's; null for money that is nobody's.
 * @throws {Refusal} tender/reference-needed, tender/unknown, tender/customer-needed, tender/other-customer, tender/not-enough,
 *   voucher/gone, voucher/expired, right/ask when a debt would pass its limit
 */
export function checkTenders(
  tx: Tx,
  by: By,
  offered: readonly OfferedTender[],
  buyer: Buyer
): (string | null)[] {
  const spent = new Map<string, number>()
  return offered.map((tender) => {
    const { method, amount_minor, reference, party_id = null } = tender
    if (method.needs_reference && !reference) throw new Refusal('tender/reference-needed')
    // Only the refund of an exchange pays so; nobody hands it over.
    if (method.kind === 'exchange' && !party_id) throw new Refusal('tender/unknown')
    const purse = findPurse(tx, method.kind, reference, buyer)
    if (!purse) return party_id
    // Whoever promised it has left the basket since; what was allowed them is not allowed somebody else.
    if (party_id && party_id !== purse.party_id) throw new Refusal('tender/other-customer')
    const key = `${method.kind} ${purse.party_id}`
    const taken = (spent.get(key) ?? 0) + amount_minor
    spent.set(key, taken)
    if (taken > purse.holds_minor) refuse(tx, by, tender, purse)
    return purse.party_id
  })
}

function refuse(tx: Tx, by: By, { method, approved_by }: OfferedTender, { holds_minor }: Purse): void {
  const left_minor = Math.max(0, holds_minor)
  if (method.kind !== 'kasbon') throw new Refusal('tender/not-enough', { left_minor })
  const lent = approved_by ?? by.approved_by ?? null
  allow(tx, { ...by, approved_by: lent }, 'exceed-debt-limit', { left_minor })
}
