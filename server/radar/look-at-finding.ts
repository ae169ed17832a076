import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { newId } from '../values/id.ts'
import type { RadarTables } from './tables.ts'

const addLook = change<RadarTables['radar_looks']>()((db, row) =>
  db.insertInto('radar_looks').values(pick(row, ['look_id', 'finding', 'looked_at', 'looked_by', 'note']))
)

const addSeen = change<RadarTables['radar_seen']>()((db, row) =>
  db
    .insertInto('radar_seen')
    .values(pick(row, ['finding', 'incident_id', 'look_id']))
    .onConflict((conflict) => conflict.doNothing())
)

/** A finding somebody looked into: what stood behind it when they did, and what they say of it. */
export interface Looked {
  finding: string
  incident_ids: readonly string[]
  note: string
}

/**
 * Keeps that somebody looked into a finding. It comes back as soon as there is something behind it that was not there.
 *
 * @throws {Refusal} radar/gone where nothing stands behind it any more
 */
export function lookAtFinding(tx: Tx, by: By, { finding, incident_ids, note }: Looked): { look_id: string } {
  if (incident_ids.length === 0) throw new Refusal('radar/gone')
  if (!by.staff_id) throw new Refusal('right/sign-in')
  const look_id = newId()
  addLook.run(tx, { look_id, finding, looked_at: by.at, looked_by: by.staff_id, note: note.trim() })
  for (const incident_id of incident_ids) addSeen.run(tx, { finding, incident_id, look_id })
  record(tx, by, {
    type: 'radar.looked-at',
    subject_id: look_id,
    facts: { finding, incidents: incident_ids.length, note: note.trim() }
  })
  return { look_id }
}
