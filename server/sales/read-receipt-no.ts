/** What somebody typed or scanned to find a slip: the address that its code leads to, or the number on it. */
export type SlipName = { link: string } | { number: string }

const ADDRESS = /\/r\/([\w-]{20,})\/?$/
const NUMBER = /^(?:([a-z]+\d+)[- ]?)??(r?)0*(\d{1,9})$/i

/**
 * Reads what was typed or scanned to find a slip: `K1-123` and `k1-000123` are K1-000123, `K1-R12` is a refund's, a bare
 * `123` is the till's own.
 *
 * @param code of the till at which it is typed; none away from a till
 */
export function readReceiptNo(typed: string, code = ''): SlipName {
  const text = typed.trim()
  const [, link] = ADDRESS.exec(text) ?? []
  if (link) return { link }
  const [, till = code, refund = '', digits] = NUMBER.exec(text) ?? []
  if (!digits) return { number: text.toUpperCase() }
  return { number: `${till.toUpperCase()}-${refund.toUpperCase()}${digits.padStart(6, '0')}` }
}
