import { question, type Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import { businessDay } from '../values/business-day.ts'
import { later, type Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { priceNow } from './read-basket.ts'

/** Long enough ago that no business day reaches there. */
const DAY_MS = 86_400_000

const since = question<{ from: Moment }>()((db, { from }) =>
  db
    .selectFrom('held_baskets')
    .innerJoin('terminals', 'terminals.terminal_id', 'held_baskets.terminal_id')
    .innerJoin('staff', 'staff.staff_id', 'held_baskets.held_by')
    .select([
      'basket_id',
      'held_baskets.name',
      'held_at',
      'is_discarded',
      'terminals.code',
      'staff.name as by_name'
    ])
    .where(({ eb, or }) =>
      or([eb('is_discarded', '=', 0), eb('is_discarded', '=', 1).and('held_at', '>=', from)])
    )
    .orderBy('held_at')
)

const counted = question()((db) =>
  db
    .selectFrom('held_baskets')
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('is_discarded', '=', 0)
)

/** A basket that is put aside. */
export interface HeldBasket {
  basket_id: string
  name: string
  held_at: Moment
  /** Of the till where it was put aside, and who did. */
  code: string
  by_name: string
  /** Given up today, and still to be had back. */
  is_discarded: boolean
  lines: number
  total_minor: Minor
}

/** What is put aside, oldest first: what waits, and what was given up on this business day. */
export function listHeldBaskets(reader: Reader, at: Moment): HeldBasket[] {
  const { zone, day_starts_at } = readSettings(reader)
  const dayOf = (moment: Moment) => businessDay(moment, zone, day_starts_at)
  const business_day = dayOf(at)
  return since
    .list(reader, { from: later(at, -DAY_MS) })
    .filter(({ is_discarded, held_at }) => !is_discarded || dayOf(held_at) === business_day)
    .map((row) => {
      const { lines, total_minor } = priceNow(reader, row.basket_id, { business_day, at })
      return { ...row, is_discarded: row.is_discarded === 1, lines: lines.length, total_minor }
    })
}

/** How many baskets wait. */
export function countHeldBaskets(reader: Reader): number {
  return counted.read(reader, {}).held
}
