import type { Moment } from './clock.ts'

/** A day of trade as the owner names it, `2026-11-22`. */
export type BusinessDay = string

/**
 * The day of trade a moment falls on: the calendar day in the outlet's zone, counted from the hour the shop's
 * day begins, so that a sale at 00:30 still belongs to the evening before.
 *
 * @param zone an IANA zone, `Asia/Jakarta`
 * @param starts_at_hour 0 to 23
 */
export function businessDay(moment: Moment, zone: string, starts_at_hour = 4): BusinessDay {
  // By the clock on the wall: on a day that begins summer time, four hours before half past four are half past midnight.
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDateTime()
  return local.subtract({ hours: starts_at_hour }).toPlainDate().toString()
}

/** A business day some days after (or, negative, before) another. */
export function addDays(day: BusinessDay, days: number): BusinessDay {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** Reads a day as it stands in an address or comes from a date field; undefined for what is none. */
export function readDay(text: string | undefined): BusinessDay | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    return undefined // 31 February
  }
}
