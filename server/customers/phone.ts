/** What stands between the digits of a number as people write it. */
const BETWEEN = /[\s().\-–/]/g

/** A number of ours: the country, an area or network that doesn't begin with 0 or 1, and seven digits at least. */
const INDONESIAN = /^62[2-9]\d{7,11}$/

/** Any other country's, at most 15 digits in all (ITU-T E.164). */
const FOREIGN = /^[1-9]\d{7,14}$/

/**
 * A phone number as it is kept: digits with the country's code, so that `0812-3456 789`, `+62 812 3456 789` and
 * `812 3456 789` are one number, `628123456789`. Numbers of other countries keep theirs.
 *
 * @returns undefined for what nobody could call
 */
export function readPhone(typed: string): string | undefined {
  const text = typed.trim().replace(BETWEEN, '')
  const [, abroad, digits = ''] = /^(\+|00)?(\d+)$/.exec(text) ?? []
  const whole = abroad ? digits : withCountry(digits)
  const number = whole.replace(/^620/, '62') // +62 (0)812…
  return (number.startsWith('62') ? INDONESIAN : FOREIGN).test(number) ? number : undefined
}

/** A number as it is dialled at home: 0 before the network stands for the country; in a list of names both are left out. */
function withCountry(digits: string): string {
  if (digits.startsWith('0')) return `62${digits.slice(1)}`
  return /^8[1-9]\d{7,10}$/.test(digits) ? `62${digits}` : digits
}

/** A kept number as people here write it: `0812-3456-789`, or `+65 91234567` from abroad. */
export function phoneText(phone: string): string {
  if (!phone.startsWith('62')) return `+${phone}`
  return `0${phone.slice(2)}`.replace(/^(\d{4})(\d{3,4})(\d+)$/, '$1-$2-$3')
}
