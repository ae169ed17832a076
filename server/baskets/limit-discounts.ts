import { peopleOf } from '../auth/allow.ts'
import { discountLimit } from '../auth/discount-limit.ts'
import type { Reader } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import type { PricedBasket, Reduction } from '../pricing/basket.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Minor, sum } from '../values/money.ts'

/** What was taken off before. */
interface Before {
  /** Who allowed something, and how much they saw taken off then: they allowed no more. */
  approved_by?: string | null
  approved_minor?: Minor | null
  /** Off by hand when its order was made; the prices promised hold it already. */
  promised_off_minor: Minor
}

/**
 * Makes sure that no more is taken off by hand than the people at hand may: the cashier's, and that of whoever allowed
 * more. Counted against what the basket would cost without it, so that many small discounts are one large one.
 *
 * What was promised was allowed when it was; but whoever takes more off it takes both.
 *
 * @throws {Refusal} right/ask with the limit and what is asked, in basis points
 */
export function limitDiscounts(reader: Reader, by: By, basket: PricedBasket, before: Before): void {
  const { subtotal_minor } = basket
  const taken_minor = takenByHand(basket)
  if (taken_minor === 0) return
  const is_promised = basket.lines.some(({ fixed }) => fixed?.by === 'order')
  const by_hand = taken_minor + (is_promised ? before.promised_off_minor : 0)
  const { discount_limits } = readSettings(reader)
  // Goods that came since make a percentage more than was seen.
  const earlier = taken_minor <= (before.approved_minor ?? 0) ? before.approved_by : null
  const approved_by = by.approved_by ?? earlier ?? null
  const limits = peopleOf(reader, { ...by, approved_by }).map((person) =>
    discountLimit(person, discount_limits)
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
