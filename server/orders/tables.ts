import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

export type OrderKind = 'quotation' | 'order'

export interface OrderTables {
  orders: {
    order_id: string
    kind: OrderKind
    order_number: number
    order_no: string
    terminal_id: string
    staff_id: string
    customer_id: string | null
    made_at: Moment
    business_day: BusinessDay
    valid_until: BusinessDay | null
    due_on: BusinessDay | null
    note: string
    total_minor: Minor
    by_hand_minor: Minor
    link: string
  }
  order_lines: {
    order_id: string
    line_no: number
    item_id: string
    unit_id: string | null
    name: string
    unit: string
    quantity_milli: Milli
    price_minor: Minor
    total_minor: Minor
  }
  order_endings: {
    order_id: string
    sale_id: string | null
    ended_at: Moment
    ended_by: string
    reason: string
  }
}
