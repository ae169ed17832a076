import { randomInt } from 'node:crypto'
import { isWeakPin } from '../auth/secret-rules.ts'

/** Without those that look alike on a screen. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password that nobody guesses and anybody can type: 59 bits in three groups of four. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return [group(), group(), group()].join('-')
}

/** A PIN of six digits. */
export function newPin(): string {
  const pin = String(randomInt(1_000_000)).padStart(6, '0')
  return isWeakPin(pin) ? newPin() : pin
}
