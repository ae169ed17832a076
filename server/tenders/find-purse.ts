import { findCustomer } from '../customers/find-customers.ts'
import { pointsOf, worthOf } from '../customers/points.ts'
import { question, type Reader } from '../db/prepare.ts'
import { balanceOf } from '../ledger/post.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor } from '../values/money.ts'
import { findVoucher, voucherWorth } from './find-voucher.ts'
import type { TenderKind } from './tables.ts'

/** Who buys, what, and when. */
export interface Buyer {
  basket_id: string
  customer_id: string | null
  order_id: string | null
  business_day: BusinessDay
}

/** Something of a customer's, an order's or a voucher's that can be paid from. */
export interface Purse {
  party_id: string
  /** How much may be taken from it; a debt beyond its limit is below nothing. */
  holds_minor: Minor
}

const promised = question<{ party_id: string; kind: TenderKind; basket_id: string }>()(
  (db, { party_id, kind, basket_id }) =>
    db
      .selectFrom('basket_tenders')
      .innerJoin('tender_methods', 'tender_methods.method_id', 'basket_tenders.method_id')
      .select(({ fn }) => fn.sum<Minor | null>('amount_minor').as('amount_minor'))
      .where('party_id', '=', party_id)
      .where('kind', '=', kind)
      .where('basket_id', '<>', basket_id)
)

/**
 * The purse that a means of paying takes from, less what other baskets were promised of it; undefined for money that is
 * nobody's.
 *
 * @param reference a voucher's code
 * @throws {Refusal} tender/customer-needed, voucher/gone, voucher/expired
 */
export function findPurse(
  reader: Reader,
  kind: TenderKind,
  reference: string | null,
  buyer: Buyer
): Purse | undefined {
  const purse = wholePurse(reader, kind, reference, buyer)
  if (!purse) return undefined
  const { party_id, holds_minor } = purse
  const { amount_minor } = promised.read(reader, { party_id, kind, basket_id: buyer.basket_id })
  return { party_id, holds_minor: minor(holds_minor - (amount_minor ?? 0)) }
}

function wholePurse(
  reader: Reader,
  kind: TenderKind,
  reference: string | null,
  buyer: Buyer
): Purse | undefined {
  switch (kind) {
    case 'kasbon': {
      const { customer_id, limit_minor } = customerOf(reader, buyer)
      const owed = balanceOf(reader, 'receivable', customer_id)
      return { party_id: customer_id, holds_minor: minor(limit_minor - owed) }
    }
    case 'deposit': {
      const party_id = buyer.order_id ?? customerOf(reader, buyer).customer_id
      return { party_id, holds_minor: minor(-balanceOf(reader, 'deposit', party_id)) }
    }
    case 'points': {
      const { customer_id } = customerOf(reader, buyer)
      const holds_minor = worthOf(pointsOf(reader, customer_id), readSettings(reader))
      return { party_id: customer_id, holds_minor }
    }
    case 'voucher':
      return voucherPurse(reader, reference ?? '', buyer.business_day)
    default:
      return undefined
  }
}

function voucherPurse(reader: Reader, code: string, day: BusinessDay): Purse {
  const voucher = findVoucher(reader, code)
  if (!voucher) throw new Refusal('voucher/gone', { code })
  if (voucher.valid_until && voucher.valid_until < day) {
    throw new Refusal('voucher/expired', { code, until: voucher.valid_until })
  }
  return { party_id: voucher.voucher_id, holds_minor: voucherWorth(reader, voucher.voucher_id) }
}

function customerOf(reader: Reader, { customer_id }: Buyer) {
  const customer = customer_id && findCustomer(reader, customer_id)
  if (!customer) throw new Refusal('tender/customer-needed')
  return customer
}
