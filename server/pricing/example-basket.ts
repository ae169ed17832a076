import type { Minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { Basket, BasketLine, PricedBasket, ShopTime } from './basket.ts'
import { priceBasket } from './price-basket.ts'
import type { Promotion, Target } from './promotion.ts'

/** Goods that stand for all that a promotion is about. */
export type ExampleGoods = Pick<
  BasketLine,
  'item_id' | 'unit_id' | 'name' | 'unit' | 'category_id' | 'tax_class' | 'holds_milli' | 'cost_minor'
> & { price_minor: Minor }

/** As much of an item as an example needs. */
interface Some {
  goods: ExampleGoods
  quantity_milli: Milli
}

/**
 * A small basket that a promotion is just enough for, priced with that promotion alone, on a day and at an hour when it
 * runs.
 *
 * @param goodsOf one item of each target; undefined when the shop has none
 */
export function exampleBasket(
  promotion: Promotion,
  goodsOf: (target: Target) => ExampleGoods | undefined
): PricedBasket | undefined {
  const wanted = enoughFor(promotion.offer, goodsOf)
  if (!wanted || wanted.length === 0) return undefined
  const basket: Basket = {
    lines: together(wanted).map(({ goods, quantity_milli }, at) => ({
      ...goods,
      line_no: at + 1,
      quantity_milli,
      list_price_minor: goods.price_minor,
      tiers: [],
      own_price_minor: null,
      fixed: null,
      discount: null
    })),
    discount: null,
    group_id: promotion.group_id
  }
  const rules = { at: runsAt(promotion), promotions: [promotion], taxes: {}, service: null }
  return priceBasket(basket, { ...rules, promotion_mode: 'best' })
}

function enoughFor(
  offer: Promotion['offer'],
  goodsOf: (target: Target) => ExampleGoods | undefined
): Some[] | undefined {
  const some = (target: Target, quantity: number): Some[] | undefined => {
    const goods = goodsOf(target)
    return goods && [{ goods, quantity_milli: milli(quantity) }]
  }
  switch (offer.kind) {
    case 'price-off':
      return some(offer.target, 1000)
    case 'quantity-break':
      return some(offer.target, offer.from_milli)
    case 'buy-get': {
      const bought = some(offer.buy, offer.buy_count * 1000)
      const given = some(offer.get ?? offer.buy, offer.get_count * 1000)
      return bought && given && [...bought, ...given]
    }
    case 'bundle': {
      const parts = offer.parts.map(({ target, count }) => some(target, count * 1000))
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined
    }
    case 'basket-off': {
      const goods = goodsOf({ of: 'everything' })
      if (!goods || goods.price_minor === 0) return undefined
      const count = Math.min(100_000, Math.max(1, Math.ceil(offer.from_minor / goods.price_minor)))
      return [{ goods, quantity_milli: milli(count * 1000) }]
    }
  }
}

/** The same goods on one line, as a till has them. */
function together(wanted: Some[]): Some[] {
  const lines = new Map<string, Some>()
  for (const { goods, quantity_milli } of wanted) {
    const key = `${goods.item_id}/${goods.unit_id ?? ''}`
    const before = lines.get(key)?.quantity_milli ?? 0
    lines.set(key, { goods, quantity_milli: milli(before + quantity_milli) })
  }
  return [...lines.values()]
}

function runsAt({ starts_on, ends_on, weekdays, from_minute }: Promotion): ShopTime {
  let day = Temporal.PlainDate.from(starts_on)
  for (let tries = 0; tries < 7 && !(weekdays & (1 << (day.dayOfWeek - 1))); tries++)
    day = day.add({ days: 1 })
  const on = ends_on !== null && day.toString() > ends_on ? Temporal.PlainDate.from(starts_on) : day
  return { day: on.toString(), weekday: on.dayOfWeek, minute: from_minute }
}
