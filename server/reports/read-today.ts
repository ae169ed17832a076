import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { listRefundTotals } from '../refunds/find-refunds.ts'
import { listDayTotals } from '../sales/find-sales.ts'
import { findShiftReport } from '../shifts/find-shift.ts'
import { addDays, type BusinessDay } from '../values/business-day.ts'
import { later, type Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

const WEEK_MS = 7 * 24 * 60 * 60_000

const soldUntil = question<{ day: BusinessDay; moment: Moment }>()((db, { day, moment }) =>
  db
    .selectFrom('sales')
    .select(sql<Minor>`coalesce(sum(total_minor), 0)`.as('total_minor'))
    .where('business_day', '=', day)
    .where('sold_at', '<=', moment)
)

const refundedUntil = question<{ day: BusinessDay; moment: Moment }>()((db, { day, moment }) =>
  db
    .selectFrom('refunds')
    .select(sql<Minor>`coalesce(sum(value_minor), 0)`.as('refunded_minor'))
    .where('business_day', '=', day)
    .where('refunded_at', '<=', moment)
)

const openShifts = question()((db) =>
  db
    .selectFrom('open_shifts')
    .innerJoin('terminals', 'terminals.terminal_id', 'open_shifts.terminal_id')
    .select(['open_shifts.shift_id', 'terminals.code', 'terminals.name'])
    .orderBy('terminals.code')
)

const low = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
    .select([
      'items.item_id',
      'items.name',
      'items.unit',
      'items.minimum_milli',
      sql<Milli>`coalesce(stock_levels.quantity_milli, 0)`.as('quantity_milli'),
      sql<number>`count(*) over ()`.as('of')
    ])
    .where('items.minimum_milli', '>', 0 as Milli)
    .where('retired_at', 'is', null)
    .where(sql<boolean>`coalesce(stock_levels.quantity_milli, 0) <= items.minimum_milli`)
    .orderBy(sql`coalesce(stock_levels.quantity_milli, 0) * 1.0 / items.minimum_milli`)
    .orderBy('items.name')
    .limit(limit)
)

/** One day's sales: how many, and what they made without what was given back on that day. */
export interface DayTotal {
  business_day: BusinessDay
  sales: number
  total_minor: Minor
  refunds: number
  refunded_minor: Minor
}

/** Today against the same weekday of last week, the whole of it and up to the same hour. */
export interface DayFigures extends DayTotal {
  last_week_minor: Minor
  last_week_by_now_minor: Minor
}

export function readDayFigures(reader: Reader, day: BusinessDay, now: Moment): DayFigures {
  const week_ago = addDays(day, -7)
  return {
    ...totalsOf(reader, day, day)[0]!,
    last_week_minor: totalsOf(reader, week_ago, week_ago)[0]!.total_minor,
    last_week_by_now_minor: netUntil(reader, week_ago, later(now, -WEEK_MS))
  }
}

/** The seven days up to a day, the oldest first; a day without sales stands there with nothing. */
export function listLastDays(reader: Reader, day: BusinessDay): DayTotal[] {
  return totalsOf(reader, addDays(day, -6), day)
}

/** What each drawer should hold whose shift is open. */
export function listDrawers(reader: Reader) {
  return openShifts.list(reader, {}).map(({ shift_id, code, name }) => {
    const { shift, expected_minor } = findShiftReport(reader, shift_id)!
    return {
      shift_id,
      code,
      name,
      expected_minor,
      opened_at: shift.opened_at,
      opened_by: shift.opened_by_name
    }
  })
}

export type Drawer = ReturnType<typeof listDrawers>[number]

/** Items on sale at or below their minimum, the emptiest first; each row knows how many there are in all. */
export function listLowStock(reader: Reader, limit = 20) {
  return low.list(reader, { limit })
}

export type LowItem = ReturnType<typeof listLowStock>[number]

function netUntil(reader: Reader, day: BusinessDay, moment: Moment): Minor {
  const { total_minor } = soldUntil.read(reader, { day, moment })
  return minor(total_minor - refundedUntil.read(reader, { day, moment }).refunded_minor)
}

function totalsOf(reader: Reader, from: BusinessDay, to: BusinessDay): DayTotal[] {
  const sold = new Map(listDayTotals(reader, from, to).map((total) => [total.business_day, total]))
  const back = new Map(listRefundTotals(reader, from, to).map((total) => [total.business_day, total]))
  const days: DayTotal[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { sales = 0, total_minor = 0 } = sold.get(day) ?? {}
    const { refunds = 0, refunded_minor = minor(0) } = back.get(day) ?? {}
    days.push({
      business_day: day,
      sales,
      total_minor: minor(total_minor - refunded_minor),
      refunds,
      refunded_minor
    })
  }
  return days
}
