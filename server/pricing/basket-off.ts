import { type Minor, minor, sum } from '../values/money.ts'
import { discountOn } from './discount.ts'
import { type Goods, worthOf } from './goods.ts'
import type { Offer, Promotion } from './promotion.ts'

type BasketOff = Extract<Offer, { kind: 'basket-off' }>

/** A promotion on the whole basket that is within reach, and what it takes off. */
export interface BasketOffer {
  promotion: Promotion
  amount_minor: Minor
}

/**
 * The promotions on the whole basket that its worth reaches, the one that applies first: at most one does. It is the
 * first of the owner's order, or else the one that takes most off.
 *
 * What the basket is worth is counted before promotions and discounts, tiers apart: so no other promotion, by making
 * goods cheaper, can cost the customer this one. It takes off only from goods that promotions may touch.
 *
 * @param left_minor what is left of each of the goods, by rank
 */
export function basketOffers(
  all: readonly Goods[],
  left_minor: readonly Minor[],
  promotions: readonly Promotion[],
  mode: 'best' | 'priority'
): BasketOffer[] {
  const worth_minor = sum(all.map(worthOf))
  const touchable_minor = sum(all.filter((goods) => goods.promotable).map(({ rank }) => left_minor[rank]!))
  return promotions
    .flatMap((promotion) => {
      const { offer } = promotion
      if (offer.kind !== 'basket-off' || worth_minor < offer.from_minor) return []
      const amount_minor = amountOf(offer, touchable_minor)
      return amount_minor > 0 ? [{ promotion, amount_minor }] : []
    })
    .sort((a, b) => {
      const first = mode === 'best' ? b.amount_minor - a.amount_minor : 0
      return first || b.promotion.priority - a.promotion.priority || compareIds(a.promotion, b.promotion)
    })
}

function amountOf({ off }: BasketOff, touchable_minor: Minor): Minor {
  return minor(discountOn(off, touchable_minor))
}

function compareIds({ promotion_id: a }: Promotion, { promotion_id: b }: Promotion): number {
  return a < b ? -1 : a > b ? 1 : 0
}
