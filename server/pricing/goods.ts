import assert from 'node:assert/strict'
import type { Minor } from '../values/money.ts'
import { type Milli, ONE, priceOf } from '../values/quantity.ts'
import type { Basket, BasketLine, Tier } from './basket.ts'
import type { PieceOffer } from './piece-offer.ts'
import { bestTier } from './tiers.ts'

/** A line on its way to its price. */
export interface Goods {
  line: BasketLine
  /** Where it stands in the basket. */
  place: number
  /** Its place among the basket's goods in their own order, which does not hang on who was scanned first. */
  rank: number
  /** What one unit costs before anything is taken off: as set by hand, or as listed. */
  price_minor: Minor
  /** What all of it costs at that price, or what a label or an order says. */
  gross_minor: Minor
  /** Whether promotions may touch it: neither fixed nor priced by hand, and not for nothing. */
  promotable: boolean
  tier: Tier | undefined
  /** What would make each of its pieces cheaper: promotions by their id, then the tier. */
  piece_offers: PieceOffer[]
}

/** What a promotion takes of some goods, and what it takes off for that. */
export interface Take {
  goods: Goods
  quantity_milli: Milli
  /** 0 for the pieces that one must buy to get others cheaper. */
  amount_minor: Minor
}

/** The basket's goods in an order of their own: whatever depends on an order does not depend on that of the scans. */
export function goodsOf({ lines, group_id }: Basket): Goods[] {
  const placed = lines.map((line, place) => ({ line, place }))
  placed.sort((a, b) => compareLines(a.line, b.line))
  return placed.map(({ line, place }, rank) => {
    assert(
      line.quantity_milli >= 0 && line.list_price_minor >= 0,
      `line ${line.line_no} is less than nothing`
    )
    const { fixed, own_price_minor, list_price_minor } = line
    const price_minor = (fixed ? null : own_price_minor) ?? list_price_minor
    const promotable = fixed === null && own_price_minor === null && list_price_minor > 0
    return {
      line,
      place,
      rank,
      price_minor,
      gross_minor: fixed?.total_minor ?? priceOf(line.quantity_milli, price_minor),
      promotable,
      tier: promotable ? bestTier(line, group_id) : undefined,
      piece_offers: []
    }
  })
}

/** What it costs without any promotion and without discounts by hand. */
export function worthOf({ gross_minor, tier, line }: Goods): Minor {
  return tier ? priceOf(line.quantity_milli, tier.price_minor) : gross_minor
}

/** The dearest first; of equal price, in their own order. */
export function dearestFirst(goods: Iterable<Goods>): Goods[] {
  return [...goods].sort((a, b) => b.price_minor - a.price_minor || a.rank - b.rank)
}

/** How many whole units a quantity holds. */
export function wholeUnits(quantity_milli: number): number {
  return Math.floor(quantity_milli / ONE)
}

/** Lines that differ in anything a price may depend on differ here; the line's number speaks last. */
function compareLines(a: BasketLine, b: BasketLine): number {
  return (
    compare(a.item_id, b.item_id) ||
    compare(a.unit_id ?? '', b.unit_id ?? '') ||
    a.quantity_milli - b.quantity_milli ||
    a.list_price_minor - b.list_price_minor ||
    compare(rarerFacts(a), rarerFacts(b)) ||
    a.line_no - b.line_no
  )
}

/** What tells lines of one item, unit, quantity and price apart; asked for such lines only. */
function rarerFacts(line: BasketLine): string {
  const { own_price_minor, fixed, discount, category_id, tax_class, tiers } = line
  return JSON.stringify([own_price_minor, fixed, discount, category_id, tax_class, tiers])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
