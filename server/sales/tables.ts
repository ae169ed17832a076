import type { Reduction } from '../pricing/basket.ts'
import type { TenderKind } from '../tenders/tables.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

export interface SalesTables {
  sales: {
    sale_id: string
    terminal_id: string
    receipt_number: number
    receipt_no: string
    shift_id: string
    staff_id: string
    sold_at: Moment
    business_day: BusinessDay
    customer_id: string | null
    order_id: string | null
    subtotal_minor: Minor
    service_minor: Minor
    added_tax_minor: Minor
    total_minor: Minor
    tax_minor: Minor
    rounding_minor: Minor
    rounding_step: number
    link: string
  }
  sale_taxes: {
    sale_id: string
    tax_rule_id: string
    is_included: 0 | 1
    of_minor: Minor
    base_minor: Minor
    tax_minor: Minor
  }
  sale_lines: {
    sale_id: string
    line_no: number
    item_id: string
    unit_id: string | null
    name: string
    unit: string
    holds_milli: Milli
    quantity_milli: Milli
    list_price_minor: Minor
    price_minor: Minor
    cost_minor: Minor | null
    gross_minor: Minor
    total_minor: Minor
    service_minor: Minor
    tax_rule_id: string | null
    tax_minor: Minor
    is_tax_included: 0 | 1
  }
  sale_reductions: {
    sale_id: string
    line_no: number
    reduction_no: number
    kind: Reduction['kind']
    promotion_id: string | null
    name: string | null
    quantity_milli: Milli | null
    amount_minor: Minor
  }
  tenders: {
    sale_id: string
    tender_no: number
    method_id: string
    method: TenderKind
    given_minor: Minor
    change_minor: Minor
    reference: string | null
    bill: string | null
    party_id: string | null
    fee_minor: Minor
  }
}
