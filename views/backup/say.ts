import type { Moment } from '../../server/values/clock.ts'
import { dayAndTime, timeOfDay } from '../format.ts'
import type { Page } from '../page.ts'
import { sizeText } from '../words/exports-id.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000]
] as const

/** How long ago something was, `3 detik yang lalu`. @param now of the box, by whose clock it was */
export function ago({ locale, words }: Page, moment: Moment, now: Moment): string {
  const [count, unit] = roughly(Math.max(0, Date.parse(now) - Date.parse(moment)))
  if (count === 0) return words.backup.just_now
  return new Intl.RelativeTimeFormat(locale).format(-count, unit)
}

/** How long something takes, in its largest unit: `2 jam`. */
export function span({ locale }: Pick<Page, 'locale'>, ms: number): string {
  const [count, unit] = roughly(ms)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/** A size as one says it, `1,3 MB`; a stick's in the figure that is printed on it, `32 GB`. */
export function bytesText({ locale }: Pick<Page, 'locale'>, bytes: number): string {
  if (bytes < 1_000_000_000) return sizeText(bytes, locale)
  const digits = bytes < 10_000_000_000 ? 1 : 0
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(bytes / 1e9)} GB`
}

/** The hour of a moment, and its day when it is not today's. */
export function shortTime({ locale, zone }: Page, moment: Moment, now: Moment): string {
  const dayOf = (one: Moment): string =>
    Temporal.Instant.from(one).toZonedDateTimeISO(zone).toPlainDate().toString()
  return dayOf(moment) === dayOf(now) ? timeOfDay(moment, locale, zone) : dayAndTime(moment, locale, zone)
}

function roughly(ms: number): [count: number, unit: (typeof UNITS)[number][0]] {
  const [unit, length] = UNITS.find(([, one]) => ms >= one) ?? (['second', 1000] as const)
  return [Math.floor(ms / length), unit]
}
