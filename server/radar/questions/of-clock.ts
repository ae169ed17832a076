import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import type { Incident, RadarPeriod } from '../facts.ts'
import { type Asked, asIncident } from './rows.ts'

/** What was asked for first may be written down last: seconds are no jump. */
const JUMP_S = 120

const firstIn = question<Asked>()((db, { from, to }) =>
  db
    .selectFrom('events')
    .select(sql<number | null>`min(event_id)`.as('event_id'))
    .where(sql<boolean>`type <> 'basket.changed'`)
    .where('type', 'in', ['sale.completed', 'staff.signed-in', 'shift.opened'])
    .where('at', '>=', from)
    .where('at', '<', to)
)

const BACK_S = sql<number>`(julianday(before_at) - julianday(at)) * 86400`

const jumps = question<{ event_id: number }>()((db, { event_id }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('events')
        .select(['event_id', 'at', sql<string | null>`lag(at) over (order by event_id)`.as('before_at')])
        .where('event_id', '>=', event_id)
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
  const { event_id } = firstIn.read(reader, { from: before.from, to: now.to })
  if (event_id === null) return []
  return jumps
    .list(reader, { event_id })
    .map(({ id, before_at, back_s }) =>
      asIncident({ id, at: before_at!, staff_id: null, measure: Math.round(back_s / 60) }, null)
    )
}
