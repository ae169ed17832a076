import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

type TenderMethod = 'cash'

export interface SalesTables {
  baskets: { basket_id: string; begun_at: Moment; begun_by: string }
  till_baskets: { terminal_id: string; basket_id: string }
  basket_lines: { basket_id: string; line_no: number; item_id: string; quantity_milli: Milli }
  basket_changes: {
    basket_id: string
    change_no: number
    line_no: number
    item_id: string
    before_milli: Milli
    after_milli: Milli
  }
  sales: {
    sale_id: string
    terminal_id: string
    receipt_number: number
    receipt_no: string
    shift_id: string
    staff_id: string
    sold_at: Moment
    business_day: BusinessDay
    total_minor: Minor
    tax_rule_id: string | null
    tax_minor: Minor
    link: string
  }
  sale_lines: {
    sale_id: string
    line_no: number
    item_id: string
    name: string
    unit: string
    quantity_milli: Milli
    price_minor: Minor
    cost_minor: Minor | null
    total_minor: Minor
  }
  tenders: {
    sale_id: string
    tender_no: number
    method: TenderMethod
    given_minor: Minor
    change_minor: Minor
  }
}
