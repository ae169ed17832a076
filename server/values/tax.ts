import { type Minor, minor, share } from './money.ts'

/**
 * A rate of value-added tax as a pair of fractions: the rate itself and the part of the price it is taken of.
 * PPN since 2025 is 12 % of 11/12 of the price: `{ rate: [12, 100], base: [11, 12] }`.
 */
export interface TaxRate {
  rate: readonly [numerator: number, denominator: number]
  base: readonly [numerator: number, denominator: number]
}

/** What a price that includes the tax is made of; `net_minor + tax_minor` is always the price. */
export interface TaxSplit {
  net_minor: Minor
  base_minor: Minor
  tax_minor: Minor
}

/**
 * Takes the tax out of a price that includes it, rounding the tax once; what is left is the net price.
 * For PPN at 12 % of 11/12 this is `11/111` of the price.
 *
 * @see PMK 11/2025, the form for retail prices that include the tax
 */
export function taxIncludedIn(price_minor: Minor, { rate, base }: TaxRate): TaxSplit {
  const numerator = rate[0] * base[0]
  const denominator = rate[1] * base[1]
  const tax_minor = share(price_minor, numerator, numerator + denominator)
  const net_minor = minor(price_minor - tax_minor)
  const base_minor = share(price_minor, base[0] * denominator, base[1] * (numerator + denominator))
  return { net_minor, base_minor, tax_minor }
}

/**
 * The tax that comes on top of a price without it. The rate and the part it is taken of are one fraction, so the tax
 * is rounded once: for PPN at 12 % of 11/12 it is `11/100` of the price, and not 12 % of a rounded base.
 *
 * @see PMK 131/2024: DPP is 11/12 of the selling price
 */
export function taxOn(price_minor: Minor, { rate, base }: TaxRate): TaxSplit {
  const tax_minor = share(price_minor, rate[0] * base[0], rate[1] * base[1])
  return { net_minor: price_minor, base_minor: share(price_minor, base[0], base[1]), tax_minor }
}
