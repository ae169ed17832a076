import type { RadarFacts } from '../facts.ts'
import { type Finding, finding } from '../finding.ts'
import { byStaff, within } from '../more-than-usual.ts'

/**
 * A slip printed once more, and its sale taken back by the same person: a slip is what one shows for a refund, and the
 * customer has the first one. One is enough to be looked at, for it rarely comes about by itself.
 */
export function findRefundedReprints({ period, incidents }: RadarFacts): Finding[] {
  const refunded = within(period.now, incidents['reprint-refunded'])
  return [...byStaff(refunded)].map(([staff_id, found]) => finding('reprint-refunded', { staff_id }, found))
}
