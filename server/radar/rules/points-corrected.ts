import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Points given by hand: they pay for goods. */
export function findCorrectedPoints(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'points-corrected', facts.incidents['points-corrected'], { least: 2, alone: 3 })
}
