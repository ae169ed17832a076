import assert from 'node:assert/strict'
import { type Minor, minor, share } from './money.ts'

/** A quantity in thousandths of its unit, a safe integer: 1 piece is 1000, 250 grams of a kilo 250. */
export type Milli = number & { readonly __milli: true }

/**
 * Takes a number for a quantity in thousandths.
 *
 * @throws {AssertionError} when it is not a safe integer.
 */
export function milli(thousandths: number): Milli {
  assert(Number.isSafeInteger(thousandths), `${thousandths} is not a quantity in thousandths`)
  return (thousandths + 0) as Milli // -0 becomes 0
}

/** One whole unit. */
export const ONE = milli(1000)

/** What a quantity costs at a price per unit, rounded once, to the nearest unit of money. */
export function priceOf(quantity_milli: Milli, price_minor: Minor): Minor {
  if (quantity_milli % 1000 === 0) return minor((quantity_milli / 1000) * price_minor)
  return share(price_minor, quantity_milli, 1000)
}
