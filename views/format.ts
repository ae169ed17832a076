import type { Locale } from '../server/settings/read-settings.ts'
import { businessDay } from '../server/values/business-day.ts'
import type { Moment } from '../server/values/clock.ts'
import { type Html, html } from './html.ts'

const TAGS: Record<Locale, string> = { id: 'id-ID', en: 'en-ID' }

/** Makes a formatter once per language and zone; a new one each time would be thirty times slower. */
function cached<Formatter>(make: (locale: Locale, zone: string) => Formatter) {
  const made = new Map<string, Formatter>()
  return (locale: Locale, zone = 'UTC'): Formatter => {
    const key = locale + zone
    let formatter = made.get(key)
    if (!formatter) {
      formatter = make(locale, zone)
      made.set(key, formatter)
    }
    return formatter
  }
}

const whole = cached((locale) => new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 0 }))
const decimal = cached((locale) => new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 3 }))
const time = cached(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(TAGS[locale], { timeZone, hour: '2-digit', minute: '2-digit', hour12: false })
)
const exact = cached(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(TAGS[locale], {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false
    })
)
const stamp = cached(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(TAGS[locale], {
      timeZone,
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false
    })
)
const day = cached(
  (locale) =>
    new Intl.DateTimeFormat(TAGS[locale], {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric'
    })
)
const date = cached(
  (locale) =>
    new Intl.DateTimeFormat(TAGS[locale], { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
)
const shortDay = cached(
  (locale) => new Intl.DateTimeFormat(TAGS[locale], { timeZone: 'UTC', weekday: 'short', day: 'numeric' })
)

/** The figure of an amount of rupiah, `12.500`. */
export function figure(amount: number, locale: Locale): string {
  return whole(locale).format(amount)
}

/** An amount in running text, `Rp 12.500`, never broken over two lines; below nothing `−Rp 12.500`. */
export function moneyText(amount: number, locale: Locale): string {
  return `${amount < 0 ? '−' : ''}Rp\u00a0${figure(Math.abs(amount), locale)}`
}

/** An amount on a page: the currency's sign smaller than the figure. */
export function money(amount: number, locale: Locale): Html {
  const sign = amount < 0 ? '−' : ''
  return html`<span class="money">${sign}<small>Rp</small> ${figure(Math.abs(amount), locale)}</span>`
}

/** A quantity in thousandths as one says it, `3` or `0,25`. */
export function quantity(thousandths: number, locale: Locale): string {
  return decimal(locale).format(thousandths / 1000)
}

/** A part in basis points as one says it, `12,5%`. */
export function percent(basis_points: number, locale: Locale): string {
  return `${decimal(locale).format(basis_points / 100)}%`
}

/** The hour of a moment at the outlet, `14.05`. */
export function timeOfDay(moment: Moment, locale: Locale, zone: string): string {
  return time(locale, zone).format(Date.parse(moment))
}

/** The second of a moment at the outlet, `14.05.09`: how old a figure is. */
export function exactTime(moment: Moment, locale: Locale, zone: string): string {
  return exact(locale, zone).format(Date.parse(moment))
}

/** Day and hour of a moment at the outlet, `22/11/2026, 14.05`. */
export function dayAndTime(moment: Moment, locale: Locale, zone: string): string {
  return stamp(locale, zone).format(Date.parse(moment))
}

/** A business day as one says it, `Minggu, 22 November 2026`. */
export function dayName(businessDay: string, locale: Locale): string {
  return day(locale).format(Date.parse(businessDay))
}

/** A business day without its weekday, `22 November 2026`. */
export function plainDay(businessDay: string, locale: Locale): string {
  return date(locale).format(Date.parse(businessDay))
}

/** The day of a moment by the outlet's calendar, `22 November 2026`. */
export function calendarDay(moment: Moment, locale: Locale, zone: string): string {
  return plainDay(businessDay(moment, zone, 0), locale)
}

/** A business day under a chart, `Min 22`. */
export function dayMark(businessDay: string, locale: Locale): string {
  return shortDay(locale).format(Date.parse(businessDay))
}
