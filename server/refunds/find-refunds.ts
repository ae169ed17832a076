import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Minor, minor, sum } from '../values/money.ts'

const REFUND = [
  'refunds.refund_id',
  'refunds.refund_no',
  'refunds.kind',
  'refunds.sale_id',
  'refunds.exchange_sale_id',
  'refunds.refunded_at',
  'refunds.business_day',
  'refunds.terminal_id',
  'refunds.shift_id',
  'refunds.reason',
  'refunds.subtotal_minor',
  'refunds.service_minor',
  'refunds.added_tax_minor',
  'refunds.tax_minor',
  'refunds.value_minor',
  'refunds.rounding_minor',
  'refunds.link',
  'sales.receipt_no',
  'sales.sold_at',
  'taken.receipt_no as exchange_receipt_no',
  'staff.name as cashier',
  'approvers.name as approver',
  'customers.name as customer'
] as const

const byId = question<{ refund_id: string }>()((db, { refund_id }) =>
  db
    .selectFrom('refunds')
    .innerJoin('staff', 'staff.staff_id', 'refunds.staff_id')
    .leftJoin('staff as approvers', 'approvers.staff_id', 'refunds.approved_by')
    .leftJoin('sales', 'sales.sale_id', 'refunds.sale_id')
    .leftJoin('sales as taken', 'taken.sale_id', 'refunds.exchange_sale_id')
    .leftJoin('customers', 'customers.customer_id', 'refunds.customer_id')
    .select(REFUND)
    .where('refunds.refund_id', '=', refund_id)
)

const idsOfSale = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('refunds')
    .select('refund_id')
    .where('sale_id', '=', sale_id)
    .orderBy('refunded_at')
    .orderBy('refund_no')
)

const idByLink = question<{ link: string }>()((db, { link }) =>
  db.selectFrom('refunds').select('refund_id').where('link', '=', link)
)

const idByNumber = question<{ refund_no: string }>()((db, { refund_no }) =>
  db.selectFrom('refunds').select('refund_id').where('refund_no', '=', refund_no)
)

const linesOf = question<{ refund_id: string }>()((db, { refund_id }) =>
  db.selectFrom('refund_lines').selectAll().where('refund_id', '=', refund_id).orderBy('line_no')
)

const tendersOf = question<{ refund_id: string }>()((db, { refund_id }) =>
  db
    .selectFrom('refund_tenders')
    .innerJoin('tender_methods', 'tender_methods.method_id', 'refund_tenders.method_id')
    .selectAll('refund_tenders')
    .select('tender_methods.name as method_name')
    .where('refund_id', '=', refund_id)
    .orderBy('tender_no')
)

const taxesOf = question<{ refund_id: string }>()((db, { refund_id }) =>
  db
    .selectFrom('refund_lines')
    .innerJoin('tax_rules', 'tax_rules.tax_rule_id', 'refund_lines.tax_rule_id')
    .select([
      'refund_lines.tax_rule_id',
      'label',
      'is_tax_included',
      sql<Minor>`sum(tax_minor)`.as('tax_minor')
    ])
    .where('refund_id', '=', refund_id)
    .groupBy(['refund_lines.tax_rule_id', 'is_tax_included'])
    .orderBy('refund_lines.tax_rule_id')
)

const ofDay = question<{ day: BusinessDay; limit: number }>()((db, { day, limit }) =>
  db
    .selectFrom('refunds')
    .innerJoin('staff', 'staff.staff_id', 'refunds.staff_id')
    .innerJoin('refund_lines', 'refund_lines.refund_id', 'refunds.refund_id')
    .select([
      'refunds.refund_id',
      'refund_no',
      'kind',
      'refunded_at',
      'value_minor',
      'rounding_minor',
      'staff.name as cashier'
    ])
    .select(({ fn }) => fn.count<number>('line_no').as('lines'))
    .where('business_day', '=', day)
    .groupBy('refunds.refund_id')
    .orderBy('refunded_at', 'desc')
    .orderBy('refund_no', 'desc')
    .limit(limit)
)

const dayTotals = question<{ from: BusinessDay; to: BusinessDay }>()((db, { from, to }) =>
  db
    .selectFrom('refunds')
    .select([
      'business_day',
      sql<number>`count(*)`.as('refunds'),
      sql<Minor>`sum(value_minor)`.as('refunded_minor')
    ])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .groupBy('business_day')
    .orderBy('business_day')
)

export type RefundLine = ReturnType<typeof linesOf.read>
/** `method_name` is null where the language has a word for it. */
type RefundTender = ReturnType<typeof tendersOf.read>

/** A refund with all that stands on its slip. */
export type WholeRefund = ReturnType<typeof byId.read> & {
  lines: RefundLine[]
  tenders: RefundTender[]
  /** By the rules of the sale's own day. */
  taxes: ReturnType<typeof taxesOf.list>
  /** What went back: value and rounding. */
  payout_minor: Minor
  /** What of it left the drawer. */
  cash_minor: Minor
}

export function findRefund(reader: Reader, refund_id: string): WholeRefund | undefined {
  const refund = byId.find(reader, { refund_id })
  if (!refund) return undefined
  const tenders = tendersOf.list(reader, { refund_id })
  const cash = tenders.filter(({ method }) => method === 'cash')
  return {
    ...refund,
    lines: linesOf.list(reader, { refund_id }),
    tenders,
    taxes: taxesOf.list(reader, { refund_id }),
    payout_minor: minor(refund.value_minor + refund.rounding_minor),
    cash_minor: sum(cash.map(({ amount_minor }) => amount_minor))
  }
}

/** The refund whose receipt's page has this unguessable address. */
export function findRefundByLink(reader: Reader, link: string): WholeRefund | undefined {
  return whole(reader, idByLink.find(reader, { link }))
}

/** The refund with this number on its slip. */
export function findRefundByNumber(reader: Reader, refund_no: string): WholeRefund | undefined {
  return whole(reader, idByNumber.find(reader, { refund_no }))
}

/** All that went back of a sale, the oldest first. */
export function listRefundsOf(reader: Reader, sale_id: string): WholeRefund[] {
  return idsOfSale.list(reader, { sale_id }).flatMap((found) => whole(reader, found) ?? [])
}

/** The refunds of a business day, newest first. */
export function listRefunds(reader: Reader, day: BusinessDay, limit = 500) {
  return ofDay.list(reader, { day, limit })
}

export type DayRefund = ReturnType<typeof listRefunds>[number]

/** Number and worth of the refunds of each business day in a span that had any. */
export function listRefundTotals(reader: Reader, from: BusinessDay, to: BusinessDay) {
  return dayTotals.list(reader, { from, to })
}

function whole(reader: Reader, found: { refund_id: string } | undefined): WholeRefund | undefined {
  return found && findRefund(reader, found.refund_id)
}
