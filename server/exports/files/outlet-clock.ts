import type { Moment } from '../../values/clock.ts'

const HOUR_CHARACTERS = '2026-11-22T05'.length

/**
 * Reads moments by the outlet's clock. A zone's offset is asked for once an hour of the shop's history: a hundred
 * thousand lines fall into some hundred hours, and asking the calendar takes longer than writing a cell.
 *
 * @returns for a moment, the milliseconds since 1970 as if the outlet's clock ran in UTC
 */
export function outletClock(zone: string): (moment: Moment) => number {
  const offsets = new Map<string, number>()
  return (moment) => {
    const hour = moment.slice(0, HOUR_CHARACTERS)
    let offset = offsets.get(hour)
    if (offset === undefined) {
      offset = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
      offsets.set(hour, offset)
    }
    return Date.parse(moment) + offset
  }
}
