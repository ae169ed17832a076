import type { Reader } from '../db/prepare.ts'
import { type BusinessDay, businessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { readSettings } from './read-settings.ts'

/** The day of trade that a moment falls on in this shop. */
export function currentDay(reader: Reader, at: Moment): BusinessDay {
  const { zone, day_starts_at } = readSettings(reader)
  return businessDay(at, zone, day_starts_at)
}
