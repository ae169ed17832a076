import assert from 'node:assert/strict'

/** An amount of money in the currency's smallest unit, a safe integer; for rupiah 1 is Rp 1. */
export type Minor = number & { readonly __minor: true }

/**
 * Takes a number for money.
 *
 * @throws {AssertionError} when it is not a safe integer: a fraction of a rupiah is a mistake of ours.
 */
export function minor(amount: number): Minor {
  assert(Number.isSafeInteger(amount), `${amount} is not an amount of money`)
  return (amount + 0) as Minor // -0 becomes 0: there is only one nothing
}

/** Adds amounts up; nothing adds up to 0. Exact, or refused on the way, never rounded. */
export function sum(amounts: Iterable<Minor>): Minor {
  let total = minor(0)
  for (const amount of amounts) total = minor(total + amount)
  return total
}

/**
 * `amount × numerator ÷ denominator`, rounded to the nearest unit, a half away from zero. The one place where
 * money is divided; exact for every safe integer, because the product is formed in BigInt when it must be.
 *
 * @throws {AssertionError} when a number isn't a safe integer, the result neither, or the denominator not above 0.
 */
export function share(amount: number, numerator: number, denominator: number): Minor {
  assert([amount, numerator, denominator].every(Number.isSafeInteger) && denominator > 0)
  const product = amount * numerator
  if (Number.isSafeInteger(product * 2)) return minor(roundHalfAway(product, denominator))
  const exact = BigInt(amount) * BigInt(numerator)
  const sign = exact < 0n ? -1n : 1n
  const twice = 2n * exact * sign + BigInt(denominator)
  return minor(Number((twice / (2n * BigInt(denominator))) * sign))
}

function roundHalfAway(product: number, denominator: number): number {
  const sign = product < 0 ? -1 : 1
  const magnitude = Math.abs(product)
  const whole = Math.floor(magnitude / denominator)
  const rest = magnitude - whole * denominator
  return (rest * 2 >= denominator ? whole + 1 : whole) * sign
}
