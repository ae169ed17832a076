import assert from 'node:assert/strict'
import { type Minor, minor, sum } from './money.ts'

/**
 * Spreads an amount over parts by their weight, so that what each one gets adds up to the amount exactly: everyone gets
 * the whole units of his share, and the units left over go to the largest fractions, the earlier part first where
 * fractions are equal. Nobody gets more than his weight unless the amount is more than all weights together.
 *
 * @param amount 0 or more; 0 where all weights are 0
 * @param weights 0 or more each
 */
export function spread(amount: Minor, weights: readonly Minor[]): Minor[] {
  const total = sum(weights)
  assert(amount >= 0 && weights.every((weight) => weight >= 0), 'only what is there can be spread')
  if (amount === 0) return weights.map(() => minor(0))
  assert(total > 0, 'there is nothing to spread it over')

  const parts = weights.map((weight, place) => ({ place, ...portion(amount, weight, total) }))
  let left = amount - parts.reduce((given, { whole }) => given + whole, 0)
  const amounts = parts.map(({ whole }) => minor(whole))
  if (left === 0) return amounts
  parts.sort((a, b) => b.rest - a.rest || a.place - b.place)
  for (const { place } of parts) {
    if (left === 0) break
    amounts[place] = minor(amounts[place]! + 1)
    left--
  }
  return amounts
}

/** `amount × weight ÷ total` as whole units and a rest of `total`, exactly. */
function portion(amount: number, weight: number, total: number): { whole: number; rest: number } {
  const product = amount * weight
  if (Number.isSafeInteger(product)) {
    const rest = product % total
    return { whole: (product - rest) / total, rest }
  }
  const exact = BigInt(amount) * BigInt(weight)
  return { whole: Number(exact / BigInt(total)), rest: Number(exact % BigInt(total)) }
}
