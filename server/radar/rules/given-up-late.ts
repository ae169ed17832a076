import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/**
 * Baskets given up, or goods taken out of them, after the customer had been shown a code or had paid a part: the customer
 * pays for what the books never see.
 */
export function findGivenUpLate(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'given-up-late', facts.incidents['given-up-late'], { least: 2, alone: 3 })
}
