import assert from 'node:assert/strict'
import type { Minor } from '../values/money.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { Goods, Take } from './goods.ts'
import type { PackageOffer } from './package-offer.ts'
import { bestPieceOffer, takenOff } from './piece-offer.ts'
import type { Promotion } from './promotion.ts'

/** What an offer took off some of a line's pieces; no other offer has those pieces. */
export interface Applied {
  /** Null: the goods' tier. */
  promotion: Promotion | null
  quantity_milli: Milli
  /** Above 0. */
  amount_minor: Minor
}

/** What was taken off each of the basket's goods, by rank, in the order in which it was taken. */
export type Settled = readonly (readonly Applied[])[]

/** One that takes its turn at the goods: a package offer, or one that claims all it finds left of some goods. */
export type Step =
  | { promotion: Promotion; offer: PackageOffer }
  | { promotion: Promotion | null; claims: readonly Goods[] }

/** Everyone who wants something of these goods, in the owner's order: by priority, then by id; tiers last at 0. */
export function stepsByPriority(all: readonly Goods[], packages: readonly PackageOffer[]): Step[] {
  const claims = new Map<Promotion | null, Goods[]>()
  for (const goods of all) {
    for (const { promotion } of goods.piece_offers) {
      const claimed = claims.get(promotion)
      if (claimed) claimed.push(goods)
      else claims.set(promotion, [goods])
    }
  }
  const steps: Step[] = packages.map((offer) => ({ promotion: offer.promotion, offer }))
  for (const [promotion, claimed] of claims) steps.push({ promotion, claims: claimed })
  return steps.sort(byPriority)
}

/** Settles by the owner's order: who comes first takes what he finds, and nothing is moved for those who come later. */
export function settleByPriority(all: readonly Goods[], packages: readonly PackageOffer[]): Settled {
  const desk = new Desk(all)
  for (const step of stepsByPriority(all, packages)) {
    if ('offer' in step) desk.take(step.offer.promotion, step.offer.take(desk.free_milli))
    else for (const goods of step.claims) desk.claim(goods, step.promotion)
  }
  return desk.applied
}

/** Where the pieces are handed out: nobody gets what another one has. */
export class Desk {
  /** What is left of each of the goods, by rank. */
  readonly free_milli: number[]
  readonly applied: Applied[][]

  constructor(all: readonly Goods[]) {
    this.free_milli = all.map(({ line }) => line.quantity_milli)
    this.applied = all.map(() => [])
  }

  take(promotion: Promotion, takes: readonly Take[]): void {
    for (const { goods, quantity_milli, amount_minor } of takes) {
      this.#hand(goods, promotion, quantity_milli, amount_minor)
    }
  }

  /** Gives what is left of some goods to an offer by the piece. */
  claim(goods: Goods, promotion: Promotion | null): void {
    const rest = milli(this.free_milli[goods.rank]!)
    const { off } = goods.piece_offers.find((offer) => offer.promotion === promotion)!
    this.#hand(goods, promotion, rest, takenOff(off, rest, goods.price_minor))
  }

  /** Gives what is left of some goods to the best of all its offers by the piece. */
  claimForBest(goods: Goods): void {
    const rest = milli(this.free_milli[goods.rank]!)
    const best = bestPieceOffer(goods, rest)
    if (best) this.#hand(goods, best.offer.promotion, rest, best.amount_minor)
  }

  #hand(goods: Goods, promotion: Promotion | null, quantity_milli: Milli, amount_minor: Minor): void {
    const left = this.free_milli[goods.rank]! - quantity_milli
    assert(left >= 0, 'a piece was taken twice')
    this.free_milli[goods.rank] = left
    if (amount_minor > 0) this.applied[goods.rank]!.push({ promotion, quantity_milli, amount_minor })
  }
}

function byPriority({ promotion: a }: Step, { promotion: b }: Step): number {
  const difference = (b?.priority ?? 0) - (a?.priority ?? 0)
  if (difference !== 0 || a === b) return difference
  if (a === null || b === null) return a === null ? 1 : -1
  return a.promotion_id < b.promotion_id ? -1 : 1
}
