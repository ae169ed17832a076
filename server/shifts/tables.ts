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
    /** Whose own it is; null: everybody's at this till. */
    holder_id: string | null
    /** The closed shift whose late sales these are, and the how manieth of its supplements; else null and 0. */
    supplement_to: string | null
    supplement_no: number
  }
  open_shifts: { shift_id: string; terminal_id: string; holder_id: string | null }
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
    /** Null: nobody counted. */
    counted_minor: Minor | null
    expected_minor: Minor
    reason: string | null
    taken_by: string | null
  }
  shift_counts: {
    count_id: string
    shift_id: string
    count_no: number
    counted_minor: Minor
    expected_minor: Minor
    pieces: string | null
    counted_by: string
    counted_at: Moment
  }
  bill_pictures: {
    picture_id: string
    cash_move_id: string | null
    jpeg: Buffer
    added_by: string
    added_at: Moment
  }
}
