import type { Verdict } from '../../chain/harm.ts'
import type { LedgerHash } from '../../ledger/hash-ledger.ts'
import type { Moment } from '../../values/clock.ts'
import type { Fault } from './audit-books.ts'
import type { RowCounts } from './count-rows.ts'

/** What a database should be, as it was when it was backed up; null: not known, so nothing is compared with it. */
export interface Expected {
  /** Of its pages, 32 hex digits: `objects/page-sum.ts`. */
  sum: string | null
  counts: RowCounts | null
  ledger: LedgerHash | null
  last_event_id: number | null
  /** Of that event, hex: `docs/ledger.md`. Absent where nobody noted it. */
  head?: string | null
}

/** What each step looks at, in the order a person reads them. */
export interface Found {
  /** Every page, hashed and summed. */
  pages: { pages: number; bytes: number; sum: string }
  /** Trees, rows and indexes; the first five messages. */
  integrity: { messages: string[] }
  /** Rows that name a row which is not there; the first five. */
  'foreign-keys': { orphans: { table: string; parent: string }[] }
  counts: RowCounts
  /** The rules of the books, and those that don't hold. */
  books: { rules: number; faults: Fault[] }
  /** All of the ledger, and its last entry. */
  ledger: LedgerHash
  /** Each event and the rows beside it, by their seals; null where the shop is from before there were any. */
  chain: Verdict | null
  events: { last_event_id: number | null }
}

export type StepName = keyof Found

/** What a step came to. */
export interface StepOf<Name extends StepName> {
  name: Name
  ok: boolean
  ms: number
  /** Whether it was held against what was expected; a step that needs nothing of that kind says true. */
  is_compared: boolean
  /** Null: it could not be looked at. */
  found: Found[Name] | null
  /** What is the matter, for a technician, in the words of the system; null when all is well. */
  detail: string | null
}

export type Step = { [Name in StepName]: StepOf<Name> }[StepName]

/**
 * Whether a step says that the database is not what was backed up, or no sound shop. A ledger that somebody altered before
 * it was backed up is brought back as it was, and its step says so: nobody keeps a shop closed by altering it.
 */
export function isInTheWay({ name, ok }: Step): boolean {
  return !ok && name !== 'chain'
}

/** What the database turned out to hold; null: could not be read. */
export interface Facts {
  pages: number | null
  bytes: number | null
  sales: number | null
  last_sale: { receipt_no: string; sold_at: Moment } | null
  last_event_id: number | null
  ledger: LedgerHash | null
  /** The newest change of the tables it has been through: `20261122T0800-selling-in-full`. */
  schema_version: string | null
}

/** Whether a database is the shop it should be: plain data, to be kept and shown. */
export interface Proof {
  /** No step is in the way. */
  ok: boolean
  steps: Step[]
  facts: Facts
}
