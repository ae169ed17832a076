import { type Milli, milli, ONE } from '../values/quantity.ts'

/** What stood in the scan field: how much of which text. */
export interface Scan {
  quantity_milli: Milli
  text: string
}

const COUNTED = /^(\d{1,6})(?:[.,](\d{1,3}))?\s*[*x×]\s*(.+)$/i

/**
 * Reads what was scanned or typed: `3*8998009040405` is three of it, `0,25*A006` a quarter; without a count, one.
 */
export function readScan(typed: string): Scan {
  const trimmed = typed.trim()
  const [, whole, part = '', text] = COUNTED.exec(trimmed) ?? []
  if (whole === undefined || text === undefined) return { quantity_milli: ONE, text: trimmed }
  return { quantity_milli: milli(Number(whole) * 1000 + Number(part.padEnd(3, '0'))), text: text.trim() }
}
