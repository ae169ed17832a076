import { minor, share } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import type { FindGoods } from './find-goods.ts'
import { dearestFirst, type Goods, type Take, wholeUnits } from './goods.ts'
import { type PackageOffer, packageOffer } from './package-offer.ts'
import type { Offer, Promotion } from './promotion.ts'

type BuyGet = Extract<Offer, { kind: 'buy-get' }>

/** How many units of some goods are bought to get others, and how many are those others. */
interface Counts {
  goods: Goods
  bought: number
  got: number
}

/** Buy some, get some with a part off; undefined where the basket has none of either. */
export function buyGet(promotion: Promotion, offer: BuyGet, find: FindGoods): PackageOffer | undefined {
  const buy = dearestFirst(find(offer.buy))
  const get = offer.get && dearestFirst(find(offer.get))
  if (buy.length === 0 || get?.length === 0) return undefined
  const count = get ? betweenTargets(offer, buy, get) : withinTarget(offer, buy)
  const goods = get ? [...new Set([...buy, ...get])] : buy
  return packageOffer(promotion, goods, (free_milli) => {
    return takes(
      count(({ rank }) => wholeUnits(free_milli[rank]!)),
      offer.basis_points
    )
  })
}

type Count = (units: (goods: Goods) => number) => Counts[]

/**
 * Of the same goods: laid out dearest first, each group of `buy + get` pieces has its cheapest at the part off. Pieces
 * that fill no group are left for other promotions. Counted in runs of equal price, however many pieces there are.
 */
function withinTarget({ buy_count, get_count }: BuyGet, target: readonly Goods[]): Count {
  const size = buy_count + get_count
  /** How many of the first pieces of the row are got. */
  const gotOf = (pieces: number) =>
    Math.floor(pieces / size) * get_count + Math.max(0, (pieces % size) - buy_count)
  return (units) => {
    const all = target.reduce((pieces, goods) => pieces + units(goods), 0)
    const grouped = all - (all % size)
    let laid = 0
    return target.map((goods) => {
      const from = laid
      laid = Math.min(grouped, laid + units(goods))
      const got = gotOf(laid) - gotOf(from)
      return { goods, bought: laid - from - got, got }
    })
  }
}

/**
 * Of other goods, in the customer's favour: the dearest are got, the cheapest count as bought. Where goods stand in
 * both targets, so many of them are kept as are needed to be bought.
 */
function betweenTargets(
  { buy_count, get_count }: BuyGet,
  buy: readonly Goods[],
  get: readonly Goods[]
): Count {
  const bought_here = new Set(buy)
  const union = [...new Set([...buy, ...get])]
  return (units) => {
    const count = (goods: readonly Goods[]) => goods.reduce((pieces, one) => pieces + units(one), 0)
    const to_buy = count(buy)
    const times = Math.floor(
      Math.min(to_buy / buy_count, count(get) / get_count, count(union) / (buy_count + get_count))
    )
    const counts = new Map(union.map((goods) => [goods, { goods, bought: 0, got: 0 }]))
    let spare = to_buy - times * buy_count
    let left = times * get_count
    for (const goods of get) {
      const both = bought_here.has(goods)
      const got = Math.min(left, both ? Math.min(units(goods), spare) : units(goods))
      counts.get(goods)!.got = got
      left -= got
      if (both) spare -= got
    }
    left = times * buy_count
    for (const goods of buy.toReversed()) {
      const counted = counts.get(goods)!
      counted.bought = Math.min(left, units(goods) - counted.got)
      left -= counted.bought
    }
    return [...counts.values()]
  }
}

/** The part is rounded once for the pieces of a line. */
function takes(counts: readonly Counts[], basis_points: number): Take[] {
  const taken = counts
    .filter(({ bought, got }) => bought + got > 0)
    .map(({ goods, bought, got }) => ({
      goods,
      quantity_milli: milli((bought + got) * 1000),
      amount_minor: share(minor(got * goods.price_minor), basis_points, 10_000)
    }))
  return taken.some(({ amount_minor }) => amount_minor > 0) ? taken : []
}
