import { randomBytes, randomUUIDv7 } from 'node:crypto'

/** A new id, a UUIDv7: sorts by the time it was made. Whoever starts a thing makes its id. */
export function newId(): string {
  return randomUUIDv7()
}

/** What an id made by a till must look like: any UUID, in lower case. */
export const ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

/** A secret that nobody guesses, 256 bits, fit for a cookie or an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
