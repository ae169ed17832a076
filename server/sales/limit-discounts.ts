import { rolesOf } from '../auth/allow.ts'
import type { Reader } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import type { PricedBasket } from '../pricing/basket.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'

/**
 * Makes sure that no more is taken off by hand than the roles at hand may: the cashier's, and that of whoever allowed
 * more. Counted against what the basket would cost without it, so that many small discounts are one large one.
 *
 * @throws {Refusal} right/ask with the limit and what is asked, in basis points
 */
export function limitDiscounts(reader: Reader, by: By, { lines, subtotal_minor }: PricedBasket): void {
  let by_hand = 0
  for (const { reductions } of lines) {
    for (const { kind, amount_minor } of reductions) {
      if (kind === 'line-discount' || kind === 'basket-discount') by_hand += amount_minor
    }
  }
  if (by_hand === 0) return
  const { discount_limits } = readSettings(reader)
  const limits = rolesOf(reader, by).map((role) =>
    role in discount_limits ? discount_limits[role as 'owner'] : 0
  )
  const limit_bp = Math.max(0, ...limits)
  if (by_hand * 10_000 <= limit_bp * (subtotal_minor + by_hand)) return
  const asked_bp = Math.ceil((by_hand * 10_000) / (subtotal_minor + by_hand))
  throw new Refusal('right/ask', { right: 'discount-more', limit_bp, asked_bp })
}
