import { type Minor, minor } from './money.ts'
import { type Milli, milli } from './quantity.ts'

export type NumberFault = 'not-a-number' | 'negative' | 'fraction' | 'too-large'

/** Twelve digits of rupiah: a barcode that slid into the price column is too large to be a price. */
export const LARGEST_MONEY = 999_999_999_999

/** With `Rp` and marks no number of ours is longer; looking at more would only serve a file made to hurt. */
const LONGEST_NUMBER = 40

/** A number as digits; the fraction without its trailing zeros. */
interface Digits {
  negative: boolean
  whole: string
  fraction: string
}

/**
 * Reads an amount in whole rupiah, in Indonesian (`Rp 1.234`, `1.500,00`, `Rp17.500,-`) or English form
 * (`1,234.50`).
 *
 * - With both marks, the last one is the decimal mark.
 * - A mark that occurs more than once separates thousands.
 * - A single mark followed by exactly three digits separates thousands (`1.500` and `1,500` are 1500), for rupiah
 *   has no thousandths; unless what stands before it can't be a group of thousands (`0.500`, `1234.500`).
 * - Any other single mark is the decimal mark; a fraction other than zero is a fault, never rounded.
 *
 * @returns the amount, or why it isn't one
 */
export function readMoney(text: string): Minor | NumberFault {
  if (text.length > LONGEST_NUMBER) return 'not-a-number'
  const digits = readDigits(withoutCurrency(text), (_mark, after) => after === 3)
  if (digits === undefined) return 'not-a-number'
  if (isNegative(digits)) return 'negative'
  if (digits.fraction !== '') return 'fraction'
  if (digits.whole.length > 12) return 'too-large'
  return minor(Number(digits.whole))
}

/**
 * Reads a quantity into thousandths: `24`, `12,5`, `1.234,5`, `1,234.50`.
 *
 * The rules are those of {@link readMoney}, but a single comma is always the decimal mark: `1,500` of something
 * sold by weight is one and a half. A single point with three digits after it separates thousands, as in Indonesian.
 * More than three decimals are a fault `fraction`: nothing here weighs finer than a gram.
 *
 * @returns the quantity, or why it isn't one
 */
export function readQuantity(text: string): Milli | NumberFault {
  if (text.length > LONGEST_NUMBER) return 'not-a-number'
  const digits = readDigits(text, (mark, after) => mark === '.' && after === 3)
  if (digits === undefined) return 'not-a-number'
  if (isNegative(digits)) return 'negative'
  if (digits.fraction.length > 3) return 'fraction'
  if (digits.whole.length > 9) return 'too-large'
  return milli(Number(digits.whole) * 1000 + Number(digits.fraction.padEnd(3, '0')))
}

/** Takes off `Rp`, `Rp.` or `IDR` before or after, and the `,-` that stands for no cents. */
function withoutCurrency(text: string): string {
  return text
    .trim()
    .replace(/^([-−(]?)\s*(?:rp\.?|idr)\s*/i, '$1')
    .replace(/\s*(?:rp\.?|idr)(\)?)$/i, '$1')
    .replace(/(\d)[.,]\s?[-–—]{1,2}(\)?)$/, '$1$2')
}

/** @param groupsThousands whether a single mark with so many digits after it separates thousands */
function readDigits(
  text: string,
  groupsThousands: (mark: string, digits_after: number) => boolean
): Digits | undefined {
  // A bookkeeper writes (1.000) for -1.000.
  const parts = /^(?:([-−+]?)\s*([\d.,]+)|(\()\s*([\d.,]+)\s*\))$/.exec(text.trim())
  if (!parts) return undefined
  const [, sign = '', plain = '', bracket = '', bracketed = ''] = parts
  const number = plain || bracketed
  const decimal_at = decimalMark(number, groupsThousands)
  const whole = decimal_at === -1 ? number : number.slice(0, decimal_at)
  const fraction = decimal_at === -1 ? '0' : number.slice(decimal_at + 1)
  if (!/^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)$/.test(whole) || !/^\d+$/.test(fraction)) return undefined
  return {
    negative: sign === '-' || sign === '−' || bracket === '(',
    whole: whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, ''),
    fraction: fraction.replace(/0+$/, '')
  }
}

/** Where the decimal mark stands, or -1 when there is none. */
function decimalMark(
  number: string,
  groupsThousands: (mark: string, digits_after: number) => boolean
): number {
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','))
  if (last === -1) return -1
  const mark = number.charAt(last)
  const before = number.slice(0, last)
  if (before.includes(mark === '.' ? ',' : '.')) return last
  if (before.includes(mark)) return -1
  const can_lead_thousands = /^[1-9]\d{0,2}$/.test(before)
  return can_lead_thousands && groupsThousands(mark, number.length - last - 1) ? -1 : last
}

function isNegative({ negative, whole, fraction }: Digits): boolean {
  return negative && (whole !== '0' || fraction !== '')
}
