import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'

/** What a person is in the shop; what each may do stands in `permissions.ts`. */
export type Role = 'owner' | 'supervisor' | 'cashier' | 'stock' | 'technician'

export interface AuthTables {
  staff: {
    staff_id: string
    name: string
    role: Role
    password_hash: string | null
    pin_hash: string | null
    hired_at: Moment
  }
  staff_departures: { staff_id: string; left_at: Moment }
  staff_rights: {
    staff_id: string
    right: string
    is_given: 0 | 1
    changed_at: Moment
    changed_by: string | null
  }
  sessions: {
    token_hash: string
    staff_id: string
    terminal_id: string | null
    opened_at: Moment
    seen_at: Moment
    expires_at: Moment
    /** What kind of device it was opened on; nothing where that is not known. */
    device: Generated<string>
    /** Since when nobody may do anything by it; null: it is open. */
    locked_at: Moment | null
  }
  sign_in_failures: {
    subject: string
    failures: number
    last_failed_at: Moment
    locked_until: Moment | null
  }
}
