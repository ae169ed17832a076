import { minor } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { discountOn } from './discount.ts'
import type { Goods, Take } from './goods.ts'
import type { PackageOffer } from './package-offer.ts'
import { bestPieceOffer } from './piece-offer.ts'
import { Desk, type Settled, type Step, stepsByPriority } from './settle.ts'

/** As many who want the same pieces are tried in every order; 5 make 325 orders of some or all of them. */
const MOST_TRIED = 5

/** A package offer that takes its turn, and what it took. */
interface Turn {
  offer: PackageOffer
  takes: readonly Take[]
}

/**
 * Settles as is best for the customer. Offers by the piece don't stand in each other's way: of what is left of a line
 * the best one gets it all. Package offers do, so those that share goods are tried in every order, each as often as it
 * fits or not at all, and with goods claimed before it by the offers by the piece; what makes the goods cheapest stands.
 *
 * Where too many meet to be tried, two orders are: the largest saving first, and the owner's.
 */
export function settleForCustomer(all: readonly Goods[], packages: readonly PackageOffer[]): Settled {
  const desk = new Desk(all)
  for (const meeting of meetings(packages)) {
    for (const { offer, takes } of new Trial(all, meeting).best()) desk.take(offer.promotion, takes)
  }
  for (const goods of all) if (desk.free_milli[goods.rank]! > 0) desk.claimForBest(goods)
  return desk.applied
}

/** Package offers that share goods, directly or through others. */
function meetings(packages: readonly PackageOffer[]): PackageOffer[][] {
  let groups: { goods: Set<Goods>; packages: PackageOffer[] }[] = []
  for (const offer of packages) {
    const met = groups.filter((group) => offer.goods.some((goods) => group.goods.has(goods)))
    const goods = new Set(offer.goods)
    for (const group of met) for (const one of group.goods) goods.add(one)
    const joined = { goods, packages: [...met.flatMap((group) => group.packages), offer] }
    groups = [...groups.filter((group) => !met.includes(group)), joined]
  }
  return groups.map((group) => group.packages.sort(byId))
}

/** Tries out in which order some package offers leave the customer the least to pay. */
class Trial {
  readonly #packages: readonly PackageOffer[]
  readonly #goods: readonly Goods[]
  readonly #steps: readonly Step[]
  /** All by rank. Claimed is what an offer by the piece keeps from the packages. */
  readonly #free_milli: number[]
  readonly #claimed_milli: number[]
  readonly #off: number[]
  readonly #pay: number[]
  readonly #best_offer = new Map<Goods, Map<number, number>>()

  #total = 0
  #turns: Turn[] = []
  #least = Number.POSITIVE_INFINITY
  #best: Turn[] = []

