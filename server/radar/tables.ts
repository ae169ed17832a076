import type { Moment } from '../values/clock.ts'

export interface RadarTables {
  radar_looks: {
    look_id: string
    /** `reprints/<staff>`: what it is about and whose. */
    finding: string
    looked_at: Moment
    looked_by: string
    note: string
  }
  radar_seen: { finding: string; incident_id: string; look_id: string }
}
