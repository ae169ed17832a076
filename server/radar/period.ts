import { addDays, type BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { RadarPeriod } from './facts.ts'

/** What may be asked for: today, seven days, thirty, the `last-14`, or a month by its name, `2026-11`. */
export type AskedPeriod = 'today' | 'week' | 'thirty' | (string & {})

const DAYS: Record<string, number> = { today: 1, week: 7, thirty: 30 }

/** What is usual is learnt from so many days before; of a single day nothing could be learnt. */
const HABIT_DAYS = 28

/**
 * The days that are looked at.
 *
 * @param today the business day it is
 * @returns seven days for what is no period
 */
export function readPeriod(
  asked: AskedPeriod,
  today: BusinessDay,
  shop: { zone: string; day_starts_at: number }
): RadarPeriod {
  const { first_day, last_day } = daysOf(asked, today)
  const days = Temporal.PlainDate.from(first_day).until(last_day).days + 1
  const known_from_day = addDays(first_day, -Math.max(days, HABIT_DAYS))
  const start = (day: BusinessDay) => startOfDay(day, shop)
  return {
    first_day,
    last_day,
    days,
    now: { from: start(first_day), to: start(addDays(last_day, 1)) },
    before: { from: start(addDays(first_day, -days)), to: start(first_day) },
    known_from: start(known_from_day),
    known_from_day
  }
}

function daysOf(asked: AskedPeriod, today: BusinessDay): { first_day: BusinessDay; last_day: BusinessDay } {
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && Temporal.PlainYearMonth.from(asked)
  const [, last] = /^last-(\d{1,4})$/.exec(asked) ?? []
  const days = DAYS[asked] ?? Math.max(1, Number(last ?? 7))
  if (!month) return { first_day: addDays(today, 1 - days), last_day: today }
  return {
    first_day: `${asked}-01`,
    last_day: month.toPlainDate({ day: month.daysInMonth }).toString()
  }
}

/** When a business day begins, in the shop's own hours. */
function startOfDay(
  day: BusinessDay,
  { zone, day_starts_at }: { zone: string; day_starts_at: number }
): Moment {
  const { epochMilliseconds } = Temporal.PlainDate.from(day)
    .toPlainDateTime({ hour: day_starts_at })
    .toZonedDateTime(zone)
  return new Date(epochMilliseconds).toISOString()
}
