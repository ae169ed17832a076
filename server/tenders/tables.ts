import type { Generated } from 'kysely'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'

/** What money can be. */
export type TenderKind =
  | 'cash'
  | 'qris'
  | 'card'
  | 'ewallet'
  | 'transfer'
  | 'kasbon'
  | 'deposit'
  | 'voucher'
  | 'points'
  | 'exchange'

/** Money that comes or goes besides a sale. */
export type PaymentKind = 'debt' | 'deposit' | 'deposit-back' | 'voucher'

export interface TenderTables {
  tender_methods: {
    method_id: string
    kind: TenderKind
    name: string | null
    fee_bp: Generated<number>
    needs_reference: Generated<0 | 1>
    position: number
    is_on: 0 | 1
  }
  vouchers: {
    voucher_id: string
    code: string
    value_minor: Minor
    valid_until: BusinessDay | null
    customer_id: string | null
    issued_at: Moment
    issued_by: string
  }
  payments: {
    payment_id: string
    payment_no: string
    terminal_id: string
    shift_id: string
    staff_id: string
    kind: PaymentKind
    customer_id: string | null
    order_id: string | null
    voucher_id: string | null
    method_id: string
    amount_minor: Minor
    reference: string | null
    paid_at: Moment
    business_day: BusinessDay
  }
}
