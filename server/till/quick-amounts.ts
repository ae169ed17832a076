import { type Minor, minor } from '../values/money.ts'

/** The notes of the rupiah that people pay with; the next full amount of each is what they hand over. */
const NOTES = [1000, 5000, 10_000, 20_000, 50_000, 100_000]

/**
 * The amounts a customer is likely to hand over: exactly the total, then the next full thousand, five thousand and
 * so on, each once and in order.
 */
export function quickAmounts(total_minor: Minor): Minor[] {
  const rounded = NOTES.map((note) => Math.ceil(total_minor / note) * note)
  return [...new Set([total_minor, ...rounded])].sort((a, b) => a - b).map(minor)
}
