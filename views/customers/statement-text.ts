import type { Statement } from '../../server/customers/read-statement.ts'
import { sum } from '../../server/values/money.ts'
import { moneyText } from '../format.ts'
import type { Page } from '../page.ts'
import { shortDate } from './dates.ts'

/** So many debts stand in a message one by one; the rest as one line, so that an address can carry it. */
const MOST_LINES = 12

/** A statement as one writes it to the customer. */
export function statementText(
  { words, locale, shop_name }: Page,
  name: string,
  statement: Statement
): string {
  const w = words.customers.statement
  const { open, closing_minor } = statement
  if (closing_minor <= 0) return [w.greeting(name, shop_name), w.settled].join('\n')
  const shown = open.slice(0, MOST_LINES)
  const rest = open.slice(MOST_LINES)
  return [
    w.greeting(name, shop_name),
    ...shown.map(({ business_day, number, left_minor }) =>
      w.day_left(shortDate(business_day), number ?? '', moneyText(left_minor, locale))
    ),
    ...(rest.length > 0
      ? [`${w.more(rest.length)}: ${moneyText(sum(rest.map(({ left_minor }) => left_minor)), locale)}`]
      : []),
    `*${w.total}: ${moneyText(closing_minor, locale)}*`,
    w.thanks
  ].join('\n')
}
