import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/**
 * Goods taken back, or sales undone, soon after they were sold at the same till: the customer has left with the goods, and
 * the money stays in somebody's hand. Most are honest: a wrong scan is noticed at once.
 */
export function findRefundsSoon(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'refund-soon', facts.incidents['refund-soon'], { least: 2, alone: 3 })
}
