import type { Offer, Promotion, Target } from '../../server/pricing/promotion.ts'
import { minor } from '../../server/values/money.ts'
import { milli } from '../../server/values/quantity.ts'

/** How many promotions a shop may have running at once. */
export const PROMOTIONS = 200

/**
 * Who wants what: `shop`, promotions on an item or two and some on a category, most of them on goods that nobody has in
 * the basket; `contested`, five package offers on each category, tried in every order; `crowded`, all of them on
 * everything, as no shop would have it.
 */
export type Rush = 'shop' | 'contested' | 'crowded'

/** The goods on offer, each item and category by a number of its own. */
export interface OnOffer {
  itemOf(n: number): string
  categoryOf(n: number): string
  categories: number
}

/** The n-th promotion of a shop; it runs every day, at every hour, for everybody. */
export function promotionOf(n: number, rush: Rush, goods: OnOffer): Promotion {
  return {
    promotion_id: `promotion-${n}`,
    name: `Promotion ${n}`,
    offer: offerOf(n, rush, goods),
    priority: n % 3,
    starts_on: '2026-01-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440,
    group_id: null
  }
}

/** Of five kinds in turn. Where goods are contested, the first of all are package offers, five on each category. */
function offerOf(n: number, rush: Rush, { itemOf, categoryOf, categories }: OnOffer): Offer {
  if (rush === 'contested' && n < 5 * categories) {
    return packageOf(Math.floor(n / categories), { of: 'category', category_id: categoryOf(n % categories) })
  }
  const item: Target = { of: 'items', items: [{ item_id: itemOf(n * 2), unit_id: null }] }
  const wide: Target = n % 10 === 0 ? { of: 'category', category_id: categoryOf(n % 32) } : item
  const target: Target = rush === 'crowded' ? { of: 'everything' } : wide
  const off = { kind: 'percent', basis_points: 300 + n * 5 } as const
  switch (n % 5) {
    case 0:
      return { kind: 'price-off', target, off }
    case 1:
      return { kind: 'quantity-break', target, from_milli: milli(6000), off }
    default:
      return packageOf(n % 5, target)
  }
}

function packageOf(kind: number, target: Target): Offer {
  switch (kind) {
    case 0:
      return { kind: 'buy-get', buy: target, buy_count: 2, get: null, get_count: 1, basis_points: 10_000 }
    case 1:
      return { kind: 'buy-get', buy: target, buy_count: 3, get: null, get_count: 2, basis_points: 7500 }
    case 2:
      return { kind: 'bundle', parts: [{ target, count: 3 }], price_minor: minor(20_000) }
    case 3:
      return { kind: 'buy-get', buy: target, buy_count: 1, get: target, get_count: 1, basis_points: 5000 }
    default:
      return {
        kind: 'bundle',
        parts: [
          { target, count: 1 },
          { target, count: 1 }
        ],
        price_minor: minor(8000)
      }
  }
}
