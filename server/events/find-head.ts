import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { INDEXED } from './indexed.ts'

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

const genesis = question()((db) => db.selectFrom('ledger_genesis').select('chain_id'))

const restoring = question()((db) =>
  db
    .selectFrom('events')
    .select('facts')
    .where(INDEXED)
    .where('type', '=', 'backup.restored')
    .orderBy(sql`facts ->> 'epoch'`, 'desc')
    .limit(1)
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

/** Whose chain it is, and the epoch that it is in since the shop was last restored; undefined before the first event. */
export function findChain(reader: Reader): { chain: string; epoch: number } | undefined {
  const chain = genesis.find(reader, {})?.chain_id
  if (chain === undefined) return undefined
  const { epoch = 1 } = JSON.parse(restoring.find(reader, {})?.facts ?? '{}') as { epoch?: number }
  return { chain, epoch }
}

function told(row: { event_id: number; hash: Buffer } | undefined): LedgerHead | undefined {
  return row && { event_id: row.event_id, hash: row.hash.toString('hex') }
}
