import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Cash given back for what was paid by other means: the way to turn somebody else's QRIS payment into banknotes. */
export function findRefundsAsCash(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'refund-as-cash', facts.incidents['refund-as-cash'], { least: 2, alone: 3 })
}
