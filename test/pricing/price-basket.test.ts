import fc from 'fast-check'
import t from 'tap'
import type { Basket, PricedBasket, PriceRules } from '../../server/pricing/basket.ts'
import { priceBasket } from '../../server/pricing/price-basket.ts'
import type { Offer } from '../../server/pricing/promotion.ts'
import { minor } from '../../server/values/money.ts'
import { milli, priceOf } from '../../server/values/quantity.ts'
import { anyBasket, anyRules } from './anything.ts'

const RUNS = { numRuns: 3_000 }
const rules = anyRules({ packages: 3, others: 4 })
/** So many that not every order of them can be tried. */
const many = anyRules({ packages: 7, others: 3 })
/** So few meet that every order of them is tried: two packages, and at most two that claim goods. */
const few = anyRules({ packages: 2, others: 2 })

const ALL = { of: 'everything' } as const
const THIRD_FREE: Offer = {
  kind: 'buy-get',
  buy: ALL,
  buy_count: 2,
  get: null,
  get_count: 1,
  basis_points: 10_000
}

const totalOf = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

function whenever(law: (priced: PricedBasket, basket: Basket, rules: PriceRules) => boolean): void {
  fc.assert(
    fc.property(anyBasket, rules, (basket, rules) => law(priceBasket(basket, rules), basket, rules)),
    RUNS
  )
}

t.test('A priced line says what was taken off how much of it', async (t) => {
  const pieces = (units: number) => everything([{ units, price: 1000 }], THIRD_FREE)

  await t.test('a part of it', async (t) => {
    const [line] = priceBasket(...pieces(4)).lines
    t.same(line?.reductions, [
      { kind: 'promotion', promotion_id: 'p', name: 'p', quantity_milli: 3000, amount_minor: 1000 }
    ])
  })

  await t.test('all of it', async (t) => {
    const [line] = priceBasket(...pieces(3)).lines
    t.same(line?.reductions, [
      { kind: 'promotion', promotion_id: 'p', name: 'p', quantity_milli: null, amount_minor: 1000 }
    ])
    t.same(line?.reasons, [
      { kind: 'list', price_minor: 1000 },
      { kind: 'promotion', promotion_id: 'p', name: 'p', quantity_milli: 3000, amount_minor: 1000 }
    ])
  })

  await t.test('a tier that has all of it is its price, one that has the rest is taken off', async (t) => {
    const [basket, rules] = pieces(4)
    const tiers = [{ from_milli: milli(4000), group_id: null, price_minor: minor(900) }]
    const lines = basket.lines.map((line) => ({ ...line, tiers }))

    const [rest] = priceBasket({ ...basket, lines }, rules).lines
    t.match(rest, { price_minor: 1000, gross_minor: 4000, total_minor: 2900 })
    t.match(rest?.reductions[1], { kind: 'tier', quantity_milli: 1000, amount_minor: 100 })

    const [all] = priceBasket({ ...basket, lines }, { ...rules, promotions: [] }).lines
    t.match(all, { price_minor: 900, gross_minor: 3600, total_minor: 3600, reductions: [] })
    t.match(all?.reasons[1], { kind: 'tier', from_milli: 4000, price_minor: 900, amount_minor: 400 })
  })
})

t.test('However a basket is filled and whatever is on offer,', async (t) => {
  await t.test('the order of scans changes no total, and no line that differs from the others', async () => {
    fc.assert(
      fc.property(
        anyBasket.chain((basket) =>
          fc.tuple(
            fc.constant(basket),
            fc.shuffledSubarray([...basket.lines], { minLength: basket.lines.length })
          )
        ),
        rules,
        ([basket, shuffled], rules) => {
          const one = priceBasket(basket, rules)
          const other = priceBasket(
            { ...basket, lines: shuffled.map((line, n) => ({ ...line, line_no: n + 1 })) },
            rules
          )
          return JSON.stringify(summary(one)) === JSON.stringify(summary(other))
        }
      ),
      RUNS
    )
  })

  await t.test('nor does the order in which promotions are read', async () => {
    whenever((priced, basket, rules) => {
      const turned = priceBasket(basket, { ...rules, promotions: rules.promotions.toReversed() })
      return JSON.stringify(turned) === JSON.stringify(priced)
    })
  })

  await t.test('the parts add up to the whole', async () => {
    whenever((priced) => {
      const { lines, taxes } = priced
      const reduced = totalOf(lines.flatMap((line) => line.reductions.map((one) => one.amount_minor)))
      return (
        totalOf(lines.map((line) => line.total_minor)) === priced.subtotal_minor &&
        totalOf(lines.map((line) => line.service_minor)) === priced.service_minor &&
        totalOf(lines.map((line) => line.tax_minor)) === priced.tax_minor &&
        totalOf(taxes.map((tax) => tax.tax_minor)) === priced.tax_minor &&
        totalOf(lines.filter((line) => !line.tax_included).map((line) => line.tax_minor)) ===
          priced.added_tax_minor &&
        reduced === priced.reduced_minor &&
        priced.total_minor === priced.subtotal_minor + priced.service_minor + priced.added_tax_minor &&
        lines.every((line) => {
          const off = totalOf(line.reductions.map((one) => one.amount_minor))
          return line.total_minor === line.gross_minor - off
        })
      )
    })
  })

  await t.test('nothing is sold for less than nothing, and nothing but money comes out', async () => {
    whenever(({ lines, ...whole }) => {
      const amounts = [whole.total_minor, whole.service_minor, whole.tax_minor].concat(
        lines.flatMap((line) => [line.total_minor, line.gross_minor, line.service_minor, line.tax_minor])
      )
      return (
        amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0) &&
        lines.every((line) => line.reductions.every((one) => one.amount_minor > 0))
      )
    })
  })

  await t.test('no promotion and no tier raises a price', async () => {
    whenever(({ lines }) =>
      lines.every((line) => {
        const listed =
          line.fixed?.total_minor ??
          priceOf(line.quantity_milli, line.own_price_minor ?? line.list_price_minor)
        return line.gross_minor <= listed && line.total_minor <= listed
      })
    )
  })

  await t.test('each piece is taken once at most', async () => {
    whenever(({ lines }) =>
      lines.every((line) => {
        const by_promotions = line.reasons.map((one) => (one.kind === 'promotion' ? one.quantity_milli : 0))
        const by_tier = line.reductions.map((one) => (one.kind === 'tier' ? one.quantity_milli! : 0))
        return totalOf([...by_promotions, ...by_tier]) <= line.quantity_milli
      })
    )
  })

  await t.test(
    'what has a price by hand, or a fixed one, is touched by no tier and no promotion',
    async () => {
      whenever(({ lines }) =>
        lines
          .filter((line) => line.fixed || line.own_price_minor !== null)
          .every((line) => line.reductions.every((one) => one.kind.endsWith('-discount')))
      )
    }
  )

  await t.test(
    'what is best for the customer never makes the goods dearer than the owner’s order',
    async () => {
      fc.assert(
        fc.property(anyBasket, fc.oneof(rules, many), (basket, rules) => {
          const best = priceBasket(basket, { ...rules, promotion_mode: 'best' })
          const priority = priceBasket(basket, { ...rules, promotion_mode: 'priority' })
          return best.subtotal_minor <= priority.subtotal_minor
        }),
        RUNS
      )
    }
  )

  await t.test('and of few promotions one more never makes the goods dearer', async () => {
    fc.assert(
      fc.property(anyBasket, few, fc.nat(), (basket, rules, which) => {
        const best = { ...rules, promotion_mode: 'best' as const }
        const without = rules.promotions.toSpliced(which % Math.max(1, rules.promotions.length), 1)
        const one_less = priceBasket(basket, { ...best, promotions: without })
        return priceBasket(basket, best).subtotal_minor <= one_less.subtotal_minor
      }),
      RUNS
    )
  })
})

