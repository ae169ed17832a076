import { wordsIn } from '../../views/words/words.ts'
import type { Locale } from '../settings/read-settings.ts'
import type { BusinessDay } from '../values/business-day.ts'
import { type Choice, isCopy, type Span, TIMELESS } from './choice.ts'
import { listSheets } from './sheets/list-sheets.ts'

const TAGS: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' }

/**
 * What a file is called: what it holds, and of when. `Backup_Penjualan_15_Juni_2025.csv`; a whole month or year by its
 * name, a stretch of days by its first and last, all there is until its last day, and what knows no time by the day it
 * was made.
 */
export function nameFile(choice: Choice, locale: Locale, today: BusinessDay): string {
  const { kinds, until } = wordsIn(locale).exports
  const what = kinds[choice.what].file
  const to_today = choice.span === null && !TIMELESS.has(choice.what) && !isCopy(choice)
  const day = to_today ? `${until}_${dayName(today, locale)}` : dayName(today, locale)
  const when = choice.span ? spanName(choice.span, locale) : day
  return `Backup_${what}_${when}.${ending(choice)}`
}

function ending(choice: Choice): string {
  if (choice.format !== 'csv') return isCopy(choice) ? 'laci.json' : choice.format
  return listSheets(choice, true).length === 1 ? 'csv' : 'zip'
}

function spanName({ from, to }: Span, locale: Locale): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  if (from === to) return dayName(to, locale)
  const ends_month = last.day === last.daysInMonth
  const same_year = first.year === last.year
  if (same_year && first.dayOfYear === 1 && last.dayOfYear === last.daysInYear) return String(last.year)
  if (same_year && first.month === last.month) {
    if (first.day === 1 && ends_month) return `${monthName(to, locale)}_${last.year}`
    return `${first.day}-${dayName(to, locale)}`
  }
  const start = `${first.day}_${monthName(from, locale)}${same_year ? '' : `_${first.year}`}`
  return `${start}-${dayName(to, locale)}`
}

function dayName(day: BusinessDay, locale: Locale): string {
  const { day: no, year } = Temporal.PlainDate.from(day)
  return `${no}_${monthName(day, locale)}_${year}`
}

function monthName(day: BusinessDay, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], { month: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}
