import { question, type Reader } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'

/** When somebody last looked into a finding, and what they said of it. */
export interface Look {
  looked_at: Moment
  looked_by: string
  note: string
}

const newest = question<{ finding: string }>()((db, { finding }) =>
  db
    .selectFrom('radar_looks')
    .innerJoin('staff', 'staff.staff_id', 'radar_looks.looked_by')
    .select(['looked_at', 'staff.name as looked_by', 'note'])
    .where('finding', '=', finding)
    .orderBy('looked_at', 'desc')
    .limit(1)
)

const seen = question<{ finding: string }>()((db, { finding }) =>
  db.selectFrom('radar_seen').select('incident_id').where('finding', '=', finding)
)

/** The last look at a finding; null while nobody looked. */
export function findLastLook(reader: Reader, finding: string): Look | null {
  return newest.find(reader, { finding }) ?? null
}

/** What stood behind a finding whenever somebody looked. */
export function listSeen(reader: Reader, finding: string): Set<string> {
  return new Set(seen.list(reader, { finding }).map(({ incident_id }) => incident_id))
}
