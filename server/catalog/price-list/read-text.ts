import type { Fault, FaultCode } from './faults.ts'

/**
 * How many characters a cell may have: what a screen, a shelf label and a receipt can still show; for barcodes
 * some twenty in one cell.
 */
export const LONGEST = { code: 40, barcode: 320, name: 120, category: 60, unit: 20 } as const

type TextField = keyof typeof LONGEST

/** A cell a spreadsheet would calculate when it opens our next export: `=…`, `@…`, or a sign with no number after it. */
const FORMULA = /^([=@]|[+-]\s*[^\d\s.,])/

/** Line breaks, tabs and the like, and marks that turn the direction of writing: a printer obeys, a reader is fooled. */
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/**
 * A cell as a person means it: without spaces around it, and without what keeps a spreadsheet from counting with
 * it (`="0089686010947"`, `'0089686010947`). A lone dash says that there is nothing.
 */
export function cellText(cell: string): string {
  const text = cell
    .trim()
    .replace(/^="([^"]*)"$/, '$1')
    .replace(/^'(?=\d)/, '')
    .trim()
  return /^[-–—]$/.test(text) ? '' : text
}

/** What is wrong with the characters of a cell, whatever they mean. */
export function textFaults(field: TextField, text: string): Fault[] {
  const faults: Fault[] = []
  const found = (code: FaultCode, facts?: Fault['facts']): void => {
    faults.push({ field, code, severity: 'error', value: text, ...(facts && { facts }) })
  }
  if (FORMULA.test(text)) found('formula')
  if (CONTROL_CHARACTERS.test(text)) found('control-characters')
  if (isLonger(text, LONGEST[field])) found('too-long', { longest: LONGEST[field] })
  return faults
}

/** Counts characters as people do, an emoji as one; no character takes more than two code units. */
function isLonger(text: string, longest: number): boolean {
  return text.length > longest * 2 || [...text].length > longest
}
