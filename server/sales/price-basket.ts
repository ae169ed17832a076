import { type Minor, sum } from '../values/money.ts'
import { type Milli, priceOf } from '../values/quantity.ts'
import { type TaxRate, taxIncludedIn } from '../values/tax.ts'

export interface BasketLine {
  line_no: number
  item_id: string
  name: string
  unit: string
  quantity_milli: Milli
  price_minor: Minor
  cost_minor: Minor | null
}

export interface PricedLine extends BasketLine {
  total_minor: Minor
}

export interface PricedBasket {
  lines: PricedLine[]
  total_minor: Minor
  /** Included in the total; 0 where the outlet collects none. */
  tax_minor: Minor
}

/** Prices a basket. Each line is rounded once; the tax once, on the whole. The lines always add up to the total. */
export function priceBasket(lines: readonly BasketLine[], tax: TaxRate | undefined): PricedBasket {
  const priced = lines.map((line) => ({
    ...line,
    total_minor: priceOf(line.quantity_milli, line.price_minor)
  }))
  const total_minor = sum(priced.map((line) => line.total_minor))
  const tax_minor = tax ? taxIncludedIn(total_minor, tax).tax_minor : (0 as Minor)
  return { lines: priced, total_minor, tax_minor }
}
