import type { RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { byStaff, inDays, within } from '../more-than-usual.ts'

/** People mistype what is theirs now and then; so often in a week they don't. */
const LEAST = 6

/** A PIN or a password that was wrong again and again: somebody may be guessing it. Shown by whose it was. */
export function findFailedPins({ period, incidents }: RadarFacts): Finding[] {
  const all = incidents['failed-pins']
  return [...byStaff(within(period.now, all))].flatMap(([staff_id, found]) => {
    if (found.length < inDays(LEAST, period.days)) return []
    const before = within(period.before, all).filter((one) => one.staff_id === staff_id).length
    return finding('failed-pins', { staff_id }, found, { before })
  })
}
