import { allow } from '../auth/allow.ts'
import { findCustomer } from '../customers/find-customers.ts'
import { pointsOf, worthOf } from '../customers/points.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { balanceOf } from '../ledger/post.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor } from '../values/money.ts'
import type { TenderMethod } from './find-methods.ts'
import { findVoucher, voucherWorth } from './find-voucher.ts'

/** Money as it is offered: by what means, how much, and what the slip or the app calls it. */
export interface OfferedTender {
  method: TenderMethod
  amount_minor: Minor
  reference: string | null
  /** Whose money it is, where that was settled before: the refund of an exchange. */
  party_id?: string | null
  /** Who allowed it already. */
  approved_by?: string | null
}

/** Who buys, and when. */
export interface Buyer {
  customer_id: string | null
  order_id: string | null
  business_day: BusinessDay
}

/**
 * Looks whether everything offered may be taken, one after the other: a debt within the limit, a deposit, a voucher or
 * points that are there. Two tenders of one purse count together.
 *
 * @returns whose each is: the customer's, the voucher's, the order's; null for money that is nobody's.
 * @throws {Refusal} tender/reference-needed, tender/unknown, tender/customer-needed, tender/not-enough, voucher/gone, voucher/expired,
 *   right/ask when a debt would pass its limit
 */
export function checkTenders(
  tx: Tx,
  by: By,
  offered: readonly OfferedTender[],
  buyer: Buyer
): (string | null)[] {
  const spent = new Map<string, number>()
  return offered.map((tender) => {
    const { method, amount_minor, reference } = tender
    if (method.needs_reference && !reference) throw new Refusal('tender/reference-needed')
    // Only the refund of an exchange pays so; nobody hands it over.
    if (method.kind === 'exchange' && !tender.party_id) throw new Refusal('tender/unknown')
    const purse = purseOf(tx, tender, buyer)
    if (!purse) return tender.party_id ?? null
    const key = `${method.kind} ${purse.party_id}`
    const taken = (spent.get(key) ?? 0) + amount_minor
    spent.set(key, taken)
    if (taken > purse.holds_minor) refuse(tx, by, tender, purse)
    return purse.party_id
  })
}

interface Purse {
  party_id: string
  /** How much may be taken from it. */
  holds_minor: Minor
}

function purseOf(tx: Tx, { method, reference }: OfferedTender, buyer: Buyer): Purse | undefined {
  switch (method.kind) {
    case 'kasbon': {
      const { customer_id, limit_minor } = customerOf(tx, buyer)
      const owed = balanceOf(tx, 'receivable', customer_id)
      return { party_id: customer_id, holds_minor: minor(limit_minor - owed) }
    }
    case 'deposit': {
      const party_id = buyer.order_id ?? customerOf(tx, buyer).customer_id
      return { party_id, holds_minor: minor(-balanceOf(tx, 'deposit', party_id)) }
    }
    case 'points': {
      const { customer_id } = customerOf(tx, buyer)
      return { party_id: customer_id, holds_minor: worthOf(pointsOf(tx, customer_id), readSettings(tx)) }
    }
    case 'voucher':
      return voucherPurse(tx, reference ?? '', buyer.business_day)
    default:
      return undefined
  }
}

function voucherPurse(tx: Tx, code: string, day: BusinessDay): Purse {
  const voucher = findVoucher(tx, code)
  if (!voucher) throw new Refusal('voucher/gone', { code })
  if (voucher.valid_until && voucher.valid_until < day) {
    throw new Refusal('voucher/expired', { code, until: voucher.valid_until })
  }
  return { party_id: voucher.voucher_id, holds_minor: voucherWorth(tx, voucher.voucher_id) }
}

function customerOf(tx: Tx, { customer_id }: Buyer) {
  const customer = customer_id && findCustomer(tx, customer_id)
  if (!customer) throw new Refusal('tender/customer-needed')
  return customer
}

function refuse(tx: Tx, by: By, { method, approved_by }: OfferedTender, { holds_minor }: Purse): void {
  if (method.kind !== 'kasbon')
    throw new Refusal('tender/not-enough', { left_minor: Math.max(0, holds_minor) })
  allow(tx, { ...by, approved_by: approved_by ?? by.approved_by ?? null }, 'exceed-debt-limit', {
    left_minor: Math.max(0, holds_minor)
  })
}
