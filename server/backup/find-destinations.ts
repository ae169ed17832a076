import { question, type Reader } from '../db/prepare.ts'
import type { Target } from './courier/courier.ts'
import type { Address, Secret } from './destinations/destination.ts'
import { openSecret } from './keys/seal-secret.ts'
import type { StoreKey } from './objects/seal.ts'

const all = question()((db) =>
  db
    .selectFrom('destinations')
    .select(['destination_id', 'name', 'kind', 'address', 'secret', 'is_paused', 'added_at'])
    .orderBy('added_at')
    .orderBy('destination_id')
)

/** A place the owner chose for the backup, without what opens it. */
export interface ChosenPlace {
  destination_id: string
  name: string
  address: Address
  is_paused: boolean
}

/** In the order they were chosen. */
export function listDestinations(reader: Reader): ChosenPlace[] {
  return all.list(reader, {}).map(({ destination_id, name, address, is_paused }) => ({
    destination_id,
    name,
    address: JSON.parse(address) as Address,
    is_paused: is_paused === 1
  }))
}

/**
 * The places with what opens them, for the courier alone.
 *
 * @throws {Refusal} backup/secret-unreadable when a secret was sealed by another key than the box has
 */
export function listTargets(reader: Reader, key: StoreKey): Target[] {
  return all.list(reader, {}).map(({ destination_id, address, secret, is_paused }) => ({
    destination_id,
    address: JSON.parse(address) as Address,
    secret: secret === null ? {} : (openSecret(key, secret) as Secret),
    is_paused: is_paused === 1
  }))
}
