import type { PriceRules } from './basket.ts'
import { bundle } from './bundle.ts'
import { buyGet } from './buy-get.ts'
import { finderOf } from './find-goods.ts'
import type { Goods } from './goods.ts'
import { isLive } from './live.ts'
import type { PackageOffer } from './package-offer.ts'
import { offerByPiece, offerTiers } from './piece-offer.ts'
import type { Promotion } from './promotion.ts'
import { type Settled, settleByPriority } from './settle.ts'
import { settleForCustomer } from './settle-best.ts'

/** What promotions and tiers make of some goods. */
export interface Promoted {
  settled: Settled
  /** Promotions that would have made a line cheaper if they had been alone, by rank, and got none of it. */
  passed_over: readonly (readonly Promotion[])[]
  /** Those on the whole basket, whose turn comes later; by id. */
  on_basket: readonly Promotion[]
}

/** Gives each piece of the goods to the promotion or the tier that gets it, as the rules say. */
export function promote(all: readonly Goods[], rules: PriceRules, group_id: string | null): Promoted {
  const live = rules.promotions.filter((promotion) => isLive(promotion, rules.at, group_id)).sort(byId)
  const find = finderOf(all)
  const packages: PackageOffer[] = []
  for (const promotion of live) {
    const offer = packageOf(promotion)
    if (offer) packages.push(offer)
    offerByPiece(promotion, find)
  }
  offerTiers(all)

  const settle = rules.promotion_mode === 'best' ? settleForCustomer : settleByPriority
  const settled = settle(all, packages)
  return {
    settled,
    passed_over: passedOver(all, packages, settled),
    on_basket: live.filter(({ offer }) => offer.kind === 'basket-off')
  }

  function packageOf(promotion: Promotion): PackageOffer | undefined {
    const { offer } = promotion
    if (offer.kind === 'buy-get') return buyGet(promotion, offer, find)
    if (offer.kind === 'bundle') return bundle(promotion, offer, find)
    return undefined
  }
}

/** An offer by the piece gives way on a line; a package offer gives way when it isn't applied anywhere. */
function passedOver(
  all: readonly Goods[],
  packages: readonly PackageOffer[],
  settled: Settled
): Promotion[][] {
  const applied = new Set(settled.flatMap((line) => line.map(({ promotion }) => promotion)))
  const passed_over = all.map(({ rank, piece_offers }) => {
    const here = settled[rank]!
    return piece_offers.flatMap(({ promotion }) => {
      return promotion && !here.some((one) => one.promotion === promotion) ? [promotion] : []
    })
  })
  for (const { promotion, alone } of packages) {
    if (applied.has(promotion)) continue
    for (const { goods, amount_minor } of alone) {
      if (amount_minor > 0) passed_over[goods.rank]!.push(promotion)
    }
  }
  return passed_over
}

function byId(a: Promotion, b: Promotion): number {
  return a.promotion_id < b.promotion_id ? -1 : a.promotion_id > b.promotion_id ? 1 : 0
}
