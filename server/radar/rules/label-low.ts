import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/**
 * Labels with a price in them that name far less than labels of the same item do. A label's digits can be typed as well as
 * scanned, so that whoever knows how they are made can name any price.
 */
export function findLowLabels(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'label-low', facts.incidents['label-low'], { least: 2, alone: 2 })
}
