import { type Minor, minor, share } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

/** A line of a sale, as much of it as its refund depends on: what was paid, after all that was taken off. */
export interface PaidLine {
  line_no: number
  quantity_milli: Milli
  total_minor: Minor
  service_minor: Minor
  tax_minor: Minor
  is_tax_included: 0 | 1
}

/** What a part of a line is worth; the tax stands within the total or on top of it, as on the line. */
export interface Part {
  total_minor: Minor
  service_minor: Minor
  tax_minor: Minor
}

/**
 * What a part of a line was paid with, when some of the line went back before. Each amount is rounded as a running
 * sum, so that the parts of a line, in whatever order and sizes, add up to exactly what was paid for it: of three for
 * 10.000 they are 3.333, 3.334 and 3.333.
 *
 * @param before_milli what went back of the line already
 */
export function partOf(line: PaidLine, before_milli: Milli, quantity_milli: Milli): Part {
  const back = (amount: Minor) => runningShare(amount, before_milli, quantity_milli, line.quantity_milli)
  return {
    total_minor: back(line.total_minor),
    service_minor: back(line.service_minor),
    tax_minor: back(line.tax_minor)
  }
}

/** The share of an amount that falls on a part of a whole, after the part before it: the shares add up to the amount. */
export function runningShare(amount: number, before: number, part: number, whole: number): Minor {
  if (whole === 0) return minor(0)
  return minor(share(amount, before + part, whole) - share(amount, before, whole))
}
