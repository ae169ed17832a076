import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Customers who may owe more than before: whoever is in it with them is given goods for nothing. */
export function findRaisedLimits(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'kasbon-raised', facts.incidents['kasbon-raised'], { least: 2, alone: 3 })
}
