import type { Minor } from '../../values/money.ts'
import { type Milli, milli } from '../../values/quantity.ts'
import { type NumberFault, readMoney, readQuantity } from '../../values/read-number.ts'
import { type Fault, FIELDS, type Field, type Mapping } from './faults.ts'
import { isSpreadsheetNumber, readBarcodes } from './read-barcodes.ts'
import type { TableRow } from './read-table.ts'
import { cellText, LONGEST, textFaults } from './read-text.ts'
import { SeenBefore } from './seen-before.ts'

/** An item as a row of a price list tells it; nothing of it is in the catalogue yet. */
export interface ItemDraft {
  /** Null when the list has none: it is given at import. */
  code: string | null
  barcodes: string[]
  name: string
  category: string | null
  /** `pcs` when the list doesn't say. */
  unit: string
  price_minor: Minor
  cost_minor: Minor | null
  stock_milli: Milli
  minimum_milli: Milli
}

export interface CheckedRow {
  /** The row's number as a spreadsheet shows it. */
  line: number
  /** What the file says in the columns we use, as it stands. */
  cells: Partial<Record<Field, string>>
  /** The item, or null when an error keeps the row out or the row is empty. */
  draft: ItemDraft | null
  faults: Fault[]
}

/** A row being read: each reader takes a cell and leaves what is wrong with it. */
interface Reading {
  cells: CheckedRow['cells']
  faults: Fault[]
}

/**
 * Reads one row as an item and names everything that is wrong with it, the row first and then cell by cell.
 *
 * Cells too many are an error, for a separator inside a name moves every price one column on. Cells too few are a
 * warning, for spreadsheets leave out empty ones at the end; what is then missing is named by itself.
 *
 * @param columns how many cells the header has
 * @param seen the rows before this one
 */
export function checkRow(
  row: TableRow,
  mapping: Mapping,
  columns: number,
  seen: SeenBefore = new SeenBefore()
): CheckedRow {
  const reading: Reading = { cells: cellsOf(row, mapping), faults: shapeFaults(row, columns) }
  const code = readCode(reading)
  const barcodes = readBarcodeCell(reading)
  reading.faults.push(...seen.claim(row.line, code, barcodes))
  const name = readText(reading, 'name') ?? missing(reading, 'name')
  const category = readText(reading, 'category')
  const unit = readText(reading, 'unit') ?? 'pcs'
  const cost_minor = readNumber(reading, 'cost', readMoney)
  const price_minor = readNumber(reading, 'price', readMoney) ?? missing(reading, 'price')
  const stock_milli = readNumber(reading, 'stock', readQuantity) ?? milli(0)
  const minimum_milli = readNumber(reading, 'minimum', readQuantity) ?? milli(0)
  if (cost_minor !== null && price_minor !== null && price_minor < cost_minor) {
    warn(reading, 'price', 'under-cost', { cost_minor })
  }

  const { cells, faults } = reading
  const kept_out =
    name === null || price_minor === null || faults.some(({ severity }) => severity === 'error')
  const draft = kept_out
    ? null
    : { code, barcodes, name, category, unit, price_minor, cost_minor, stock_milli, minimum_milli }
  return { line: row.line, cells, draft, faults }
}

/** A row with nothing in it: no item and no mistake, but named, so that the owner can count along. */
export function emptyRow(line: number): CheckedRow {
  const fault: Fault = { field: 'row', code: 'empty-row', severity: 'warning', value: '' }
  return { line, cells: {}, draft: null, faults: [fault] }
}

function cellsOf(row: TableRow, mapping: Mapping): Reading['cells'] {
  const cells: Reading['cells'] = {}
  for (const field of FIELDS) {
    const cell = row.cells[mapping[field] ?? -1]
    if (cell !== undefined) cells[field] = cell.trim()
  }
  return cells
}

function shapeFaults({ cells }: TableRow, expected: number): Fault[] {
  const facts = { expected, found: cells.length }
  const beyond = cells.slice(expected).join(' ').trim()
  if (beyond !== '') {
    return [{ field: 'row', code: 'extra-columns', severity: 'error', value: beyond, facts }]
  }
  if (cells.length >= expected) return []
  return [{ field: 'row', code: 'missing-columns', severity: 'warning', value: '', facts }]
}

function readCode(reading: Reading): string | null {
  const code = readText(reading, 'code')
  if (code === null || !isSpreadsheetNumber(code)) return code
  reading.faults.push({ field: 'code', code: 'spreadsheet-number', severity: 'error', value: code })
  return null
}

function readBarcodeCell(reading: Reading): string[] {
  // Several in one cell often stand on lines of their own.
  const cell = cellText(reading.cells.barcode ?? '')
  const text = cell.length > LONGEST.barcode ? cell : cell.replace(/\s+/g, ' ')
  const text_faults = textFaults('barcode', text)
  const { barcodes, faults } =
    text_faults.length === 0 ? readBarcodes(text) : { barcodes: [], faults: text_faults }
  reading.faults.push(...faults)
  return barcodes
}

/** The words in a cell; null when there are none or they won't do. */
function readText(reading: Reading, field: 'code' | 'name' | 'category' | 'unit'): string | null {
  const text = cellText(reading.cells[field] ?? '')
  if (text === '') return null
  const faults = textFaults(field, text)
  reading.faults.push(...faults)
  return faults.length === 0 ? text : null
}

/** The number in a cell; null when the cell is empty or holds no such number. */
function readNumber<Value extends number>(
  reading: Reading,
  field: 'cost' | 'price' | 'stock' | 'minimum',
  read: (text: string) => Value | NumberFault
): Value | null {
  const text = cellText(reading.cells[field] ?? '')
  if (text === '') return null
  const value = read(text)
  if (typeof value !== 'string') return value
  reading.faults.push({ field, code: value, severity: 'error', value: text })
  return null
}

/** Names a required cell as missing, unless it is there and already found faulty. */
function missing(reading: Reading, field: 'name' | 'price'): null {
  if (reading.faults.some((fault) => fault.field === field)) return null
  reading.faults.push({ field, code: 'missing', severity: 'error', value: reading.cells[field] ?? '' })
  return null
}

function warn(
  reading: Reading,
  field: Field,
  code: Fault['code'],
  facts: Record<string, string | number>
): void {
  reading.faults.push({ field, code, severity: 'warning', value: reading.cells[field] ?? '', facts })
}
