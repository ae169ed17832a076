import { addDays, type BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'

/** What may be handed out. */
export const WHATS = [
  'everything',
  'sales',
  'refunds',
  'stock',
  'items',
  'customers',
  'days',
  'ledger',
  'settings'
] as const

export type What = (typeof WHATS)[number]

/** What stands as it stands, whenever it came: a period means nothing to it. */
export const TIMELESS: ReadonlySet<What> = new Set(['items', 'customers', 'settings'])

export const FORMATS = ['xlsx', 'csv', 'json'] as const

export type Format = (typeof FORMATS)[number]

export const PERIODS = [
  'this-month',
  'today',
  'yesterday',
  'this-week',
  'last-month',
  'this-year',
  'all',
  'days'
] as const

export type Period = (typeof PERIODS)[number]

/** From a business day to another, both within it. */
export interface Span {
  from: BusinessDay
  to: BusinessDay
}

/** What is handed out, of when, and how it is written. A span of null is all there is. */
export interface Choice {
  what: What
  format: Format
  span: Span | null
}

/** A choice as somebody makes it: by the name of a period, or by its first and last day. */
export interface Wish {
  what: What
  format: Format
  period: Period
  from?: BusinessDay | undefined
  to?: BusinessDay | undefined
}

/**
 * Makes a choice of a wish. What knows no time, and a file to restore from, is always whole.
 *
 * @param today the business day it is asked on
 * @returns undefined when the days of a period are missing or the wrong way round
 */
export function choose({ what, format, period, from, to }: Wish, today: BusinessDay): Choice | undefined {
  if (TIMELESS.has(what) || isCopy({ what, format })) return { what, format, span: null }
  const span = period === 'days' ? from && to && from <= to && { from, to } : spanOf(period, today)
  return span === undefined || span === '' || span === false ? undefined : { what, format, span }
}

/** Whether this is the file that makes the same shop again. */
export function isCopy({ what, format }: Pick<Choice, 'what' | 'format'>): boolean {
  return what === 'everything' && format === 'json'
}

/** The days that a period's name means. A week begins on Monday; none of them goes beyond today. */
function spanOf(period: Exclude<Period, 'days'>, today: BusinessDay): Span | null {
  const day = Temporal.PlainDate.from(today)
  const month = day.with({ day: 1 })
  if (period === 'all') return null
  if (period === 'yesterday') return { from: addDays(today, -1), to: addDays(today, -1) }
  if (period === 'last-month') {
    return { from: month.subtract({ months: 1 }).toString(), to: month.subtract({ days: 1 }).toString() }
  }
  const begins = {
    today: day,
    'this-week': day.subtract({ days: day.dayOfWeek - 1 }),
    'this-month': month,
    'this-year': day.with({ month: 1, day: 1 })
  }
  return { from: begins[period].toString(), to: today }
}

/** A span as moments: from the first on, and before the second. */
export interface Moments {
  from_at: Moment
  until_at: Moment
}

/** When a span's first day begins and the day after its last one. Beyond all that is kept where it has no end. */
export function momentsOf(span: Span | null, zone: string, starts_at_hour: number): Moments {
  if (!span) return { from_at: '0000', until_at: '9999' }
  const begin = (day: BusinessDay) =>
    Temporal.PlainDate.from(day)
      .toZonedDateTime({ timeZone: zone, plainTime: { hour: starts_at_hour } })
      .toInstant()
      .toString({ fractionalSecondDigits: 3 })
  return { from_at: begin(span.from), until_at: begin(addDays(span.to, 1)) }
}
