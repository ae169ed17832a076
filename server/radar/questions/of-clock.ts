import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import { INDEXED } from '../../events/indexed.ts'
import type { Incident, RadarPeriod } from '../facts.ts'
import { type Asked, asIncident } from './rows.ts'

/** What was asked for first may be written down last: seconds are no jump. */
const JUMP_S = 120

/** So many events apart, there is a time between in which the clock showed other days. */
const APART = 2000

const inWindow = question<Asked>()((db, { from, to }) =>
  db
    .selectFrom('events')
    .select('event_id')
    .where(INDEXED)
    .where('type', 'in', ['sale.completed', 'staff.signed-in', 'shift.opened'])
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('event_id')
)

const BACK_S = sql<number>`(julianday(before_at) - julianday(at)) * 86400`

interface Written {
  first: number
  last: number
}

const jumps = question<Written>()((db, { first, last }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('events')
        .select(['event_id', 'at', sql<string | null>`lag(at) over (order by event_id)`.as('before_at')])
        .where('event_id', '>=', first)
        .where('event_id', '<=', last)
        // What the box does by itself it may write down whenever it comes to it.
        .where('staff_id', 'is not', null)
        .as('each')
    )
    .select([sql<string>`'event:' || event_id`.as('id'), 'before_at', 'at', BACK_S.as('back_s')])
    .where('before_at', '>', sql<string>`at`)
    .where(BACK_S, '>=', JUMP_S)
)

/**
 * When the box's clock went back, as the order tells in which events were written. Its moment is the one before the jump,
 * which is when somebody was there to see it.
 */
export function readClockJumps(reader: Reader, { now, before }: RadarPeriod): Incident[] {
  const stretches = writtenTogether(inWindow.list(reader, { from: before.from, to: now.to }))
  const found = stretches.flatMap((stretch) => jumps.list(reader, stretch))
  return found.map(({ id, before_at, back_s }) =>
    asIncident({ id, at: before_at!, staff_id: null, measure: Math.round(back_s / 60) }, null)
  )
}

/**
 * Where the events of some days stand among all: one stretch, unless the clock was wrong. What lies between two is not
 * read: a single event of years ago that was dated today would have everything read that came since.
 */
function writtenTogether(events: { event_id: number }[]): Written[] {
  const stretches: Written[] = []
  for (const { event_id } of events) {
    const current = stretches.at(-1)
    if (current && event_id - APART <= current.last) current.last = event_id + APART
    else stretches.push({ first: event_id, last: event_id + APART })
  }
  return stretches
}
