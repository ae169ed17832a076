import { question, type Reader } from '../db/prepare.ts'
import { INDEXED } from '../events/indexed.ts'
import { type BusinessDay, businessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { readSettings } from './read-settings.ts'

const lastShiftDay = question()((db) =>
  db.selectFrom('shifts').select('business_day').orderBy('business_day', 'desc').limit(1)
)

const doubting = question()((db) =>
  db
    .selectFrom('events')
    .select('type')
    .where(INDEXED)
    .where('type', 'in', ['clock.doubted', 'clock.confirmed'])
    .orderBy('event_id', 'desc')
    .limit(1)
)

/**
 * The day of trade that a moment falls on in this shop. While the box's clock is behind what is known, it is the last day
 * that a shift was opened on: a day that was begun never turns back into the one before, because a clock did.
 */
export function currentDay(reader: Reader, at: Moment): BusinessDay {
  const { zone, day_starts_at } = readSettings(reader)
  const day = businessDay(at, zone, day_starts_at)
  const last = lastShiftDay.find(reader, {})?.business_day
  if (last === undefined || last <= day) return day
  return doubting.find(reader, {})?.type === 'clock.doubted' ? last : day
}
