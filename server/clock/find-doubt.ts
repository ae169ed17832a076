import { question, type Reader } from '../db/prepare.ts'
import { INDEXED } from '../events/indexed.ts'
import type { Moment } from '../values/clock.ts'
import type { ClockDoubt } from './judge-clock.ts'

const newest = question()((db) =>
  db
    .selectFrom('events')
    .select(['type', 'facts'])
    .where(INDEXED)
    .where('type', 'in', ['clock.doubted', 'clock.confirmed'])
    .orderBy('event_id', 'desc')
    .limit(1)
)

const last = question()((db) => db.selectFrom('events').select('at').orderBy('event_id', 'desc').limit(1))

/** Why the clock can't be believed; undefined while it can, or somebody said that it is right. */
export function findClockDoubt(reader: Reader): ClockDoubt | undefined {
  const found = newest.find(reader, {})
  return found?.type === 'clock.doubted' ? (JSON.parse(found.facts!) as ClockDoubt) : undefined
}

/** When the last thing happened, in the order they were written; null before the first. */
export function findLastMoment(reader: Reader): Moment | null {
  return last.find(reader, {})?.at ?? null
}
