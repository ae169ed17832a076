import { sql } from 'kysely'
import type { Light } from '../backup/light/judge-light.ts'
import { question, type Reader } from '../db/prepare.ts'
import {
  type DayFigures,
  type Drawer,
  type LowItem,
  listDrawers,
  listLowStock,
  readDayFigures
} from '../reports/read-today.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import { readTakings, type Taking } from '../shifts/read-takings.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import { listStaffEvents, type StaffEvents } from './staff-events.ts'
import type { DoorWindow } from './window.ts'

const HOUR_MS = 3_600_000

/** Ten minutes are the first fifteen letters of a moment; no zone is off by less. */
const bySpan = question<{ day: BusinessDay }>()((db, { day }) =>
  db
    .selectFrom('sales')
    .select([
      sql<string>`substr(sold_at, 1, 15) || '0:00.000Z'`.as('from'),
      sql<Minor>`sum(total_minor)`.as('total_minor')
    ])
    .where('business_day', '=', day)
    .groupBy('from')
    .orderBy('from')
)

const lastSales = question<{ day: BusinessDay; limit: number }>()((db, { day, limit }) =>
  db
    .selectFrom('sales')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .select(['sale_id', 'receipt_no', 'sold_at', 'total_minor', 'staff.name as cashier'])
    .select(
      sql<number>`(select count(*) from sale_lines where sale_lines.sale_id = sales.sale_id)`.as('lines')
    )
    .where('business_day', '=', day)
    .orderBy('sold_at', 'desc')
    .limit(limit)
)

const belowNothing = question<{ limit: number }>()((db, { limit }) =>
  db
    .selectFrom('stock_levels')
    .innerJoin('items', 'items.item_id', 'stock_levels.item_id')
    .select(['items.name', 'items.unit', 'quantity_milli'])
    .where('quantity_milli', '<', 0 as Milli)
    .where('minimum_milli', '<=', 0 as Milli)
    .orderBy('quantity_milli')
    .limit(limit)
)

const tills = question()((db) =>
  db
    .selectFrom('terminals')
    .leftJoin('open_shifts', 'open_shifts.terminal_id', 'terminals.terminal_id')
    .select(['terminals.terminal_id', 'code', 'terminals.name', 'open_shifts.shift_id'])
    .orderBy('paired_at')
)

const lastOfTill = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom('sales')
    .select('sold_at')
    .where('terminal_id', '=', terminal_id)
    .orderBy('receipt_number', 'desc')
    .limit(1)
)

export type LastSale = ReturnType<typeof lastSales.read>

/** What was sold in an hour of the outlet's day. */
export interface HourTotal {
  hour: number
  total_minor: Minor
}

/** A till, whether its shift is open, and when it last sold. */
export interface TillState {
  code: string
  name: string
  is_open: boolean
  last_sale_at: Moment | null
}

/** All that the first page shows, read at one moment. */
export interface Now {
  as_of: Moment
  figures: DayFigures
  takings: Taking[]
  hours: HourTotal[]
  drawers: Drawer[]
  last_sales: LastSale[]
  low: LowItem[]
  negative: ReturnType<typeof belowNothing.list>
  events: StaffEvents
  tills: TillState[]
  light: Light
}

/**
 * How the shop stands, this moment. Each question goes by an index, or through a table as long as the shop is large and
 * not as it is old: what it costs does not grow with the years.
 */
export function readNow(window: DoorWindow): Now {
  return window.look(() => {
    const as_of = window.clock.now()
    const day = currentDay(window, as_of)
    return {
      as_of,
      figures: readDayFigures(window, day, as_of),
      takings: readTakings(window, { business_day: day }),
      hours: listHours(window, day),
      drawers: listDrawers(window),
      last_sales: lastSales.list(window, { day, limit: 5 }),
      low: listLowStock(window, 8),
      negative: belowNothing.list(window, { limit: 8 }),
      events: listStaffEvents(window, day),
      tills: tills.list(window, {}).map(({ terminal_id, code, name, shift_id }) => ({
        code,
        name,
        is_open: shift_id !== null,
        last_sale_at: lastOfTill.find(window, { terminal_id })?.sold_at ?? null
      })),
      light: window.light()
    }
  })
}

/** The sales of today, the newest first. */
export function listTodaysSales(window: DoorWindow): { as_of: Moment; sales: LastSale[] } {
  return window.look(() => {
    const as_of = window.clock.now()
    return { as_of, sales: lastSales.list(window, { day: currentDay(window, as_of), limit: 200 }) }
  })
}

/** Every hour from the first in which something was sold to the last, as clocks at the outlet show it. */
function listHours(reader: Reader, day: BusinessDay): HourTotal[] {
  const { zone } = readSettings(reader)
  const totals = new Map<Moment, number>()
  for (const { from, total_minor } of bySpan.list(reader, { day })) {
    const hour = hourOf(from, zone)
    totals.set(hour, (totals.get(hour) ?? 0) + total_minor)
  }
  const [first, last] = [totals.keys().next().value, [...totals.keys()].at(-1)]
  if (!first || !last) return []
  const hours: HourTotal[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += HOUR_MS) {
    const moment = new Date(at).toISOString()
    const { hour } = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
    hours.push({ hour, total_minor: minor(totals.get(moment) ?? 0) })
  }
  return hours
}

/** When the outlet's hour began that a moment falls into. */
function hourOf(moment: Moment, zone: string): Moment {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(zone)
  return new Date(
    local.round({ smallestUnit: 'hour', roundingMode: 'floor' }).epochMilliseconds
  ).toISOString()
}
