import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

export interface BasketTables {
  baskets: {
    basket_id: string
    begun_at: Moment
    begun_by: string
    customer_id: Generated<string | null>
    discount_bp: Generated<number | null>
    discount_minor: Generated<Minor | null>
    approved_by: Generated<string | null>
    approved_minor: Generated<Minor | null>
    order_id: Generated<string | null>
  }
  till_baskets: { terminal_id: string; basket_id: string; taken_by: string | null }
  basket_lines: {
    basket_id: string
    line_no: number
    item_id: string
    unit_id: string | null
    quantity_milli: Milli
    own_price_minor: Minor | null
    fixed_minor: Minor | null
    fixed_by: 'label' | 'order' | null
    discount_bp: number | null
    discount_minor: Minor | null
  }
  basket_changes: { basket_id: string; change_no: number; line_no: number; before: string | null }
  held_baskets: {
    basket_id: string
    name: string
    held_at: Moment
    held_by: string
    terminal_id: string
    is_discarded: 0 | 1
    waits_for: string | null
  }
  basket_tenders: {
    basket_id: string
    tender_no: number
    method_id: string
    amount_minor: Minor
    fee_minor: Minor
    reference: string | null
    bill: string | null
    party_id: string | null
    taken_at: Moment
    taken_by: string
    approved_by: string | null
  }
  qris_requests: {
    basket_id: string
    amount_minor: Minor
    bill: string
    payload: string
    is_dynamic: 0 | 1
    asked_at: Moment
  }
}
