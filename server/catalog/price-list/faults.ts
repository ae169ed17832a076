/** What we look for in a price list, in the order a person reads a row. */
export const FIELDS = [
  'code',
  'barcode',
  'name',
  'category',
  'unit',
  'cost',
  'price',
  'stock',
  'minimum'
] as const

export type Field = (typeof FIELDS)[number]

/** Which column of the file (0 for the first) holds which of our fields. A field left out isn't in the file. */
export type Mapping = Partial<Record<Field, number>>

/** Every way a row of a price list can be wrong; `barcode-taken` only the shop's catalogue can tell. */
export type FaultCode =
  | 'missing'
  | 'not-a-number'
  | 'negative'
  | 'fraction'
  | 'too-large'
  | 'spreadsheet-number'
  | 'check-digit'
  | 'barcode-length'
  | 'barcode-characters'
  | 'duplicate-code'
  | 'duplicate-barcode'
  | 'empty-row'
  | 'missing-columns'
  | 'extra-columns'
  | 'too-long'
  | 'formula'
  | 'under-cost'
  | 'control-characters'
  | 'barcode-taken'

/** One thing wrong with one cell, or with the row as a whole. */
export interface Fault {
  field: Field | 'row'
  code: FaultCode
  /** An error keeps the row out; a warning lets it in and asks the owner to look. */
  severity: 'error' | 'warning'
  /** What the cell says, or the one barcode of several; empty when nothing is there. */
  value: string
  /**
   * What the sentence needs: `line` (the row that came first), `check_digit` (the right one), `longest`
   * (characters allowed), `expected` and `found` (columns), `cost_minor`, `name` (of the item that has the barcode).
   */
  facts?: Record<string, string | number>
}

/** Every reason not to read a file at all. */
export type PriceListFaultCode =
  | 'empty-file'
  | 'too-large'
  | 'too-many-rows'
  | 'no-header'
  | 'not-text'
  | 'spreadsheet-file'
  | 'unclosed-quote'

/** The whole file can't be read as a price list, and a person can send a better one. */
export class PriceListFault extends Error {
  override readonly name = 'PriceListFault'
  readonly code: PriceListFaultCode
  /** `largest` (bytes or rows allowed) or `line` (where the quote opens). */
  readonly facts: Record<string, string | number>

  constructor(code: PriceListFaultCode, facts: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.code = code
    this.facts = facts
  }
}
