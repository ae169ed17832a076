import { Refusal } from '../refusal.ts'
import { type Minor, minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import { readMoney, readQuantity } from '../values/read-number.ts'

/**
 * Reads an amount that somebody typed, `50.000` or `Rp 50,000`; nothing typed is 0.
 *
 * @throws {Refusal} form/unreadable naming the field
 */
export function readAmount(typed: string, field: string): Minor {
  if (typed.trim() === '') return minor(0)
  const amount = readMoney(typed)
  if (typeof amount === 'string') throw new Refusal('form/unreadable', { field })
  return amount
}

/**
 * Reads a quantity that somebody typed, `3` or `0,25`.
 *
 * @throws {Refusal} scan/quantity
 */
export function readCount(typed: string): Milli {
  const quantity = readQuantity(typed)
  if (typeof quantity === 'string') throw new Refusal('scan/quantity')
  return quantity
}
