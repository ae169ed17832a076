import { barcodeFault, gtinCheckDigit } from '../../values/barcode.ts'
import type { Fault } from './faults.ts'

/**
 * A long number as a spreadsheet shows it after treating it as an amount: `8,99801E+12`, `8998009010620.00`,
 * `8.998.009.010.620`. The first has lost digits for good; the others are not how a scanner reads the pack.
 */
const SPREADSHEET_NUMBER = /^(\d([.,]\d+)?e\+\d+|\d{6,}[.,]0+|\d{1,3}(\.\d{3}){2,}|\d{1,3}(,\d{3}){2,})$/i

/** Whether a spreadsheet turned this code into an amount. */
export function isSpreadsheetNumber(text: string): boolean {
  return SPREADSHEET_NUMBER.test(text)
}

/** The sound barcodes of a cell, each once, and what is wrong with the others. */
export interface ReadBarcodes {
  barcodes: string[]
  faults: Fault[]
}

/** Reads a cell that holds one barcode, or several separated by `|`, `/`, a comma, a semicolon or a space. */
export function readBarcodes(cell: string): ReadBarcodes {
  if (isSpreadsheetNumber(cell)) return { barcodes: [], faults: [fault('spreadsheet-number', cell)] }
  const barcodes = new Set<string>()
  const faults: Fault[] = []
  for (const barcode of cell.split(/[|/,;\s]+/)) {
    if (barcode === '') continue
    const wrong = check(barcode)
    if (wrong) faults.push(wrong)
    else barcodes.add(barcode)
  }
  return { barcodes: [...barcodes], faults }
}

function check(barcode: string): Fault | undefined {
  if (isSpreadsheetNumber(barcode)) return fault('spreadsheet-number', barcode)
  switch (barcodeFault(barcode)) {
    case undefined:
      return undefined
    case 'length':
      return fault('barcode-length', barcode)
    case 'characters':
      return fault('barcode-characters', barcode)
    case 'check-digit':
      return {
        ...fault('check-digit', barcode),
        facts: { check_digit: gtinCheckDigit(barcode.slice(0, -1)) }
      }
  }
}

function fault(code: Fault['code'], value: string): Fault {
  return { field: 'barcode', code, severity: 'error', value }
}
