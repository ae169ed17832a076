import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Discounts by hand in more sales than usual: to friends, or kept by whoever took the full price. */
export function findHandDiscounts(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'discount-by-hand', facts.incidents['discount-by-hand'], {
    least: 5,
    alone: 25
  })
}
