import type { Moment } from '../values/clock.ts'

export interface EventTables {
  events: {
    event_id: number
    at: Moment
    type: string
    subject_id: string
    staff_id: string | null
    terminal_id: string | null
    request_id: string | null
    facts: string | null
    /** Who lent the right, by PIN on the spot. */
    approved_by: string | null
  }
  /** Written by `record` alone, with each event. */
  event_seals: {
    event_id: number
    version: number
    hash: Buffer
    rows: Buffer | null
    entry_no: number
    stock_move_no: number
    points_move_no: number
  }
  ledger_genesis: { chain_id: string; began_at: Moment; hash: Buffer; sealed_later_to: number }
  event_followers: { name: string; last_event_id: number }
}
