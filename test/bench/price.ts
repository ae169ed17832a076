import type { Basket, BasketLine, PriceRules } from '../../server/pricing/basket.ts'
import { priceBasket } from '../../server/pricing/price-basket.ts'
import type { Offer, Promotion, Target } from '../../server/pricing/promotion.ts'
import { minor, sum } from '../../server/values/money.ts'
import { milli, priceOf } from '../../server/values/quantity.ts'
import { type Figures, sumUp } from './figures.ts'

const LINES = 40
const PROMOTIONS = 200
const CATEGORIES = 8

/**
 * Who wants what of the basket: `shop`, promotions on an item or two and some on a category, most of them on goods that
 * nobody has in the basket; `contested`, five package offers on each category, tried in every order; `crowded`, all of
 * them on everything, as no shop would have it.
 */
export type Rush = 'shop' | 'contested' | 'crowded'

/** A price's figures, and those of only adding the lines up, which no price can do without. */
export interface PriceFigures {
  priced: Figures
  summed: Figures
}

/** Prices a basket of 40 lines while 200 promotions are live, again and again for some seconds. */
export function measurePrice(rush: Rush, seconds: number): PriceFigures {
  const basket: Basket = {
    lines: Array.from({ length: LINES }, (_, n) => lineOf(n)),
    discount: null,
    group_id: null
  }
  const rules: PriceRules = {
    at: { day: '2026-11-20', weekday: 5, minute: 1080 },
    promotions: Array.from({ length: PROMOTIONS }, (_, n) => promotionOf(n, rush)),
    promotion_mode: 'best',
    taxes: {
      standard: { tax_rule_id: 'ppn', label: 'PPN', included: true, rate: [12, 100], base: [11, 12] }
    },
    service: null
  }
  const add = () => sum(basket.lines.map((line) => priceOf(line.quantity_milli, line.list_price_minor)))
  return { priced: time(() => priceBasket(basket, rules), seconds), summed: time(add, seconds / 10) }
}

function time(work: () => unknown, seconds: number): Figures {
  for (let n = 0; n < 300; n++) work() // as in a box that has been open for a while
  const took_ms: number[] = []
  const began = performance.now()
  while (performance.now() < began + seconds * 1000) {
    const start = performance.now()
    work()
    took_ms.push(performance.now() - start)
  }
  return sumUp(took_ms, performance.now() - began)
}

function lineOf(n: number): BasketLine {
  const price = 1500 + ((n * 1370) % 48_000)
  return {
    line_no: n + 1,
    item_id: itemId(n * 29),
    unit_id: null,
    name: `Item ${n}`,
    unit: 'pcs',
    category_id: `category-${n % CATEGORIES}`,
    tax_class: 'standard',
    quantity_milli: milli(n % 5 === 0 ? 1250 : (1 + (n % 7)) * 1000),
    holds_milli: milli(1000),
    list_price_minor: minor(price),
    tiers: n % 3 ? [] : [{ from_milli: milli(3000), group_id: null, price_minor: minor(price - 100) }],
    cost_minor: null,
    own_price_minor: null,
    fixed: null,
    discount: null
  }
}

function promotionOf(n: number, rush: Rush): Promotion {
  return {
    promotion_id: `promotion-${n}`,
    name: `Promotion ${n}`,
    offer: offerOf(n, rush),
    priority: n % 3,
    starts_on: '2026-01-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440,
    group_id: null
  }
}

/** Of five kinds in turn. Where goods are contested, the first forty are package offers, five on each category. */
function offerOf(n: number, rush: Rush): Offer {
  if (rush === 'contested' && n < 5 * CATEGORIES) {
    const target: Target = { of: 'category', category_id: `category-${n % CATEGORIES}` }
    return packageOf(Math.floor(n / CATEGORIES), target)
  }
  const wide: Target = n % 10 === 0 ? { of: 'category', category_id: `category-${n % 32}` } : item(n * 2)
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

function item(n: number): Target {
  return { of: 'items', items: [{ item_id: itemId(n), unit_id: null }] }
}

/** One of the four hundred things that are on offer. */
function itemId(n: number): string {
  return `item-${n % 400}`
}
