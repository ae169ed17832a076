import type { Moment } from '../values/clock.ts'

export interface RequestTables {
  requests: { request_id: string; content: Buffer; outcome: string | null; answered_at: Moment }
}
