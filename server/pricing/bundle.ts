import { minor } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { spread } from '../values/spread.ts'
import type { FindGoods } from './find-goods.ts'
import { dearestFirst, type Goods, type Take, wholeUnits } from './goods.ts'
import { type PackageOffer, packageOffer } from './package-offer.ts'
import { type Part, type Picked, pickParts } from './pick-parts.ts'
import type { Offer, Promotion } from './promotion.ts'

type Bundle = Extract<Offer, { kind: 'bundle' }>

/** So many of each part together for one price; undefined where the basket lacks a part. */
export function bundle(promotion: Promotion, offer: Bundle, find: FindGoods): PackageOffer | undefined {
  const parts = offer.parts.map(({ target, count }): Part => ({ count, goods: new Set(find(target)) }))
  if (parts.some((part) => part.goods.size === 0)) return undefined
  const goods = dearestFirst(new Set(parts.flatMap((part) => [...part.goods])))
  return packageOffer(promotion, goods, (free_milli) => {
    const units = goods.map(({ rank }) => wholeUnits(free_milli[rank]!))
    const pick = (times: number) => (times === 0 ? [] : pickParts(parts, goods, units, times))
    const saved = (picked: Picked[] | undefined, times: number) =>
      picked ? worth(picked) - times * offer.price_minor : Number.NEGATIVE_INFINITY
    const times = lastWorthwhile(mostTimes(parts, goods, units), (times) => {
      return saved(pick(times), times) > saved(pick(times - 1), times - 1)
    })
    return takes(pick(times)!, times * offer.price_minor)
  })
}

/**
 * The last time at which the bundle saves something yet. The dearest pieces go first, so each time saves no more than
 * the one before, and halving finds the last.
 */
function lastWorthwhile(most: number, saves: (times: number) => boolean): number {
  let least = 0
  let at_most = most
  while (least < at_most) {
    const times = Math.ceil((least + at_most) / 2)
    if (saves(times)) least = times
    else at_most = times - 1
  }
  return least
}

/** How often it fits if each part had its goods for itself. */
function mostTimes(parts: readonly Part[], goods: readonly Goods[], units: readonly number[]): number {
  const fits = parts.map((part) => {
    const there = goods.reduce((pieces, one, place) => pieces + (part.goods.has(one) ? units[place]! : 0), 0)
    return Math.floor(there / part.count)
  })
  return Math.min(...fits)
}

function worth(picked: readonly Picked[]): number {
  return picked.reduce((total, { goods, units }) => total + units * goods.price_minor, 0)
}

/** What is saved is spread over the pieces by their value. */
function takes(picked: readonly Picked[], price: number): Take[] {
  if (picked.length === 0) return []
  const values = picked.map(({ goods, units }) => minor(units * goods.price_minor))
  const amounts = spread(minor(worth(picked) - price), values)
  return picked.map(({ goods, units }, place) => ({
    goods,
    quantity_milli: milli(units * 1000),
    amount_minor: amounts[place]!
  }))
}
