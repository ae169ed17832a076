import assert from 'node:assert/strict'
import { type Minor, minor, sum } from '../values/money.ts'
import { spread } from '../values/spread.ts'
import type { Basket, PricedBasket, PricedLine, PriceRules } from './basket.ts'
import { basketOffers } from './basket-off.ts'
import { discountOn } from './discount.ts'
import { goodsOf } from './goods.ts'
import { promote } from './promotions.ts'
import { addedUp, Tally } from './tally.ts'
import { serviceOf, taxesOf } from './tax-and-service.ts'

/**
 * Prices a basket, and says of each line how. The only place where the shop works out what is to be paid.
 *
 * In this order: what each line costs; promotions and tiers, of which each piece gets one; discounts by hand on lines;
 * a promotion on the whole basket; the discount by hand on the whole; the service charge; taxes. Each is rounded once,
 * where it is taken, and what is taken of the whole is spread so that the lines add up to it exactly. Nothing hangs on
 * the order in which things were scanned, and the same basket under the same rules has the same price for ever.
 */
export function priceBasket(basket: Basket, rules: PriceRules): PricedBasket {
  const all = goodsOf(basket)
  const { settled, passed_over, on_basket } = promote(all, rules, basket.group_id)
  const tallies = all.map((goods) => new Tally(goods, settled[goods.rank]!, passed_over[goods.rank]!))

  for (const tally of tallies) {
    tally.takeOff('line-discount', discountOn(tally.line.discount, tally.left_minor))
  }

  const left = tallies.map((tally) => tally.left_minor)
  const [offer, ...others] = basketOffers(all, left, on_basket, rules.promotion_mode)
  if (offer) {
    const touched = tallies.filter((tally) => tally.goods.promotable)
    for (const { promotion } of others) for (const tally of touched) tally.passOver(promotion)
    for (const [tally, amount] of spreadOver(touched, offer.amount_minor)) {
      tally.takeOffBasketwise(offer.promotion, amount)
    }
  }

  const whole = discountOn(basket.discount, sum(tallies.map((tally) => tally.left_minor)))
  for (const [tally, amount] of spreadOver(tallies, whole)) tally.takeOff('basket-discount', amount)

  const taxable = tallies.map((tally) => tally.taxable())
  const service = serviceOf(taxable, rules.service)
  const taxes = taxesOf(taxable, service, rules.taxes)
  const lines: PricedLine[] = []
  for (const [rank, tally] of tallies.entries()) {
    const rule = rules.taxes[tally.line.tax_class] ?? null
    lines[tally.goods.place] = tally.priced(service[rank]!, taxes.tax_minor[rank]!, rule)
  }
  return total(lines, taxes.totals)
}

function spreadOver(tallies: readonly Tally[], amount: Minor): [Tally, Minor][] {
  const amounts = spread(
    amount,
    tallies.map((tally) => tally.left_minor)
  )
  return tallies.map((tally, place) => [tally, amounts[place]!])
}

/** Adds the lines up, and makes sure that they add up. */
function total(lines: readonly PricedLine[], taxes: PricedBasket['taxes']): PricedBasket {
  const subtotal_minor = addedUp(lines, 'total_minor')
  const service_minor = addedUp(lines, 'service_minor')
  const tax_minor = addedUp(taxes, 'tax_minor')
  const added_tax_minor = addedUp(
    taxes.filter((tax) => !tax.included),
    'tax_minor'
  )
  const reduced_minor = sum(lines.map(({ reductions }) => addedUp(reductions, 'amount_minor')))
  assert.equal(addedUp(lines, 'gross_minor') - reduced_minor, subtotal_minor)
  assert.equal(addedUp(lines, 'tax_minor'), tax_minor)
  const total_minor = minor(subtotal_minor + service_minor + added_tax_minor)
  return {
    lines,
    subtotal_minor,
    reduced_minor,
    service_minor,
    taxes,
    tax_minor,
    added_tax_minor,
    total_minor
  }
}
