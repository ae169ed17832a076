import { type Minor, minor, sum } from '../values/money.ts'
import { priceOf } from '../values/quantity.ts'
import { taxIncludedIn } from '../values/tax.ts'
import type { Basket, PricedBasket, PricedLine, PriceRules } from './basket.ts'

/** Prices a basket by the list alone; stands in for the whole until it is here. */
export function priceBasket({ lines }: Basket, { taxes }: PriceRules): PricedBasket {
  const priced = lines.map((line): PricedLine => {
    const gross_minor = line.fixed?.total_minor ?? priceOf(line.quantity_milli, line.list_price_minor)
    return {
      ...line,
      price_minor: line.list_price_minor,
      gross_minor,
      reductions: [],
      total_minor: gross_minor,
      service_minor: minor(0),
      tax_minor: minor(0),
      tax_rule_id: null,
      tax_included: true,
      reasons: []
    }
  })
  const total_minor = sum(priced.map((line) => line.total_minor))
  const tax = taxes.standard
  const split = tax && taxIncludedIn(total_minor, tax)
  const tax_minor: Minor = split?.tax_minor ?? minor(0)
  return {
    lines: priced,
    subtotal_minor: total_minor,
    reduced_minor: minor(0),
    service_minor: minor(0),
    taxes: tax && split ? [{ ...tax, of_minor: total_minor, base_minor: split.base_minor, tax_minor }] : [],
    tax_minor,
    added_tax_minor: minor(0),
    total_minor
  }
}
