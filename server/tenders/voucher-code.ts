import { randomInt } from 'node:crypto'

/** Without 0, O, 1, I and L, which hands and eyes mix up. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10

/** A code that nobody guesses, 49 bits, and anybody can type: `7KQ3MX2RWP`. */
export function newVoucherCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
