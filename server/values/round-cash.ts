import assert from 'node:assert/strict'
import { type Minor, minor } from './money.ts'

/** To which side an amount goes that no coins make; half a step goes up where the nearest is taken. */
export type RoundingMode = 'down' | 'nearest' | 'up'

/**
 * An amount of cash as coins can make it.
 *
 * @param amount_minor 0 or more
 * @param step the smallest coin in use, 100 or 500 rupiah; 0 leaves the amount as it is
 * @see Permendag 35/M-DAG/PER/7/2013: prices may be rounded to money in circulation, and the customer must be told
 */
export function roundCash(amount_minor: Minor, mode: RoundingMode, step: number): Minor {
  assert(amount_minor >= 0 && Number.isSafeInteger(step) && step >= 0)
  if (step === 0) return amount_minor
  const rest = amount_minor % step
  const goes_up = rest > 0 && (mode === 'up' || (mode === 'nearest' && rest * 2 >= step))
  return minor(amount_minor - rest + (goes_up ? step : 0))
}
