import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Money given back for goods without the slip of their sale: nobody can tell whether they were ever sold here. */
export function findRefundsWithoutSlip(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'refund-without-slip', facts.incidents['refund-without-slip'], {
    least: 2,
    alone: 3
  })
}