t.test('Buy some, get some, counted in runs, is what laying the pieces out one by one gives', async () => {
  const lines = fc.array(
    fc.record({ units: fc.integer({ min: 1, max: 9 }), price: fc.integer({ min: 1, max: 6 }) }),
    {
      minLength: 1,
      maxLength: 6
    }
  )
  const count = fc.integer({ min: 1, max: 4 })
  fc.assert(
    fc.property(lines, count, count, (lines, buy_count, get_count) => {
      const row = lines
        .flatMap(({ units, price }) => Array.from({ length: units }, () => price))
        .sort((a, b) => b - a)
      const size = buy_count + get_count
      const grouped = row.slice(0, row.length - (row.length % size))
      const free = grouped.filter((_price, place) => place % size >= buy_count)

      const [basket, rules] = everything(lines, {
        kind: 'buy-get',
        buy: ALL,
        buy_count,
        get: null,
        get_count,
        basis_points: 10_000
      })
      return priceBasket(basket, rules).reduced_minor === totalOf(free)
    }),
    RUNS
  )
})

t.test('A bundle of any so many is applied as often as it saves something, the dearest first', async () => {
  const lines = fc.array(
    fc.record({ units: fc.integer({ min: 1, max: 9 }), price: fc.integer({ min: 1, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 6
    }
  )
  fc.assert(
    fc.property(
      lines,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 30 }),
      (lines, count, price) => {
        const row = lines
          .flatMap(({ units, price }) => Array.from({ length: units }, () => price))
          .sort((a, b) => b - a)
        let saved = 0
        for (let from = 0; from + count <= row.length; from += count) {
          saved += Math.max(0, totalOf(row.slice(from, from + count)) - price)
        }
        const parts = [{ target: ALL, count }]
        const [basket, rules] = everything(lines, { kind: 'bundle', parts, price_minor: minor(price) })
        return priceBasket(basket, rules).reduced_minor === saved
      }
    ),
    RUNS
  )
})

/** A basket of whole pieces, and one offer on all of it. */
function everything(lines: readonly { units: number; price: number }[], offer: Offer): [Basket, PriceRules] {
  const plain = {
    unit_id: null,
    name: 'goods',
    unit: 'pcs',
    category_id: null,
    tax_class: 'untaxed',
    cost_minor: null
  } as const
  const basket: Basket = {
    lines: lines.map(({ units, price }, place) => ({
      ...plain,
      line_no: place + 1,
      item_id: `item-${place}`,
      quantity_milli: milli(units * 1000),
      holds_milli: milli(1000),
      list_price_minor: minor(price),
      tiers: [],
      own_price_minor: null,
      fixed: null,
      discount: null
    })),
    discount: null,
    group_id: null
  }
  const always = {
    starts_on: '2026-01-01',
    ends_on: null,
    weekdays: 127,
    from_minute: 0,
    until_minute: 1440,
    group_id: null
  }
  return [
    basket,
    {
      at: { day: '2026-11-20', weekday: 5, minute: 600 },
      promotions: [{ promotion_id: 'p', name: 'p', offer, priority: 0, ...always }],
      promotion_mode: 'best',
      taxes: {},
      service: null
    }
  ]
}

function summary({ lines, ...whole }: PricedBasket) {
  const told = lines.map(({ line_no, ...line }) => JSON.stringify(line))
  return { ...whole, lines: told.sort() }
}
