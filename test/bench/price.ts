import type { Basket, BasketLine, PriceRules } from '../../server/pricing/basket.ts'
import { priceBasket } from '../../server/pricing/price-basket.ts'
import { minor, sum } from '../../server/values/money.ts'
import { milli, priceOf } from '../../server/values/quantity.ts'
import { type Figures, sumUp } from './figures.ts'
import { type OnOffer, PROMOTIONS, promotionOf, type Rush } from './offers.ts'

const LINES = 40
const CATEGORIES = 8

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
    promotions: Array.from({ length: PROMOTIONS }, (_, n) => promotionOf(n, rush, ON_OFFER)),
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
    item_id: ON_OFFER.itemOf(n * 29),
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

/** Four hundred things are on offer, and thirty-two categories, of which the basket has eight. */
const ON_OFFER: OnOffer = {
  itemOf: (n) => `item-${n % 400}`,
  categoryOf: (n) => `category-${n}`,
  categories: CATEGORIES
}
