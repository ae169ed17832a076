import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { EventType } from '../events/record.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'

/** What an owner wants to know of, wherever they are. */
const TOLD = [
  'refund.completed',
  'drawer.opened',
  'drawer.found-open',
  'slip.reprinted',
  'staff.signed-in',
  'door.signed-in',
  'door.refused'
] as const satisfies EventType[]

type ToldEvent = (typeof TOLD)[number]

/** So many of the newest happenings are gone through: a day of a busy shop, and no more work in a year's time. */
const LOOKED_THROUGH = 5000

const told = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('events')
    .leftJoin('staff', 'staff.staff_id', 'events.staff_id')
    .leftJoin('terminals', 'terminals.terminal_id', 'events.terminal_id')
    .select([
      'event_id',
      'at',
      sql<ToldEvent>`type`.as('type'),
      'staff.name as who',
      'terminals.code as till',
      sql<string | null>`facts ->> 'kind'`.as('kind'),
      sql<Minor | null>`facts ->> 'payout_minor'`.as('payout_minor'),
      sql<string | null>`coalesce(facts ->> 'note', facts ->> 'device')`.as('note')
    ])
    .where('event_id', '>', sql<number>`(select max(event_id) from events) - ${sql.lit(LOOKED_THROUGH)}`)
    .where('type', 'in', TOLD)
    // A drawer that opens for money is no news.
    .where(sql<boolean>`(type <> 'drawer.opened' or facts ->> 'why' = 'no-sale')`)
    .orderBy('event_id', 'desc')
    .limit(limit)
)

const byHand = question<{ day: BusinessDay }>()((db, { day }) =>
  db
    .selectFrom('sales')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .innerJoin('sale_reductions', 'sale_reductions.sale_id', 'sales.sale_id')
    .select(['staff.name', sql<Minor>`sum(sale_reductions.amount_minor)`.as('amount_minor')])
    .where('business_day', '=', day)
    .where('sale_reductions.kind', 'in', ['line-discount', 'basket-discount'])
    .groupBy('sales.staff_id')
    .orderBy('amount_minor', 'desc')
)

/** Something that somebody did. */
export type StaffEvent = ReturnType<typeof told.read> & { at: Moment }

/** What is worth a look: what was done beside selling, and what was taken off by hand. */
export interface StaffEvents {
  happened: StaffEvent[]
  discounts: ReturnType<typeof byHand.list>
}

/** The last things worth a look, the newest first, and today's discounts by hand, by who gave them. */
export function listStaffEvents(reader: Reader, day: BusinessDay): StaffEvents {
  return { happened: told.list(reader, { limit: 12 }), discounts: byHand.list(reader, { day }) }
}
