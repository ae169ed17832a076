import { change, type Tx } from '../../db/prepare.ts'
import { type By, record } from '../../events/record.ts'
import type { BackupTables } from '../tables.ts'
import { readDestination } from './find-destinations.ts'

const drop = change<Pick<BackupTables['destinations'], 'destination_id'>>()((db, { destination_id }) =>
  db.deleteFrom('destinations').where('destination_id', '=', destination_id)
)

/**
 * Gives a place up: nothing more is brought there. What it holds stays there, and can be restored from.
 *
 * @throws {Refusal} backup/place-gone
 */
export function removeDestination(tx: Tx, by: By, destination_id: string): void {
  const { name } = readDestination(tx, destination_id)
  drop.run(tx, { destination_id })
  record(tx, by, { type: 'destination.removed', subject_id: destination_id, facts: { name } })
}
