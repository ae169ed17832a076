import { type Minor, minor, sum } from '../values/money.ts'
import { type RoundingMode, roundCash } from '../values/round-cash.ts'

/** How the shop rounds cash; a step of 0 rounds nothing. */
export interface Rounding {
  rounding_mode: RoundingMode
  rounding_step: number
}

export interface Settled {
  /** Still owed; what cash would have to bring, rounded as cash is. 0 or less: paid. */
  missing_minor: Minor
  /** What cash paid more than the total asks (Pembulatan), or less. */
  rounding_minor: Minor
  /** Of each tender, in their order. Only cash gives change. */
  change: Minor[]
  change_minor: Minor
  /** How much more than the total was offered by means that give no change; 0 when all is well. */
  excess_minor: Minor
}

/**
 * Sets what was given against what is owed. Only what is paid in cash is rounded, and only cash gives change, out of
 * the last that was given.
 */
export function settleTenders(
  total_minor: Minor,
  tenders: readonly { is_cash: boolean; amount_minor: Minor }[],
  { rounding_mode, rounding_step }: Rounding
): Settled {
  const of = (is_cash: boolean) =>
    sum(tenders.filter((tender) => tender.is_cash === is_cash).map(({ amount_minor }) => amount_minor))
  const rest_minor = minor(total_minor - of(false))
  const excess_minor = minor(Math.max(0, -rest_minor))
  const due_minor = roundCash(minor(Math.max(0, rest_minor)), rounding_mode, rounding_step)
  const some_cash = tenders.some(({ is_cash }) => is_cash)
  const missing_minor = some_cash ? minor(due_minor - of(true)) : minor(Math.max(0, rest_minor))
  const change_minor = some_cash ? minor(Math.max(0, of(true) - due_minor)) : minor(0)
  return {
    missing_minor: minor(Math.max(0, missing_minor)),
    rounding_minor: some_cash && rest_minor >= 0 ? minor(due_minor - rest_minor) : minor(0),
    change: changeOf(tenders, change_minor),
    change_minor,
    excess_minor
  }
}

function changeOf(
  tenders: readonly { is_cash: boolean; amount_minor: Minor }[],
  change_minor: Minor
): Minor[] {
  let left = change_minor as number
  return tenders
    .toReversed()
    .map(({ is_cash, amount_minor }) => {
      const given_back = is_cash ? Math.min(left, amount_minor) : 0
      left -= given_back
      return minor(given_back)
    })
    .reverse()
}
