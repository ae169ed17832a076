import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Goods sold below their price, which was set by hand. */
export function findHandPrices(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'price-by-hand', facts.incidents['price-by-hand'], { least: 3, alone: 8 })
}
