import { question, type Reader } from '../../db/prepare.ts'
import { Refusal } from '../../refusal.ts'
import type { Moment } from '../../values/clock.ts'
import type { Target } from '../courier/courier.ts'
import type { Address, Secret } from '../destinations/destination.ts'
import { openSecret } from '../keys/seal-secret.ts'
import type { StoreKey } from '../objects/seal.ts'
import type { BackupTables } from '../tables.ts'

const all = question()((db) =>
  db
    .selectFrom('destinations')
    .select(['destination_id', 'name', 'kind', 'address', 'secret', 'is_paused', 'added_at'])
    .orderBy('added_at')
    .orderBy('destination_id')
)

const one = question<Pick<BackupTables['destinations'], 'destination_id'>>()((db, { destination_id }) =>
  db
    .selectFrom('destinations')
    .select(['destination_id', 'name', 'kind', 'address', 'secret', 'is_paused', 'added_at'])
    .where('destination_id', '=', destination_id)
)

type Row = ReturnType<typeof one.read>

/** A place the owner chose for the backup, without what opens it. */
export interface ChosenPlace {
  destination_id: string
  name: string
  address: Address
  is_paused: boolean
  added_at: Moment
}

/** In the order they were chosen. */
export function listDestinations(reader: Reader): ChosenPlace[] {
  return all.list(reader, {}).map(asPlace)
}

/** @throws {Refusal} backup/place-gone */
export function readDestination(reader: Reader, destination_id: string): ChosenPlace {
  const found = one.find(reader, { destination_id })
  if (!found) throw new Refusal('backup/place-gone')
  return asPlace(found)
}

/**
 * What opens a place.
 *
 * @throws {Refusal} backup/place-gone; backup/secret-unreadable when another key sealed it than the box has
 */
export function readSecret(reader: Reader, destination_id: string, key: StoreKey): Secret {
  const found = one.find(reader, { destination_id })
  if (!found) throw new Refusal('backup/place-gone')
  return secretOf(found, key)
}

/**
 * The places with what opens them, for the courier alone. One whose secret was sealed by another key than the box has
 * is not among them: the owner is asked for it anew, and the others go on.
 */
export function listTargets(reader: Reader, key: StoreKey): Target[] {
  return all.list(reader, {}).flatMap((row) => {
    const { destination_id, address, is_paused } = asPlace(row)
    return isReadable(row, key) ? [{ destination_id, address, secret: secretOf(row, key), is_paused }] : []
  })
}

/** The ids of places whose secret can't be read any more. */
export function listUnreadable(reader: Reader, key: StoreKey): string[] {
  return all.list(reader, {}).flatMap((row) => (isReadable(row, key) ? [] : row.destination_id))
}

function isReadable(row: Row, key: StoreKey): boolean {
  try {
    secretOf(row, key)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

function secretOf({ secret }: Row, key: StoreKey): Secret {
  return secret === null ? {} : (openSecret(key, secret) as Secret)
}

function asPlace({ destination_id, name, address, is_paused, added_at }: Row): ChosenPlace {
  return {
    destination_id,
    name,
    address: JSON.parse(address) as Address,
    is_paused: is_paused === 1,
    added_at
  }
}
