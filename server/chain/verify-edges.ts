import type Database from 'better-sqlite3'
import { COUNTED_TABLES, type Marks, SPEAKERS, SPOKEN_WITH } from '../db/seal/covered-tables.ts'
import { hashGenesis } from '../db/seal/hash-event.ts'
import { NO_MARKS, readChainEnd } from '../db/seal/seal-event.ts'
import type { Moment } from '../values/clock.ts'
import { type Anchor, type Harm, harmOf, type Left } from './harm.ts'
import { sealedLaterTo } from './verify-piece.ts'

/** What is to be known before the chain is gone through, all as of one moment. */
export interface Edges {
  /** The newest event, sealed or not. */
  to: number
  head: string | null
  sealed_later_to: number
  harm: Harm | null
}

/**
 * Looks at the ends of the chain: whether it begins as it says, and whether there are rows that no event speaks of.
 *
 * @param is_thorough also goes through the tables for such rows; else only what was added last is looked at
 */
export function verifyEdges(sqlite: Database.Database, is_thorough = true): Edges {
  const look = sqlite.transaction((): Edges => {
    const end = readChainEnd(sqlite)
    const newest = sqlite.prepare('select coalesce(max(event_id), 0) from events').pluck().get() as number
    const to = Math.max(end?.event_id ?? 0, newest)
    return {
      to,
      head: end?.hash.toString('hex') ?? null,
      sealed_later_to: sealedLaterTo(sqlite),
      harm:
        findBadGenesis(sqlite, to) ??
        findUncounted(sqlite, to, end?.marks ?? NO_MARKS) ??
        (is_thorough ? findStranger(sqlite, to) : null)
    }
  })
  return look()
}

function findBadGenesis(sqlite: Database.Database, to: number): Harm | null {
  if (to === 0) return null
  const genesis = sqlite
    .prepare<[], { chain_id: string; began_at: string; hash: Buffer }>(
      'select chain_id, began_at, hash from ledger_genesis'
    )
    .get()
  if (genesis && hashGenesis(genesis.chain_id, genesis.began_at).equals(genesis.hash)) return null
  return harmOf('genesis', 0, { says: genesis ? JSON.stringify([genesis.chain_id, genesis.began_at]) : null })
}

/** Rows of a counted table outside of what the seals cover. */
function findUncounted(sqlite: Database.Database, to: number, marks: Marks): Harm | null {
  for (const { table, own, only, columns } of COUNTED_TABLES) {
    const says = sqlite
      .prepare<[number], string>(
        `select json_array('${table}', ${columns.join(', ')}) from ${table} where (${own} > ? or ${own} <= 0) ${only}
         order by ${own} limit 1`
      )
      .pluck()
      .get(marks[table])
    if (says) return harmOf('stranger', to, { table, says })
  }
  return null
}

/** A deed's own rows without its event, and their rows without them. */
function findStranger(sqlite: Database.Database, to: number): Harm | null {
  for (const { types, table, own } of SPEAKERS) {
    const key = sqlite
      .prepare<[string], string>(
        `select ${own} from ${table} where not exists
           (select 1 from events where subject_id = ${table}.${own} and type in (select value from json_each(?))) limit 1`
      )
      .pluck()
      .get(JSON.stringify(types))
    if (key) return harmOf('stranger', to, { table, subject_id: key, says: key })
  }
  for (const { table, of, own } of SPOKEN_WITH) {
    const key = sqlite
      .prepare<[], string>(
        `select ${own} from ${table} where ${own} not in (select ${own} from ${of}) limit 1`
      )
      .pluck()
      .get()
    if (key) return harmOf('stranger', to, { table, subject_id: key, says: key })
  }
  return null
}

/** What came of holding the chain against what was noted of it elsewhere. */
export interface Held {
  /** How many of the heads are in it. */
  anchors: number
  /** Those that are of a way the shop was taken back from. */
  left: Left[]
  /** The first that it should hold and does not, with the last before it that it does. */
  harm: Harm | null
}

/** Holds the chain against what was noted of it elsewhere. */
export function holdAgainst(sqlite: Database.Database, noted: readonly Anchor[]): Held {
  const seal = sqlite.prepare<[number], Buffer>('select hash from event_seals where event_id = ?').pluck()
  const last = readChainEnd(sqlite)?.event_id ?? 0
  const restorings = readRestorings(sqlite)
  const held: Held = { anchors: 0, left: [], harm: null }
  let other_id: number | null = null
  for (const anchor of noted.toSorted((one, other) => one.event_id - other.event_id)) {
    const { event_id, hash, where, at } = anchor
    const is_same = hash.length > 0 && seal.get(event_id)?.toString('hex').startsWith(hash)
    const restored = is_same ? undefined : findRestoring(restorings, anchor)
    if (is_same) {
      held.anchors++
      other_id = event_id
    } else if (restored) {
      const is_known = typeof anchor.left_at === 'number'
      held.left.push({ anchor, restored_id: restored.event_id, restored_at: restored.at, is_known })
    } else {
      held.harm ??=
        event_id > last
          ? harmOf('cut-off', event_id, { at, anchor: where, other_id: last })
          : harmOf('rewritten', event_id, { at, anchor: where, other_id })
    }
  }
  return held
}

/** That the shop was brought back to an earlier state: what it did after that state is on a way that was left. */
interface Restoring {
  event_id: number
  at: Moment
  /** That its backup is in since. */
  epoch: number | null
}

function readRestorings(sqlite: Database.Database): Restoring[] {
  return sqlite
    .prepare<[], Restoring>(
      `select event_id, at, json_extract(facts, '$.epoch') as epoch from events
       where type in ('backup.restored', 'data.restored', 'version.returned') order by event_id desc`
    )
    .all()
}

/**
 * The restoring that took the shop off the way on which a head was noted; undefined: the head should be there. What was
 * noted since, by this box or any that came after it, should be; so should what was noted of before the restored state.
 */
function findRestoring(restorings: readonly Restoring[], anchor: Anchor): Restoring | undefined {
  const { event_id, at, epoch, left_at } = anchor
  if (left_at === null) return undefined
  if (left_at !== undefined) return restorings.find((restoring) => restoring.event_id === left_at)
  return restorings.find((restoring) => {
    if (restoring.event_id > event_id) return false
    if (epoch !== undefined && restoring.epoch !== null) return epoch < restoring.epoch
    // A slip says its number and not when it was printed.
    return at === null || at < restoring.at
  })
}
