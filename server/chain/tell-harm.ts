import type Database from 'better-sqlite3'
import { hashEvent } from '../db/seal/hash-event.ts'
import { type Before, type Link, readLinks } from './verify-piece.ts'

/** Further away nobody looks for what an event was swapped with. */
const SWAPPED_WITHIN = 200_000
const HASH_BYTES = 32

/**
 * Whether it is the seal that was altered and not the event: then the next event's seal still goes on from what this one
 * must have been.
 */
export function isSealAltered(
  sqlite: Database.Database,
  before: Before,
  link: Link,
  beside: Buffer | null
): boolean {
  const should_be = hashEvent(before.hash, link.line!, beside, link.marks)
  for (const next of readLinks(sqlite, { from: link.event_id, to: link.event_id + 1 })) {
    if (next.line === null) return false
    return hashEvent(should_be, next.line, sealedRows(next), next.marks).equals(next.hash)
  }
  return false
}

/**
 * Finds the event that says what this one said when it was sealed, whether their seals were swapped with them or not.
 *
 * @returns `inserted` where this one pushed those behind it on by one
 */
export function findMoved(
  sqlite: Database.Database,
  before: Before,
  link: Link
): { kind: 'swapped' | 'inserted'; other_id: number | null } | null {
  const around = { from: Math.max(0, link.event_id - SWAPPED_WITHIN), to: link.event_id + SWAPPED_WITHIN }
  const [next, after] = readLinks(sqlite, { from: link.event_id, to: link.event_id + 2 })
  for (const other of readLinks(sqlite, around)) {
    if (other.event_id === link.event_id || !isSaidBy(before, link, next, other)) continue
    const is_pushed =
      next !== undefined &&
      other.event_id === next.event_id &&
      after &&
      isSaidBy(link, next, undefined, after)
    return is_pushed ? { kind: 'inserted', other_id: null } : { kind: 'swapped', other_id: other.event_id }
  }
  return null
}

/** Whether another event says what was sealed in this place. */
function isSaidBy(before: Before, link: Link, next: Link | undefined, other: Link): boolean {
  if (other.line === null) return false
  // As the other would say it here: a line begins with its event's number.
  const line = other.line.replace(`[${other.event_id},`, `[${link.event_id},`)
  return [link, other].some((sealed) => {
    const hash = hashEvent(before.hash, line, sealedRows(sealed), sealed.marks)
    if (hash.equals(link.hash)) return true
    return next?.line != null && hashEvent(hash, next.line, sealedRows(next), next.marks).equals(next.hash)
  })
}

function sealedRows({ rows }: Link): Buffer | null {
  return rows?.subarray(0, HASH_BYTES) ?? null
}
