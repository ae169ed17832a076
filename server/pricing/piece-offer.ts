import { type Minor, minor, share } from '../values/money.ts'
import { type Milli, priceOf } from '../values/quantity.ts'
import type { FindGoods } from './find-goods.ts'
import type { Goods } from './goods.ts'
import type { Off, Promotion } from './promotion.ts'

/** Something off each piece of some goods, whatever else is in the basket: it takes what it finds left of them. */
export interface PieceOffer {
  /** Null: the goods' tier. */
  promotion: Promotion | null
  off: Off
}

/**
 * What an offer takes off some quantity. Never more than it costs, and nothing where the offer's price is no lower.
 * Rounded once for a percent; a price for each is rounded as the price to pay, not as the difference.
 */
export function takenOff(off: Off, quantity_milli: Milli, price_minor: Minor): Minor {
  const full_minor = priceOf(quantity_milli, price_minor)
  if (off.kind === 'percent') return share(full_minor, off.basis_points, 10_000)
  if (off.kind === 'amount-each') {
    return priceOf(quantity_milli, off.amount_minor < price_minor ? off.amount_minor : price_minor)
  }
  if (off.price_minor >= price_minor) return minor(0)
  return minor(full_minor - priceOf(quantity_milli, off.price_minor))
}

/** Notes a price-off or a quantity break on the goods that it would make cheaper by itself. */
export function offerByPiece(promotion: Promotion, find: FindGoods): void {
  const { offer } = promotion
  if (offer.kind === 'price-off') note(find(offer.target), promotion, offer.off)
  if (offer.kind === 'quantity-break') {
    for (const goods of reaching(offer.from_milli, find(offer.target))) note(goods, promotion, offer.off)
  }
}

/** Notes the tier last: where a promotion takes off as much, the promotion is named. */
export function offerTiers(all: readonly Goods[]): void {
  for (const { tier, piece_offers } of all) {
    if (!tier) continue
    piece_offers.push({ promotion: null, off: { kind: 'price-each', price_minor: tier.price_minor } })
  }
}

/** The offer that takes most off a quantity of some goods, and how much; of equal ones the first. */
export function bestPieceOffer(
  { piece_offers, price_minor }: Goods,
  quantity_milli: Milli
): { offer: PieceOffer; amount_minor: Minor } | undefined {
  let best: { offer: PieceOffer; amount_minor: Minor } | undefined
  for (const offer of piece_offers) {
    const amount_minor = takenOff(offer.off, quantity_milli, price_minor)
    if (amount_minor > (best?.amount_minor ?? 0)) best = { offer, amount_minor }
  }
  return best
}

/** The lines of each item and unit that are enough together. */
function reaching(from_milli: Milli, found: readonly Goods[]): Goods[][] {
  const by_unit = Map.groupBy(found, ({ line }) => `${line.item_id}\n${line.unit_id ?? ''}`)
  return [...by_unit.values()].filter((goods) => {
    return goods.reduce((quantity, { line }) => quantity + line.quantity_milli, 0) >= from_milli
  })
}

function note(found: readonly Goods[], promotion: Promotion, off: Off): void {
  for (const goods of found) {
    if (takenOff(off, goods.line.quantity_milli, goods.price_minor) === 0) continue
    goods.piece_offers.push({ promotion, off })
  }
}
