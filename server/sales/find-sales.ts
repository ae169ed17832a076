import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { readTaxRule, type TaxRule } from '../settings/find-tax-rule.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Minor } from '../values/money.ts'

const SALE = [
  'sales.sale_id',
  'sales.receipt_no',
  'sales.sold_at',
  'sales.business_day',
  'sales.total_minor',
  'sales.tax_minor',
  'sales.tax_rule_id',
  'sales.link',
  'sales.terminal_id',
  'staff.name as cashier'
] as const

const byId = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('sales')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .select(SALE)
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

const tendersOf = question<{ sale_id: string }>()((db, { sale_id }) =>
  db.selectFrom('tenders').selectAll().where('sale_id', '=', sale_id).orderBy('tender_no')
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
export type SaleLine = ReturnType<typeof linesOf.list>[number]
type Tender = ReturnType<typeof tendersOf.list>[number]

/** A sale with all that stands on its slip. */
export interface WholeSale extends SaleHead {
  lines: SaleLine[]
  tenders: Tender[]
  tax_rule: TaxRule | null
}

export function findSale(reader: Reader, sale_id: string): WholeSale | undefined {
  const sale = byId.find(reader, { sale_id })
  if (!sale) return undefined
  return {
    ...sale,
    lines: linesOf.list(reader, { sale_id }),
    tenders: tendersOf.list(reader, { sale_id }),
    tax_rule: sale.tax_rule_id ? readTaxRule(reader, sale.tax_rule_id) : null
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
