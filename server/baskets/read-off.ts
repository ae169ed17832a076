import { Refusal } from '../refusal.ts'
import type { Minor } from '../values/money.ts'
import { readMoney, readQuantity } from '../values/read-number.ts'

/** What is taken off by hand, as a line or a basket keeps it. */
export interface Off {
  /** A part, in basis points from 1 to 10,000; or else an amount above 0. */
  discount_bp: number | null
  discount_minor: Minor | null
}

export const NOTHING_OFF: Off = { discount_bp: null, discount_minor: null }

/**
 * Reads a discount that somebody typed: `10`, `2,5` or `10%` as a part, `5.000` as an amount.
 *
 * @throws {Refusal} discount/percent for what is no part from 0.01 to 100, discount/amount for what is no amount
 */
export function readOff(typed: string, as: 'percent' | 'amount'): Off {
  if (as === 'percent' || typed.trim().endsWith('%')) {
    const part = readQuantity(typed.replace('%', '').trim())
    const discount_bp = typeof part === 'string' ? 0 : part / 10
    const is_part = Number.isInteger(discount_bp) && discount_bp >= 1 && discount_bp <= 10_000
    if (!is_part) throw new Refusal('discount/percent')
    return { discount_bp, discount_minor: null }
  }
  const discount_minor = readMoney(typed)
  if (typeof discount_minor === 'string' || discount_minor <= 0) throw new Refusal('discount/amount')
  return { discount_bp: null, discount_minor }
}
