import { createHash } from 'node:crypto'
import { question, type Reader } from '../db/prepare.ts'

const entries = question<{ last_no: number }>()((db, { last_no }) =>
  db
    .selectFrom('journal')
    .select([
      'entry_no',
      'source_id',
      'shift_id',
      'business_day',
      'account',
      'party_id',
      'amount_minor',
      'posted_at'
    ])
    .where('entry_no', '<=', last_no)
    .orderBy('entry_no')
)

const newest = question()((db) => db.selectFrom('journal').select((e) => e.fn.max('entry_no').as('last_no')))

/** The ledger up to an entry: how far it goes, and a hash that no other ledger has. */
export interface LedgerHash {
  last_no: number
  /** SHA-256, hex, of every entry as a line of JSON, in the order they were posted. */
  sha256: string
}

/**
 * Hashes the ledger, so that two shops can be told apart or known to be the same: a restored one and the lost one.
 * Reads all of it (some seconds for a million entries): a worker's errand.
 *
 * @param last_no how far to go; to the end when not said
 */
export function hashLedger(reader: Reader, last_no?: number): LedgerHash {
  const end = last_no ?? newest.read(reader, {}).last_no ?? 0
  const hash = createHash('sha256')
  for (const entry of entries.each(reader, { last_no: end })) {
    hash.update(`${JSON.stringify(Object.values(entry))}\n`)
  }
  return { last_no: end, sha256: hash.digest('hex') }
}
