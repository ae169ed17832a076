import { type Minor, minor, sum } from '../values/money.ts'
import { type Rounding, settleTenders } from './settle-tenders.ts'

/** What a basket still asks for when some of it was given already. */
export interface Owed {
  /** To the last rupiah, as everything but cash pays it. */
  exact_minor: Minor
  /** As coins can make it, were the rest paid in cash. */
  cash_minor: Minor
  /** What paying the rest in cash adds to the total, or takes off it (Pembulatan). */
  rounding_minor: Minor
  /** Of the cash that was given already, where the basket has become cheaper than that. */
  change_minor: Minor
  /** What must be given back first: more was given by means without change than the basket costs by now. */
  excess_minor: Minor
  /** Nothing more is needed. */
  is_paid: boolean
}

/** What is owed after what was given, and how cash would round it. */
export function owedAfter(
  total_minor: Minor,
  given: readonly { is_cash: boolean; amount_minor: Minor }[],
  rounding: Rounding
): Owed {
  const now = settleTenders(total_minor, given, rounding)
  const in_cash = settleTenders(total_minor, [...given, { is_cash: true, amount_minor: minor(0) }], rounding)
  const is_paid = now.missing_minor === 0 && now.excess_minor === 0
  const rest = total_minor - sum(given.map(({ amount_minor }) => amount_minor))
  return {
    exact_minor: minor(is_paid ? 0 : Math.max(0, rest)),
    cash_minor: in_cash.missing_minor,
    rounding_minor: in_cash.rounding_minor,
    change_minor: now.change_minor,
    excess_minor: now.excess_minor,
    is_paid
  }
}
