import { type CheckedRow, checkRow, emptyRow } from './check-row.ts'
import { decodeText, type Encoding } from './decode-text.ts'
import { type Field, type Mapping, PriceListFault } from './faults.ts'
import { guessColumns, missingFields } from './guess-columns.ts'
import { MOST_BYTES } from './most-bytes.ts'
import { type Delimiter, readTable } from './read-table.ts'
import { SeenBefore } from './seen-before.ts'

/** A wider first row than this is no header of a price list. */
const MOST_COLUMNS = 500

export interface PriceListOptions {
  /** Which column holds what, when the owner has said so; guessed from the header otherwise. */
  mapping?: Mapping
}

export interface PriceList {
  encoding: Encoding
  delimiter: Delimiter
  header: string[]
  mapping: Mapping
  /** Required fields that no column is known for. While there are any, every row is bad: ask for the columns. */
  missing_fields: Field[]
  /** Every row below the header in the order of the file, empty ones too. */
  rows: CheckedRow[]
  counts: Counts
}

/** How many rows are faultless, let in with a warning, kept out, or empty: together they are all rows. */
interface Counts {
  good: number
  warned: number
  bad: number
  empty: number
}

/**
 * Reads a shop's price list from a CSV file and checks every row of it. Touches no database: whether a code is
 * already in the catalogue is for the import to ask.
 *
 * @throws {PriceListFault} when the file as a whole can't be read
 */
export function readPriceList(bytes: Uint8Array, options: PriceListOptions = {}): PriceList {
  if (bytes.byteLength > MOST_BYTES) throw new PriceListFault('too-large', { largest: MOST_BYTES })
  const { encoding, text } = decodeText(bytes)
  const { delimiter, header, rows: table_rows, empty_lines } = readTable(text)
  if (header.length > MOST_COLUMNS) throw new PriceListFault('no-header')
  const guessed = guessColumns(header)
  if (guessed.looks_like_data) throw new PriceListFault('no-header')

  const mapping = options.mapping ?? guessed.mapping
  const seen = new SeenBefore()
  const rows = table_rows
    .map((row) => checkRow(row, mapping, header.length, seen))
    .concat(empty_lines.map(emptyRow))
    .sort((a, b) => a.line - b.line)
  return {
    encoding,
    delimiter,
    header,
    mapping,
    missing_fields: missingFields(mapping),
    rows,
    counts: count(rows)
  }
}

function count(rows: CheckedRow[]): Counts {
  const counts = { good: 0, warned: 0, bad: 0, empty: 0 }
  for (const { draft, faults } of rows) {
    if (faults.length === 0) counts.good++
    else if (draft) counts.warned++
    else if (faults[0]?.code === 'empty-row') counts.empty++
    else counts.bad++
  }
  return counts
}
