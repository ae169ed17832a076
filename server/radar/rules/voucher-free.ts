import type { RadarFacts } from '../facts.ts'
import type { Finding } from '../finding.ts'
import { moreThanUsual } from '../more-than-usual.ts'

/** Vouchers for which no money came in: they are as good as cash. */
export function findFreeVouchers(facts: RadarFacts): Finding[] {
  return moreThanUsual(facts, 'voucher-free', facts.incidents['voucher-free'], { least: 3, alone: 3 })
}
