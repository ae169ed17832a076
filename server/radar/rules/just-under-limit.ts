import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** From so much of the limit on, in hundredths, somebody went as far as they may. */
const NEAR = 90

/** Discounts right below what would have to be asked for: as much as goes without anybody hearing of it. */
export function findNearLimits(facts: RadarFacts): Finding[] {
  const near = facts.incidents['discount-by-hand'].filter(({ staff_id, approved_by, measure }) => {
    const limit_bp = facts.people.get(staff_id ?? '')?.limit_bp ?? 0
    const is_limited = limit_bp > 0 && limit_bp < 10_000 && approved_by === null
    return is_limited && (measure ?? 0) * 100 >= limit_bp * NEAR && (measure ?? 0) <= limit_bp
  })
  return moreThanUsual(facts, 'just-under-limit', near, { least: 6, alone: 15 })
}
