import type { Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Owed, owedAfter } from '../tenders/owed.ts'
import { type Minor, minor, sum } from '../values/money.ts'
import type { TillState } from './read-till.ts'

/** What the basket in hand still asks for, after what was taken for it and what is given back for it. */
export function owedBy(till: TillState, reader: Reader): Owed {
  const { basket, tenders } = till
  const given = tenders.map(({ method, amount_minor }) => ({ is_cash: method.kind === 'cash', amount_minor }))
  const exchange = { is_cash: false, amount_minor: exchangedFor(till) }
  return owedAfter(basket.total_minor, [...given, exchange], readSettings(reader))
}

/** How much of the goods given back pays for those in the basket; what they are worth beyond it goes back. */
export function exchangedFor({ basket, tenders, returns }: TillState): Minor {
  const rest_minor = basket.total_minor - sum(tenders.map(({ amount_minor }) => amount_minor))
  return minor(Math.max(0, Math.min(returns?.value_minor ?? 0, rest_minor)))
}
