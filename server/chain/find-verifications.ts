import { question, type Reader } from '../db/prepare.ts'
import { INDEXED } from '../events/indexed.ts'
import type { Moment } from '../values/clock.ts'
import type { Harm } from './harm.ts'

/** How many are shown. */
const SHOWN = 20

const latest = question()((db) =>
  db
    .selectFrom('events')
    .leftJoin('staff', 'staff.staff_id', 'events.staff_id')
    .select(['event_id', 'at', 'name', 'facts'])
    .where('type', '=', 'ledger.verified')
    .where(INDEXED)
    .orderBy('at', 'desc')
    .limit(SHOWN)
)

/** A verification as it was written down. */
export interface PastVerification {
  event_id: number
  at: Moment
  /** Null: the box, by itself. */
  by: string | null
  from: number
  to: number
  events: number
  rows: number
  anchors: number
  harm: Harm | null
}

/** The latest verifications, newest first. */
export function listVerifications(reader: Reader): PastVerification[] {
  return latest.list(reader, {}).map(({ event_id, at, name, facts }) => {
    const { from, to, events, rows, anchors, harm } = JSON.parse(facts!) as Record<string, number> & {
      harm: string | null
    }
    return {
      event_id,
      at,
      by: name,
      from: from ?? 0,
      to: to ?? 0,
      events: events ?? 0,
      rows: rows ?? 0,
      anchors: anchors ?? 0,
      harm: harm ? (JSON.parse(harm) as Harm) : null
    }
  })
}
