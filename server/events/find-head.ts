import { question, type Reader } from '../db/prepare.ts'

const ofClosing = question<{ subject_id: string }>()((db, { subject_id }) =>
  db
    .selectFrom('events')
    .innerJoin('event_seals', 'event_seals.event_id', 'events.event_id')
    .select(['events.event_id', 'event_seals.hash'])
    .where('subject_id', '=', subject_id)
    .where('type', '=', 'shift.closed')
)

const newest = question()((db) =>
  db.selectFrom('event_seals').select(['event_id', 'hash']).orderBy('event_id', 'desc').limit(1)
)

/** How far the ledger's chain has come: its last event, and that event's hash in hex. */
export interface LedgerHead {
  event_id: number
  hash: string
}

/** The head as it was when a shift was closed; undefined while it is open. */
export function findHeadOf(reader: Reader, shift_id: string): LedgerHead | undefined {
  return told(ofClosing.find(reader, { subject_id: shift_id }))
}

/** The head as it is; undefined before the first event. */
export function findHead(reader: Reader): LedgerHead | undefined {
  return told(newest.find(reader, {}))
}

function told(row: { event_id: number; hash: Buffer } | undefined): LedgerHead | undefined {
  return row && { event_id: row.event_id, hash: row.hash.toString('hex') }
}
