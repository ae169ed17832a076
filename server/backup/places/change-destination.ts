import { change, pick, type Tx } from '../../db/prepare.ts'
import { type By, record } from '../../events/record.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { BackupTables } from '../tables.ts'
import { type NewDestination, refuseTwice, sealed } from './add-destination.ts'
import { readDestination } from './find-destinations.ts'
import { isSamePlace } from './read-place-form.ts'

type Row = BackupTables['destinations']

const alter = change<Pick<Row, 'destination_id' | 'name' | 'address' | 'secret'> & { new_id: string }>()(
  (db, row) =>
    db
      .updateTable('destinations')
      .set({ destination_id: row.new_id, ...pick(row, ['name', 'address', 'secret']) })
      .where('destination_id', '=', row.destination_id)
)

const rename = change<Pick<Row, 'destination_id' | 'name'>>()((db, { destination_id, name }) =>
  db.updateTable('destinations').set({ name }).where('destination_id', '=', destination_id)
)

/**
 * Says anew where a place is and what opens it. One that is elsewhere now holds nothing yet: it goes on under an id of
 * its own, so that nobody takes for there what lies at the old one.
 *
 * @returns the place's id from now on
 * @throws {Refusal} backup/place-gone, backup/place-there, backup/place-name-taken
 */
export function changeDestination(
  tx: Tx,
  by: By,
  key: StoreKey,
  { destination_id, name, address, secret }: NewDestination,
  id_if_elsewhere: string
): string {
  const before = readDestination(tx, destination_id)
  refuseTwice(tx, { destination_id, name, address })
  const new_id = isSamePlace(before.address, address) ? destination_id : id_if_elsewhere
  alter.run(tx, {
    destination_id,
    new_id,
    name,
    address: JSON.stringify(address),
    secret: sealed(key, secret)
  })
  record(tx, by, { type: 'destination.changed', subject_id: destination_id, facts: { name, now: new_id } })
  return new_id
}

/**
 * Calls a place otherwise.
 *
 * @throws {Refusal} backup/place-gone, backup/place-name-taken
 */
export function renameDestination(tx: Tx, by: By, destination_id: string, name: string): void {
  const { address } = readDestination(tx, destination_id)
  refuseTwice(tx, { destination_id, name, address })
  rename.run(tx, { destination_id, name })
  record(tx, by, { type: 'destination.changed', subject_id: destination_id, facts: { name } })
}
