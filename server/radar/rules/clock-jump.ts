import type { RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { within } from '../more-than-usual.ts'

/** The box's clock went back: what was done then stands at an hour when it was not done. Nobody's by name. */
export function findClockJumps({ period, incidents }: RadarFacts): Finding[] {
  const jumps = within(period.now, incidents['clock-jump'])
  const before = within(period.before, incidents['clock-jump']).length
  return jumps.length > 0 ? [finding('clock-jump', {}, jumps, { before })] : []
}
