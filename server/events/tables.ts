import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'

export interface EventTables {
  events: {
    event_id: Generated<number>
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
  event_followers: { name: string; last_event_id: number }
}
