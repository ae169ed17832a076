import type { Basket, BasketLine, PriceRules } from '../../server/pricing/basket.ts'
import { priceBasket } from '../../server/pricing/price-basket.ts'
import type { Offer, Promotion, Target } from '../../server/pricing/promotion.ts'
import { minor, sum } from '../../server/values/money.ts'
import { milli, priceOf } from '../../server/values/quantity.ts'
import { type Figures, sumUp } from './figures.ts'

const LINES = 40
const PROMOTIONS = 200
const CATEGORIES = 8

/** A busy shop's evening: what of it touches the basket is told by `crowded`. */
export interface PriceFigures extends Figures {
  /** How many times as long as only adding the lines up. */
  times_a_sum: number
}

/**
 * Prices a basket of 40 lines while 200 promotions are live.
 *
 * @param crowded every promotion is about the whole basket's goods; else as in a shop, where a promotion is about an
 *   item or two, or a category, and the basket holds a tenth of what is on offer
 */
export function measurePrice({ crowded, seconds }: { crowded: boolean; seconds: number }): PriceFigures {
  const basket: Basket = {
    lines: Array.from({ length: LINES }, (_, n) => line(n)),
    discount: null,
    group_id: null
  }
  const promotions = Array.from({ length: PROMOTIONS }, (_, n) => promotion(n, crowded))
  const rules: PriceRules = {
    at: { day: '2026-11-20', weekday: 5, minute: 1080 },
    promotions,
    promotion_mode: 'best',
    taxes: {
      standard: { tax_rule_id: 'ppn', label: 'PPN', included: true, rate: [12, 100], base: [11, 12] }
    },
    service: null
  }
  const priced = time(() => priceBasket(basket, rules), seconds)
  const summed = time(
    () => sum(basket.lines.map((one) => priceOf(one.quantity_milli, one.list_price_minor))),
    0.2
  )
  return { ...priced, times_a_sum: priced.p50_ms / summed.p50_ms }
}

function time(work: () => unknown, seconds: number): Figures {
  const took: number[] = []
  for (let n = 0; n < 200; n++) work() // the machine gets to know it, as a box that has been open for a minute
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  while (performance.now() < until) {
    const start = performance.now()
    work()
    took.push(performance.now() - start)
  }
  return sumUp(took, performance.now() - began)
}

function line(n: number): BasketLine {
  return {
    line_no: n + 1,
    item_id: `item-${(n * 29) % 400}`,
    unit_id: null,
    name: `Item ${n}`,
    unit: 'pcs',
    category_id: `category-${n % CATEGORIES}`,
    tax_class: 'standard',
    quantity_milli: milli(n % 5 === 0 ? 1250 : (1 + (n % 7)) * 1000),
    holds_milli: milli(1000),
    list_price_minor: minor(1500 + ((n * 1370) % 48_000)),
    tiers:
      n % 3
        ? []
        : [{ from_milli: milli(3000), group_id: null, price_minor: minor(1400 + ((n * 1370) % 48_000)) }],
    cost_minor: null,
    own_price_minor: null,
    fixed: null,
    discount: null
  }
}

function promotion(n: number, crowded: boolean): Promotion {
  return {
    promotion_id: `promotion-${n}`,
    name: `Promotion ${n}`,
    offer: offer(n, crowded),
    priority: n % 3,
    starts_on: '2026-01-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440,
    group_id: null
  }
}

function offer(n: number, crowded: boolean): Offer {
  const item = (plus: number): Target => ({
    of: 'items',
    items: [{ item_id: `item-${(n * 2 + plus) % 400}`, unit_id: null }]
  })
  const category: Target = { of: 'category', category_id: `category-${n % (CATEGORIES * 4)}` }
  const wide: Target = crowded ? { of: 'everything' } : n % 10 === 0 ? category : item(0)
  const percent = { kind: 'percent', basis_points: 300 + n * 5 } as const
  switch (n % 5) {
    case 0:
      return { kind: 'price-off', target: wide, off: percent }
    case 1:
      return { kind: 'quantity-break', target: wide, from_milli: milli(6000), off: percent }
    case 2:
      return { kind: 'buy-get', buy: wide, buy_count: 2, get: null, get_count: 1, basis_points: 5000 + n }
    case 3:
      return {
        kind: 'bundle',
        parts: [
          { target: wide, count: 1 },
          { target: crowded ? wide : item(1), count: 1 }
        ],
        price_minor: minor(8000)
      }
    default:
      return {
        kind: 'buy-get',
        buy: wide,
        buy_count: 1,
        get: crowded ? wide : item(58),
        get_count: 1,
        basis_points: 3000
      }
  }
}
