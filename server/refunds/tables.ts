import type { TenderKind } from '../tenders/tables.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

export type RefundKind = 'refund' | 'void' | 'exchange'

/** Where goods go that a customer gives back. */
export type Destination = 'shelf' | 'waste'

export interface RefundTables {
  basket_returns: {
    basket_id: string
    sale_id: string
    line_no: number
    quantity_milli: Milli
    destination: Destination
    reason: string
    approved_by: string | null
  }
  refunds: {
    refund_id: string
    sale_id: string | null
    kind: RefundKind
    terminal_id: string
    refund_number: number
    refund_no: string
    shift_id: string
    staff_id: string
    approved_by: string | null
    refunded_at: Moment
    business_day: BusinessDay
    customer_id: string | null
    exchange_sale_id: string | null
    reason: string
    subtotal_minor: Minor
    service_minor: Minor
    added_tax_minor: Minor
    tax_minor: Minor
    value_minor: Minor
    rounding_minor: Minor
    link: string
  }
  refund_lines: {
    refund_id: string
    line_no: number
    sale_line_no: number | null
    item_id: string
    unit_id: string | null
    name: string
    unit: string
    holds_milli: Milli
    quantity_milli: Milli
    total_minor: Minor
    service_minor: Minor
    tax_rule_id: string | null
    tax_minor: Minor
    is_tax_included: 0 | 1
    destination: Destination
  }
  refund_tenders: {
    refund_id: string
    tender_no: number
    method_id: string
    method: TenderKind
    amount_minor: Minor
    of_tender_no: number | null
    party_id: string | null
    reference: string | null
  }
}
