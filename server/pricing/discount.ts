import { type Minor, share } from '../values/money.ts'
import type { Discount } from './basket.ts'

/** What a discount by hand takes off an amount: a percent rounded once, an amount no further than to nothing. */
export function discountOn(discount: Discount | null, amount_minor: Minor): Minor {
  if (discount === null) return 0 as Minor
  if (discount.kind === 'percent') return share(amount_minor, discount.basis_points, 10_000)
  return discount.amount_minor < amount_minor ? discount.amount_minor : amount_minor
}
