import fc from 'fast-check'
import type {
  Basket,
  BasketLine,
  Discount,
  OutletTax,
  PriceRules,
  TaxClass,
  Tier
} from '../../server/pricing/basket.ts'
import type { Off, Offer, Promotion, Target } from '../../server/pricing/promotion.ts'
import type { Minor } from '../../server/values/money.ts'
import type { Milli } from '../../server/values/quantity.ts'

/** Baskets and rules as no shop would have them: few items and many promotions, so that everything meets. */
const money = (max: number) =>
  fc
    .oneof(
      fc.nat(max),
      fc.nat(Math.floor(max / 500)).map((n) => n * 500)
    )
    .map((amount) => amount as Minor)
const part = fc.oneof(fc.constantFrom(1000, 2500, 5000, 10_000), fc.integer({ min: 1, max: 10_000 }))
const quantity = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom(1000, 2000, 3000) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }).map((units) => units * 1000) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 9_999 }) }
  )
  .map((milli) => milli as Milli)
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 })
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
const item = fc.constantFrom('a', 'b', 'c', 'd')
const group = fc.constantFrom('member', 'grosir')
const category = fc.constantFrom('food', 'drink')

const discount: fc.Arbitrary<Discount> = fc.oneof(
  part.map((basis_points) => ({ kind: 'percent', basis_points }) as const),
  money(30_000).map((amount_minor) => ({ kind: 'amount', amount_minor }) as const)
)

const tier: fc.Arbitrary<Tier> = fc.record({
  from_milli: quantity,
  group_id: orNull(group),
  price_minor: money(12_000)
})

const freshLine = fc.record({
  item_id: item,
  unit_id: orNull(fc.constant('box')),
  category_id: orNull(category),
  tax_class: fc.constantFrom<TaxClass>('standard', 'luxury', 'exempt', 'untaxed', 'served'),
  quantity_milli: quantity,
  list_price_minor: money(20_000),
  tiers: fc.array(tier, { maxLength: 2 }),
  own_price_minor: seldom(money(20_000)),
  fixed: seldom(
    fc.record({ total_minor: money(50_000), by: fc.constantFrom('label' as const, 'order' as const) })
  ),
  discount: seldom(discount)
})

/** Often a line that another one is much like, as the second scan of the same goods is. */
const anyLines = fc
  .array(fc.tuple(freshLine, fc.constantFrom('fresh', 'again', 'again, discounted')), {
    minLength: 1,
    maxLength: 7
  })
  .map((drawn) =>
    drawn.map(([line, how], place) => {
      if (how === 'fresh' || place === 0) return line
      const [like] = drawn[place - 1]!
      return how === 'again'
        ? like
        : { ...like, discount: line.discount, own_price_minor: line.own_price_minor }
    })
  )

const target: fc.Arbitrary<Target> = fc.oneof(
  fc
    .array(fc.record({ item_id: item, unit_id: orNull(fc.constant('box')) }), { minLength: 1, maxLength: 3 })
    .map((items) => ({ of: 'items', items }) as const),
  category.map((category_id) => ({ of: 'category', category_id }) as const),
  fc.constant({ of: 'everything' } as const)
)

const off: fc.Arbitrary<Off> = fc.oneof(
  part.map((basis_points) => ({ kind: 'percent', basis_points }) as const),
  money(8_000).map((amount_minor) => ({ kind: 'amount-each', amount_minor }) as const),
  money(15_000).map((price_minor) => ({ kind: 'price-each', price_minor }) as const)
)

const count = fc.integer({ min: 1, max: 3 })
const packageOffer: fc.Arbitrary<Offer> = fc.oneof(
  fc.record({
    kind: fc.constant('buy-get' as const),
    buy: target,
    buy_count: count,
    get: orNull(target),
    get_count: count,
    basis_points: part
  }),
  fc.record({
    kind: fc.constant('bundle' as const),
    parts: fc.array(fc.record({ target, count }), { minLength: 1, maxLength: 3 }),
    price_minor: money(30_000)
  })
)
const pieceOffer: fc.Arbitrary<Offer> = fc.oneof(
  fc.record({ kind: fc.constant('quantity-break' as const), target, from_milli: quantity, off }),
  fc.record({ kind: fc.constant('price-off' as const), target, off })
)
const basketOff: fc.Arbitrary<Offer> = fc.record({
  kind: fc.constant('basket-off' as const),
  from_minor: money(100_000),
  off: discount
})

const promotionOf = (offer: fc.Arbitrary<Offer>): fc.Arbitrary<Omit<Promotion, 'promotion_id'>> =>
  fc.record({
    name: fc.constant('promotion'),
    offer,
    priority: fc.integer({ min: -1, max: 2 }),
    starts_on: fc.constant('2026-01-01'),
    ends_on: fc.constant(null),
    weekdays: fc.constant(127),
    from_minute: fc.constant(0),
    until_minute: fc.constant(1440),
    group_id: seldom(group)
  })

const tax = (rate: number, base: readonly [number, number]) =>
  fc.boolean().map((included): OutletTax => {
    const tax_rule_id = `${rate}-${base.join('-')}`
    return { tax_rule_id, label: 'tax', included, rate: [rate, 100], base }
  })

export const anyBasket: fc.Arbitrary<Basket> = fc.record({
  lines: anyLines.map((lines) => lines.map((line, place): BasketLine => ({ ...line, ...plain(place) }))),
  discount: seldom(discount),
  group_id: orNull(group)
})

/** Rules with promotions of any kind, and no more than so many of those that take pieces together. */
export function anyRules({
  packages,
  others
}: {
  packages: number
  others: number
}): fc.Arbitrary<PriceRules> {
  const promotions = fc
    .tuple(
      fc.array(promotionOf(packageOffer), { maxLength: packages }),
      fc.array(promotionOf(fc.oneof(pieceOffer, basketOff)), { maxLength: others })
    )
    .map((kinds) => kinds.flat().map((one, n): Promotion => ({ ...one, promotion_id: `p${(n * 7) % 11}` })))
  return fc.record({
    at: fc.constant({ day: '2026-11-20', weekday: 5, minute: 600 }),
    promotions,
    promotion_mode: fc.constantFrom('best' as const, 'priority' as const),
    taxes: fc.record(
      { standard: tax(12, [11, 12]), luxury: tax(12, [1, 1]), served: tax(10, [1, 1]) },
      { requiredKeys: [] }
    ),
    service: orNull(fc.record({ basis_points: part, of: fc.constantFrom('net' as const, 'gross' as const) }))
  })
}

function plain(place: number) {
  return { line_no: place + 1, name: 'goods', unit: 'pcs', holds_milli: 1000 as Milli, cost_minor: null }
}
