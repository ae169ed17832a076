import type { Moment } from '../../server/values/clock.ts'
import { bytesText, span } from '../backup/say.ts'
import { calendarDay, dayAndTime, figure, timeOfDay } from '../format.ts'
import type { Page } from '../page.ts'

/** How the doctor's facts are said in one language. */
export interface Speech {
  bytes(bytes: number): string
  /** A length of time in its largest unit, `2 jam`. */
  span(ms: number): string
  moment(at: Moment): string
  day(at: Moment): string
  hour(at: Moment): string
  figure(amount: number): string
  /** A few milliseconds, `0,8`. */
  ms(ms: number): string
  /** Things by their names, each with what is wrong with it. */
  printers(names: readonly string[], troubles: readonly string[]): string
  places(names: readonly string[], faults: readonly string[]): string
}

export function speechOf(page: Pick<Page, 'words' | 'locale' | 'zone'>): Speech {
  const { words, locale, zone } = page
  const fractions = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const told = (
    names: readonly string[],
    codes: readonly string[],
    sentences: Record<string, string>,
    none: string
  ) => names.map((name, i) => `${name} (${lower(sentences[codes[i] ?? ''] ?? none)})`).join(', ')
  return {
    bytes: (bytes) => bytesText(page as Page, bytes),
    span: (ms) => span(page as Page, ms),
    moment: (at) => dayAndTime(at, locale, zone),
    day: (at) => calendarDay(at, locale, zone),
    hour: (at) => timeOfDay(at, locale, zone),
    figure: (amount) => figure(amount, locale),
    ms: (ms) => fractions.format(ms),
    printers: (names, troubles) => told(names, troubles, words.job.trouble, words.job.trouble.unknown),
    places: (names, faults) =>
      told(
        names,
        faults,
        { ...words.backup.places.faults, ...words.doctor.place_faults },
        words.job.trouble.unknown
      )
  }
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
