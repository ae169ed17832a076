import { rolesOf } from '../auth/allow.ts'
import type { Reader } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import type { PricedBasket, Reduction } from '../pricing/basket.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Minor, sum } from '../values/money.ts'

/** What somebody allowed before: no more than they saw taken off then. */
interface Allowed {
  approved_by: string | null
  approved_minor: Minor | null
}

const NOTHING: Allowed = { approved_by: null, approved_minor: null }

/**
 * Makes sure that no more is taken off by hand than the roles at hand may: the cashier's, and that of whoever allowed
 * more. Counted against what the basket would cost without it, so that many small discounts are one large one.
 *
 * @param allowed counts as long as no more is off than then; goods that came since make a percentage more
 * @throws {Refusal} right/ask with the limit and what is asked, in basis points
 */
export function limitDiscounts(reader: Reader, by: By, basket: PricedBasket, allowed = NOTHING): void {
  const { subtotal_minor } = basket
  const by_hand = takenByHand(basket)
  if (by_hand === 0) return
  const { discount_limits } = readSettings(reader)
  const earlier = by_hand <= (allowed.approved_minor ?? 0) ? allowed.approved_by : null
  const approved_by = by.approved_by ?? earlier
  const limits = rolesOf(reader, { ...by, approved_by }).map((role) =>
    role in discount_limits ? discount_limits[role as 'owner'] : 0
  )
  const limit_bp = Math.max(0, ...limits)
  if (by_hand * 10_000 <= limit_bp * (subtotal_minor + by_hand)) return
  const asked_bp = Math.ceil((by_hand * 10_000) / (subtotal_minor + by_hand))
  throw new Refusal('right/ask', { right: 'discount-more', limit_bp, asked_bp })
}

/** All that was taken off a basket by hand. */
export function takenByHand({ lines }: PricedBasket): Minor {
  const reductions = lines.flatMap((line) => line.reductions)
  return sum(reductions.filter(({ kind }) => BY_HAND.has(kind)).map(({ amount_minor }) => amount_minor))
}

const BY_HAND: ReadonlySet<Reduction['kind']> = new Set(['line-discount', 'basket-discount'])
