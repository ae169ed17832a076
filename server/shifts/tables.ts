import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'

export interface ShiftTables {
  shifts: {
    shift_id: string
    terminal_id: string
    opened_by: string
    opened_at: Moment
    business_day: BusinessDay
    float_minor: Minor
  }
  open_shifts: { terminal_id: string; shift_id: string }
  cash_moves: {
    cash_move_id: string
    shift_id: string
    amount_minor: Minor
    reason: string
    moved_by: string
    moved_at: Moment
  }
  shift_closings: {
    shift_id: string
    z_number: number
    closed_by: string
    closed_at: Moment
    counted_minor: Minor
    expected_minor: Minor
  }
}
