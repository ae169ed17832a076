import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Slips printed once more: a second slip can be shown for a refund, or given to a customer whose sale was not rung up. */
export function findReprints(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'reprints', facts.incidents['reprints'], { least: 4, alone: 8 })
}
