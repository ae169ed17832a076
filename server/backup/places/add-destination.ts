import { change, pick, type Tx } from '../../db/prepare.ts'
import { type By, record } from '../../events/record.ts'
import { Refusal } from '../../refusal.ts'
import type { Address, Secret } from '../destinations/destination.ts'
import { sealSecret } from '../keys/seal-secret.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { BackupTables } from '../tables.ts'
import { listDestinations } from './find-destinations.ts'
import { isSamePlace } from './read-place-form.ts'

type Row = BackupTables['destinations']

const add = change<Omit<Row, 'is_paused'>>()((db, row) =>
  db.insertInto('destinations').values({
    ...pick(row, ['destination_id', 'name', 'kind', 'address', 'secret', 'added_at', 'added_by']),
    is_paused: 0
  })
)

export interface NewDestination {
  destination_id: string
  name: string
  address: Address
  secret: Secret
}

/**
 * Chooses a place for the backup. What opens it is kept sealed, and stands in no event.
 *
 * @throws {Refusal} backup/place-there, backup/place-name-taken
 */
export function addDestination(
  tx: Tx,
  by: By,
  key: StoreKey,
  { destination_id, name, address, secret }: NewDestination
): void {
  refuseTwice(tx, { destination_id, name, address })
  add.run(tx, {
    destination_id,
    name,
    kind: address.kind,
    address: JSON.stringify(address),
    secret: sealed(key, secret),
    added_at: by.at,
    added_by: by.staff_id
  })
  record(tx, by, {
    type: 'destination.added',
    subject_id: destination_id,
    facts: { name, kind: address.kind }
  })
}

/** A secret as it is kept; null where there is nothing to keep. */
export function sealed(key: StoreKey, secret: Secret): string | null {
  return Object.keys(secret).length === 0 ? null : sealSecret(key, secret)
}

/**
 * Makes sure that no other place has this name or is the same place: it would look like two copies and be one.
 *
 * @throws {Refusal} backup/place-there, backup/place-name-taken
 */
export function refuseTwice(
  tx: Tx,
  { destination_id, name, address }: Pick<NewDestination, 'destination_id' | 'name' | 'address'>
): void {
  for (const other of listDestinations(tx)) {
    if (other.destination_id === destination_id) continue
    if (isSamePlace(other.address, address)) throw new Refusal('backup/place-there', { name: other.name })
    if (other.name.toLowerCase() === name.toLowerCase())
      throw new Refusal('backup/place-name-taken', { name: other.name })
  }
}
