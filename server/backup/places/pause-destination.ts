import { change, type Tx } from '../../db/prepare.ts'
import { type By, record } from '../../events/record.ts'
import type { BackupTables } from '../tables.ts'
import { readDestination } from './find-destinations.ts'

const put = change<Pick<BackupTables['destinations'], 'destination_id' | 'is_paused'>>()(
  (db, { destination_id, is_paused }) =>
    db.updateTable('destinations').set({ is_paused }).where('destination_id', '=', destination_id)
)

/**
 * Has nothing brought to a place for a while, or again; what it lacks waits on the box.
 *
 * @throws {Refusal} backup/place-gone
 */
export function pauseDestination(tx: Tx, by: By, destination_id: string, is_paused: boolean): void {
  readDestination(tx, destination_id)
  put.run(tx, { destination_id, is_paused: is_paused ? 1 : 0 })
  const facts = { is_paused: is_paused ? 1 : 0 }
  record(tx, by, { type: 'destination.changed', subject_id: destination_id, facts })
}
