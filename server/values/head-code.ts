/** Letters and digits that nobody takes for one another: Crockford's base 32. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const GROUP = 4
const GROUPS = 4
const BITS_EACH = 5
const DIGIT_BITS = 4

/**
 * The beginning of a hash as people compare it and type it in: four groups of four letters, 80 bits, `K7QD-03MX-…`.
 *
 * @param hash in hex
 */
export function headCode(hash: string): string {
  const bits = BigInt(`0x${hash.slice(0, (GROUP * GROUPS * BITS_EACH) / DIGIT_BITS)}`)
  const letters = Array.from({ length: GROUP * GROUPS }, (_, at) => {
    const shift = BigInt(BITS_EACH * (GROUP * GROUPS - 1 - at))
    return LETTERS[Number((bits >> shift) & 31n)]!
  }).join('')
  return letters.match(/.{4}/g)!.join('-')
}

/** A head of the ledger, as it was noted. */
export interface NotedHead {
  event_id: number
  /** The hash, or its beginning, in hex. */
  hash: string
}

/**
 * Reads a head as it stands on a slip, `1842 K7QD-03MX-9VTA-5HJE`, or with the whole hash in hex, `1842 3f9a…`. Small
 * letters are good, and so are O for 0, I and L for 1, and any sign between.
 *
 * @returns undefined when it is none
 */
export function readHead(typed: string): NotedHead | undefined {
  const [, number = '', rest = ''] = /^\s*([\d.,]+)[\s:/-]+(\S.*)$/s.exec(typed) ?? []
  const event_id = Number(number.replaceAll(/[.,]/g, ''))
  if (!Number.isSafeInteger(event_id) || event_id < 1) return undefined
  const said = rest.replaceAll(/[\s-]/g, '')
  if (/^[0-9a-f]{64}$/i.test(said)) return { event_id, hash: said.toLowerCase() }
  const letters = said.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (letters.length !== GROUP * GROUPS) return undefined
  let bits = 0n
  for (const letter of letters) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) return undefined
    bits = (bits << BigInt(BITS_EACH)) | BigInt(value)
  }
  return { event_id, hash: bits.toString(16).padStart((GROUP * GROUPS * BITS_EACH) / DIGIT_BITS, '0') }
}
