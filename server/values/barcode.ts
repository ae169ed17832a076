/**
 * The check digit that completes the body of a GTIN (EAN-8, UPC-A, EAN-13, GTIN-14).
 *
 * @param body the digits without the check digit
 * @see GS1 General Specifications, section 7.9, "Check digit calculation"
 */
export function gtinCheckDigit(body: string): number {
  let weighted = 0
  for (let i = 0; i < body.length; i++) {
    // Counted from the right the weights are 3, 1, 3, 1, …
    weighted += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1)
  }
  return (10 - (weighted % 10)) % 10
}

/** What is wrong with a text as a barcode of ours, or undefined when it can be printed and scanned. */
export type BarcodeFault = 'characters' | 'length' | 'check-digit'

const GTIN_LENGTHS = new Set([8, 12, 13, 14])

/**
 * Looks at a barcode as it stands on a pack: digits of a GTIN with the right check digit, or a shop's own
 * code of 3 to 32 plain characters that cannot be mistaken for a GTIN.
 */
export function barcodeFault(text: string): BarcodeFault | undefined {
  if (/^\d+$/.test(text)) {
    if (!GTIN_LENGTHS.has(text.length)) return 'length'
    return gtinCheckDigit(text.slice(0, -1)) === Number(text.at(-1)) ? undefined : 'check-digit'
  }
  if (!/^[\x21-\x7e]+$/.test(text)) return 'characters'
  return text.length < 3 || text.length > 32 ? 'length' : undefined
}
