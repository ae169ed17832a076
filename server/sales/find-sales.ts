import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Minor } from '../values/money.ts'

const SALE = [
  'sales.sale_id',
  'sales.receipt_no',
  'sales.sold_at',
  'sales.business_day',
  'sales.subtotal_minor',
  'sales.service_minor',
  'sales.added_tax_minor',
  'sales.total_minor',
  'sales.tax_minor',
  'sales.rounding_minor',
  'sales.rounding_step',
  'sales.customer_id',
  'sales.order_id',
  'sales.shift_id',
  'sales.link',
  'sales.terminal_id',
  'staff.name as cashier'
] as const

const byId = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('sales')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .leftJoin('customers', 'customers.customer_id', 'sales.customer_id')
    .select(SALE)
    .select('customers.name as customer')
    .where('sale_id', '=', sale_id)
)

const byLink = question<{ link: string }>()((db, { link }) =>
  db.selectFrom('sales').select('sale_id').where('link', '=', link)
)

const byNumber = question<{ receipt_no: string }>()((db, { receipt_no }) =>
  db.selectFrom('sales').select('sale_id').where('receipt_no', '=', receipt_no)
)

const linesOf = question<{ sale_id: string }>()((db, { sale_id }) =>
  db.selectFrom('sale_lines').selectAll().where('sale_id', '=', sale_id).orderBy('line_no')
)

const reductionsOf = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('sale_reductions')
    .selectAll()
    .where('sale_id', '=', sale_id)
    .orderBy('line_no')
    .orderBy('reduction_no')
)

const taxesOf = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('sale_taxes')
    .innerJoin('tax_rules', 'tax_rules.tax_rule_id', 'sale_taxes.tax_rule_id')
    .selectAll('sale_taxes')
    .select(['label', 'tax'])
    .where('sale_id', '=', sale_id)
    .orderBy('sale_taxes.tax_rule_id')
)

const tendersOf = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('tenders')
    .innerJoin('tender_methods', 'tender_methods.method_id', 'tenders.method_id')
    .selectAll('tenders')
    .select('tender_methods.name as method_name')
    .where('sale_id', '=', sale_id)
    .orderBy('tender_no')
)

const ofDay = question<{ day: BusinessDay; limit: number }>()((db, { day, limit }) =>
  db
    .selectFrom('sales')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .innerJoin('sale_lines', 'sale_lines.sale_id', 'sales.sale_id')
    .select(SALE)
    .select(({ fn }) => fn.count<number>('line_no').as('lines'))
    .where('business_day', '=', day)
    .groupBy('sales.sale_id')
    .orderBy('sold_at', 'desc')
    .orderBy('receipt_no', 'desc')
    .limit(limit)
)

const lastOfTill = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom('sales')
    .select('sale_id')
    .where('terminal_id', '=', terminal_id)
    .orderBy('receipt_number', 'desc')
    .limit(1)
)

const dayTotals = question<{ from: BusinessDay; to: BusinessDay }>()((db, { from, to }) =>
  db
    .selectFrom('sales')
    .select([
      'business_day',
      sql<number>`count(*)`.as('sales'),
      sql<Minor>`sum(total_minor)`.as('total_minor')
    ])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .groupBy('business_day')
    .orderBy('business_day')
)

type SaleHead = ReturnType<typeof byId.read>
type SaleReduction = Omit<ReturnType<typeof reductionsOf.read>, 'sale_id' | 'line_no' | 'reduction_no'>
export type SaleLine = ReturnType<typeof linesOf.read> & {
  /** Why it cost less than its price. */
  reductions: SaleReduction[]
}
export type SaleTax = ReturnType<typeof taxesOf.read>
/** `method_name` is null where the language has a word for it. */
export type SaleTender = ReturnType<typeof tendersOf.read>

/** A sale with all that stands on its slip. */
export interface WholeSale extends SaleHead {
  lines: SaleLine[]
  taxes: SaleTax[]
  tenders: SaleTender[]
}

export function findSale(reader: Reader, sale_id: string): WholeSale | undefined {
  const sale = byId.find(reader, { sale_id })
  if (!sale) return undefined
  const reductions = Map.groupBy(reductionsOf.list(reader, { sale_id }), ({ line_no }) => line_no)
  return {
    ...sale,
    lines: linesOf
      .list(reader, { sale_id })
      .map((line) => ({ ...line, reductions: reductions.get(line.line_no) ?? [] })),
    taxes: taxesOf.list(reader, { sale_id }),
    tenders: tendersOf.list(reader, { sale_id })
  }
}

/** The sale whose receipt's page has this unguessable address. */
export function findSaleByLink(reader: Reader, link: string): WholeSale | undefined {
  const found = byLink.find(reader, { link })
  return found && findSale(reader, found.sale_id)
}

/** The sale with this number on its slip. */
export function findSaleByNumber(reader: Reader, receipt_no: string): WholeSale | undefined {
  const found = byNumber.find(reader, { receipt_no })
  return found && findSale(reader, found.sale_id)
}

/** The sales of a business day, newest first. */
export function listSales(reader: Reader, day: BusinessDay, limit = 500) {
  return ofDay.list(reader, { day, limit })
}

/** What a till sold last. */
export function findLastSale(reader: Reader, terminal_id: string): WholeSale | undefined {
  const last = lastOfTill.find(reader, { terminal_id })
  return last && findSale(reader, last.sale_id)
}

/** Number and sum of the sales of each business day in a span that had any. */
export function listDayTotals(reader: Reader, from: BusinessDay, to: BusinessDay) {
  return dayTotals.list(reader, { from, to })
}
