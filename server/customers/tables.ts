import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'

/** Why a customer has more points, or fewer. `…-back` belongs to a refund. */
export type PointsReason = 'earned' | 'burnt' | 'earned-back' | 'burnt-back' | 'correction'

export interface CustomerTables {
  customer_groups: { group_id: string; name: string }
  customers: {
    customer_id: string
    name: string
    /** Digits with the country's code, `62812…`. */
    phone: string | null
    group_id: string | null
    limit_minor: Generated<Minor>
    note: Generated<string>
    consent_at: Moment | null
    added_at: Moment
    added_by: string
    erased_at: Generated<Moment | null>
  }
  points_moves: {
    move_no: Generated<number>
    customer_id: string
    points: number
    reason: PointsReason
    source_id: string
    moved_at: Moment
  }
}
