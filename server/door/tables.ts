import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'

/** Let in with a device that was seen before, or with a new one; or not let in. */
export type EntryOutcome = 'known' | 'new' | 'refused'

export interface DoorTables {
  second_steps: {
    staff_id: string
    secret: string
    offered_at: Moment
    confirmed_at: Moment | null
    last_step: Generated<number>
    codes_salt: string
  }
  recovery_codes: { code_mark: string; staff_id: string; used_at: Moment | null }
  door_devices: { device_id: string; key_hash: string; staff_id: string; first_seen: Moment }
  door_sessions: {
    session_id: string
    token_hash: string
    staff_id: string
    device_id: string
    device: string
    bound_to: string
    opened_at: Moment
    seen_at: Moment
    expires_at: Moment
  }
  door_entries: {
    entry_id: string
    at: Moment
    staff_id: string | null
    outcome: EntryOutcome
    device: string
    address: string | null
  }
  door_entries_seen: { staff_id: string; seen_id: string }
}
