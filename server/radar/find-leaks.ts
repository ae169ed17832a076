import type { RadarFacts } from './facts.ts'
import { FINDINGS, type Finding, type Rule } from './finding.ts'
import { findCashDifferences } from './rules/cash-differences.ts'
import { findClockJumps } from './rules/clock-jump.ts'
import { findHandDiscounts } from './rules/discount-by-hand.ts'
import { findOpenDrawers } from './rules/drawer-found-open.ts'
import { findNoSaleOpenings } from './rules/drawer-no-sale.ts'
import { findFailedPins } from './rules/failed-pins.ts'
import { findGivenUpLate } from './rules/given-up-late.ts'
import { findNearLimits } from './rules/just-under-limit.ts'
import { findRaisedLimits } from './rules/kasbon-raised.ts'
import { findLowLabels } from './rules/label-low.ts'
import { findLentPins } from './rules/lent-pin.ts'
import { findMoneyGivenBack } from './rules/money-given-back.ts'
import { findOutOfHours } from './rules/out-of-hours.ts'
import { findCorrectedPoints } from './rules/points-corrected.ts'
import { findHandPrices } from './rules/price-by-hand.ts'
import { findRefundsAsCash } from './rules/refund-as-cash.ts'
import { findRefundsSoon } from './rules/refund-soon.ts'
import { findRefundsWithoutSlip } from './rules/refund-without-slip.ts'
import { findRefundedReprints } from './rules/reprint-refunded.ts'
import { findReprints } from './rules/reprints.ts'
import { findFreeVouchers } from './rules/voucher-free.ts'

const RULES: Rule[] = [
  findRefundedReprints,
  findRefundsAsCash,
  findMoneyGivenBack,
  findLentPins,
  findRefundsSoon,
  findRefundsWithoutSlip,
  findCashDifferences,
  findGivenUpLate,
  findHandPrices,
  findHandDiscounts,
  findNearLimits,
  findLowLabels,
  findRaisedLimits,
  findFreeVouchers,
  findCorrectedPoints,
  findNoSaleOpenings,
  findOpenDrawers,
  findReprints,
  findFailedPins,
  findOutOfHours,
  findClockJumps
]

/** Everything that is out of the ordinary, the loudest first; of the same kind, what is about more money. */
export function findLeaks(facts: RadarFacts): Finding[] {
  return RULES.flatMap((rule) => rule(facts)).toSorted(
    (one, other) =>
      FINDINGS.indexOf(one.code) - FINDINGS.indexOf(other.code) ||
      Math.abs(other.figures.amount_minor) - Math.abs(one.figures.amount_minor)
  )
}
