import type { Moment } from '../values/clock.ts'

/** How long nobody may have sold anything before a shop that forgot to close a shift counts as closed. */
const QUIET_MS = 30 * 60_000
/** From so late on, a shop with no open shift has closed for the day; until so early, nobody has begun the next. */
const EVENING = 20
const MORNING = 6
/** From then on a shift that is still open was forgotten. */
const NIGHT = { from: 2, to: 5 }

/**
 * Whether a shop has closed for the day, so that nobody minds a moment without tills: in the evening once every shift
 * is closed, and in the depth of the night also when one was forgotten, if nothing was sold for half an hour.
 *
 * @param zone the outlet's, as IANA names it
 */
export function isAfterClosing(
  now: Moment,
  { zone, open_shifts, last_sale_at }: { zone: string; open_shifts: number; last_sale_at: Moment | null }
): boolean {
  const { hour } = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  if (last_sale_at !== null && Date.parse(now) - Date.parse(last_sale_at) < QUIET_MS) return false
  if (open_shifts === 0) return hour >= EVENING || hour < MORNING
  return hour >= NIGHT.from && hour < NIGHT.to
}
