import type { Moment } from '../values/clock.ts'

export interface DisplayTables {
  displays: { display_id: string; terminal_id: string; key_hash: string; paired_at: Moment }
  display_codes: { terminal_id: string; code_hash: string; expires_at: Moment }
}
