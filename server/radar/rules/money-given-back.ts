import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Money that was taken for a basket and given back before the sale was made: nobody sees whether the customer got it. */
export function findMoneyGivenBack(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'money-given-back', facts.incidents['money-given-back'], { least: 2, alone: 2 })
}