  constructor(all: readonly Goods[], packages: readonly PackageOffer[]) {
    this.#packages = packages
    this.#goods = [...new Set(packages.flatMap(({ goods }) => goods))]
    this.#steps = stepsByPriority(this.#goods, packages)
    this.#free_milli = all.map(({ line }) => line.quantity_milli)
    this.#claimed_milli = all.map(() => 0)
    this.#off = all.map(() => 0)
    this.#pay = all.map(() => 0)
    for (const goods of this.#goods) this.#weigh(goods)
  }

  best(): Turn[] {
    const steps = withoutTwins(this.#steps)
    if (steps.length <= MOST_TRIED) this.#explore(steps, 0, 0)
    else {
      this.#inOrder(this.#largestFirst(), true)
      this.#inOrder(this.#steps, false)
    }
    return this.#best
  }

  /**
   * Lets each of the steps go next, and after it each of the others.
   *
   * @param done a bit for each step that has gone
   * @param claims_from claims in a row come to the same in any order, so only those from this place on go next
   */
  #explore(steps: readonly Step[], done: number, claims_from: number): void {
    this.#note()
    for (const [place, step] of steps.entries()) {
      if (done & (1 << place)) continue
      const now_done = done | (1 << place)
      if ('offer' in step) {
        const takes = step.offer.take(this.#free_milli)
        if (takes.length === 0) continue
        this.#take({ offer: step.offer, takes })
        this.#explore(steps, now_done, 0)
        this.#putBack()
      } else if (place >= claims_from) {
        const held = this.#claim(step.claims)
        this.#explore(steps, now_done, place + 1)
        this.#release(held)
      }
    }
  }

  /** Goes through the steps in one order, leaving out, where asked to, packages that make it dearer; then back again. */
  #inOrder(steps: readonly Step[], choosy: boolean): void {
    const held: (readonly [Goods, number])[] = []
    for (const step of steps) {
      if ('claims' in step) held.push(...this.#claim(step.claims))
      else {
        const before = this.#total
        const takes = step.offer.take(this.#free_milli)
        if (takes.length === 0) continue
        this.#take({ offer: step.offer, takes })
        if (choosy && this.#total >= before) this.#putBack()
      }
    }
    this.#note()
    while (this.#turns.length > 0) this.#putBack()
    this.#release(held)
  }

  /** The packages, those first that would save most if they were alone. */
  #largestFirst(): Step[] {
    const saved = this.#packages.map((offer) => {
      const before = this.#total
      this.#take({ offer, takes: offer.alone })
      const saves = before - this.#total
      this.#putBack()
      return { promotion: offer.promotion, offer, saves }
    })
    return saved.sort((a, b) => b.saves - a.saves || byId(a.offer, b.offer))
  }

  #note(): void {
    if (this.#total >= this.#least) return
    this.#least = this.#total
    this.#best = [...this.#turns]
  }

  #take(turn: Turn): void {
    this.#turns.push(turn)
    this.#move(turn.takes, 1)
  }

  #putBack(): void {
    this.#move(this.#turns.pop()!.takes, -1)
  }

  #move(takes: readonly Take[], sign: 1 | -1): void {
    for (const { goods, quantity_milli, amount_minor } of takes) {
      this.#free_milli[goods.rank]! -= sign * quantity_milli
      this.#off[goods.rank]! += sign * amount_minor
      this.#weigh(goods)
    }
  }

  #claim(claims: readonly Goods[]): (readonly [Goods, number])[] {
    const held = claims.map((goods) => [goods, this.#free_milli[goods.rank]!] as const)
    for (const [{ rank }, quantity] of held) {
      this.#claimed_milli[rank]! += quantity
      this.#free_milli[rank]! -= quantity
    }
    return held
  }

  #release(held: readonly (readonly [Goods, number])[]): void {
    for (const [{ rank }, quantity] of held) {
      this.#claimed_milli[rank]! -= quantity
      this.#free_milli[rank]! += quantity
    }
  }

  /** What the goods would cost now: the best offer by the piece gets the rest, and what is left bears its discount. */
  #weigh(goods: Goods): void {
    const { rank, gross_minor, line } = goods
    const rest = this.#free_milli[rank]! + this.#claimed_milli[rank]!
    const left = minor(gross_minor - this.#off[rank]! - this.#bestOffer(goods, rest))
    const pay = left - discountOn(line.discount, left)
    this.#total += pay - this.#pay[rank]!
    this.#pay[rank] = pay
  }

  #bestOffer(goods: Goods, rest: number): number {
    const known = this.#best_offer.get(goods) ?? new Map<number, number>()
    this.#best_offer.set(goods, known)
    let amount = known.get(rest)
    if (amount === undefined) {
      amount = bestPieceOffer(goods, milli(rest))?.amount_minor ?? 0
      known.set(rest, amount)
    }
    return amount
  }
}

/** Of those that claim the same goods the first is enough: which of them gets a line is decided at the end. */
function withoutTwins(steps: readonly Step[]): Step[] {
  const seen = new Set<string>()
  return steps.filter((step) => {
    if ('offer' in step) return true
    const claims = step.claims.map(({ rank }) => rank).join()
    if (seen.has(claims)) return false
    seen.add(claims)
    return true
  })
}

function byId(a: PackageOffer, b: PackageOffer): number {
  return a.promotion.promotion_id < b.promotion.promotion_id ? -1 : 1
}
