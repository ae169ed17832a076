import type { Fault, Field } from './faults.ts'

/**
 * Finds codes and barcodes that a price list gives to two items. The row that comes first has the right to them,
 * even when something else is wrong with it: put right, it would be in the way again.
 */
export class SeenBefore {
  readonly #codes = new Map<string, number>()
  readonly #barcodes = new Map<string, number>()

  /** The faults of this row against those before it. Codes that differ only in case are the same. */
  claim(line: number, code: string | null, barcodes: string[]): Fault[] {
    const faults = code === null ? [] : claimOne(this.#codes, code.toUpperCase(), line, 'code', code)
    for (const barcode of barcodes)
      faults.push(...claimOne(this.#barcodes, barcode, line, 'barcode', barcode))
    return faults
  }
}

function claimOne(
  seen: Map<string, number>,
  key: string,
  line: number,
  field: Field & ('code' | 'barcode'),
  value: string
): Fault[] {
  const first = seen.get(key)
  if (first !== undefined) {
    return [{ field, code: `duplicate-${field}`, severity: 'error', value, facts: { line: first } }]
  }
  seen.set(key, line)
  return []
}
