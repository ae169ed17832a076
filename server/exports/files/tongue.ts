import { type Words, wordsIn } from '../../../views/words/words.ts'
import type { Locale } from '../../settings/read-settings.ts'
import type { ColumnName } from '../sheets/sheet.ts'
import { outletClock } from './outlet-clock.ts'

/** How cells are said: in the shop's language, and by its clock. */
export interface Tongue {
  locale: Locale
  titles: Record<ColumnName, string>
  /** A code by its word; one that has none stays as it is. */
  word(list: WordList, code: string): string
  yes(is: boolean): string
  clock: ReturnType<typeof outletClock>
}

/** The lists of words that codes are written by. */
export type WordList = keyof ReturnType<typeof listsOf>

export function tongueOf(locale: Locale, zone: string): Tongue {
  const words = wordsIn(locale)
  const { columns, yes, no } = words.exports
  const lists: Record<WordList, Record<string, string>> = listsOf(words)
  return {
    locale,
    titles: columns,
    word: (list, code) => lists[list][code] ?? code,
    yes: (is) => (is ? yes : no),
    clock: outletClock(zone)
  }
}

function listsOf({ exports, goods, refunds, slips, staff }: Words) {
  const { accounts, destinations, move_reasons } = exports
  return {
    accounts,
    destinations,
    means: slips.means,
    move_reasons,
    refund_kinds: refunds.kinds,
    roles: staff.roles,
    tax_classes: goods.tax.classes
  }
}
