import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** The drawer opened where nothing is sold: how cash of a sale that was never rung up gets in, and out again. */
export function findNoSaleOpenings(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'drawer-no-sale', facts.incidents['drawer-no-sale'], { least: 4, alone: 10 })
}
