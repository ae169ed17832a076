import type { Moment } from '../values/clock.ts'

/** Why the box's clock can't be believed as it is. */
export interface ClockDoubt {
  kind: 'behind' | 'ahead'
  /** By how much, from what was known. */
  by_ms: number
  /** The last moment that nobody doubts. */
  known_at: Moment
}

export interface ClockFacts {
  now: Moment
  /** When the last thing happened in the shop, in the order things were written; null before the first. */
  last_at: Moment | null
  /** How far the clock jumped against the steady one; null at a start, when nobody was there to see. */
  jumped_ms: number | null
  /** Whether the network set this machine's clock: then a jump ahead is it being put right. */
  is_synced: boolean
  /** What stands already. */
  doubt: ClockDoubt | undefined
}

export type Verdict = { doubt: ClockDoubt } | 'set-right' | undefined

const MINUTE_MS = 60_000
/** Requests that waited at a till are written later than they were made; a minute or two is no jump. */
const LITTLE_MS = 5 * MINUTE_MS
/** A shop may be closed for Lebaran; three weeks without a single event are asked about. */
const LONGEST_REST_MS = 21 * 24 * 60 * MINUTE_MS

/**
 * Judges the clock by what is known: it can't be before the last thing that happened, nor far ahead of it, and while the
 * box runs it goes as fast as the steady clock does.
 *
 * @returns a new doubt, `set-right` when the one that stands is over, and nothing when there is nothing new to say
 */
export function judgeClock(facts: ClockFacts): Verdict {
  const { now, last_at, jumped_ms, is_synced, doubt } = facts
  if (doubt && isOver(doubt, facts)) return 'set-right'
  if (doubt || last_at === null) return undefined
  const since_ms = Date.parse(now) - Date.parse(last_at)
  if (since_ms < -LITTLE_MS) return { doubt: { kind: 'behind', by_ms: -since_ms, known_at: last_at } }
  if (jumped_ms !== null && jumped_ms < -LITTLE_MS)
    return { doubt: { kind: 'behind', by_ms: -jumped_ms, known_at: later(now, -jumped_ms) } }
  if (is_synced) return undefined
  const ahead_ms = jumped_ms ?? (since_ms > LONGEST_REST_MS ? since_ms : 0)
  if (ahead_ms <= LITTLE_MS) return undefined
  return { doubt: { kind: 'ahead', by_ms: ahead_ms, known_at: later(now, -ahead_ms) } }
}

/** A clock that was behind has come past what was known; one that was ahead was set back to after it. */
function isOver({ kind, known_at }: ClockDoubt, { now, jumped_ms }: ClockFacts): boolean {
  if (now < known_at) return false
  return kind === 'behind' || (jumped_ms !== null && jumped_ms < -LITTLE_MS)
}

function later(moment: Moment, by_ms: number): Moment {
  return new Date(Date.parse(moment) + Math.round(by_ms)).toISOString()
}
