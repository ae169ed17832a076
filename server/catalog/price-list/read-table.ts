import { CsvError, type Options, parse } from 'csv-parse/sync'
import { PriceListFault } from './faults.ts'

const DELIMITERS = [';', ',', '\t', '|'] as const

export type Delimiter = (typeof DELIMITERS)[number]

export interface TableRow {
  /**
   * The row's number as a spreadsheet shows it in its margin, the first being 1. In a text editor it is the same,
   * unless a quoted cell above holds a line break.
   */
  line: number
  cells: string[]
}

export interface Table {
  delimiter: Delimiter
  header: string[]
  rows: TableRow[]
  /** Rows with nothing in any cell. Those at the end of the file are no rows at all. */
  empty_lines: number[]
}

/** More than any shop has on its shelves, and few enough to show on a page and write in one go. */
export const MOST_ROWS = 100_000

/** Enough of a file to see what separates its cells. */
const SAMPLE_LENGTH = 64 * 1024

/** `sep=;`: a first line that tells a spreadsheet the delimiter; it shows no row for it. */
const DELIMITER_LINE = /^sep=([;,\t|])\r?\n/i

const OPTIONS = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true
} satisfies Options

/**
 * Reads CSV text as a table. Rows with too few or too many cells are kept as they are, for the rules to name;
 * a quote in the middle of a cell (`PIPA 1/2"`) is a character like any other.
 *
 * @param most_rows how many rows the file may have, the header and empty ones included
 * @throws {PriceListFault} empty-file, too-many-rows, unclosed-quote
 */
export function readTable(text: string, most_rows = MOST_ROWS): Table {
  const told = DELIMITER_LINE.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const delimiter = (told?.[1] as Delimiter | undefined) ?? guessDelimiter(body)
  const all = parseRecords(body, delimiter, most_rows + 1)
  if (all.length > most_rows) throw new PriceListFault('too-many-rows', { largest: most_rows })
  const records = withoutEmptyEnd(all)
  const header_at = records.findIndex((cells) => !isEmpty(cells))
  if (header_at === -1) throw new PriceListFault('empty-file')

  const rows: TableRow[] = []
  const empty_lines: number[] = []
  for (let i = header_at + 1; i < records.length; i++) {
    const cells = records[i]!
    if (isEmpty(cells)) empty_lines.push(i + 1)
    else rows.push({ line: i + 1, cells })
  }
  return { delimiter, header: records[header_at]!.map((cell) => cell.trim()), rows, empty_lines }
}

/**
 * The delimiter that cuts most of the first rows into the same number of cells; among equals the one that makes
 * most cells. A comma when nothing is cut at all.
 */
function guessDelimiter(text: string): Delimiter {
  const sample = sampleOf(text)
  let best: Delimiter = ','
  let best_score = 0
  for (const delimiter of DELIMITERS) {
    const score = consistency(sample, delimiter)
    if (score > best_score) {
      best = delimiter
      best_score = score
    }
  }
  return best
}

/** Whole lines only: a line cut in two would count as an uneven one. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE_LENGTH) return text
  const start = text.slice(0, SAMPLE_LENGTH)
  return start.slice(0, Math.max(start.lastIndexOf('\n'), start.lastIndexOf('\r')) + 1) || start
}

/** How many rows have the commonest number of cells, and a little more for more cells; 0 when that is one. */
function consistency(sample: string, delimiter: Delimiter): number {
  const rows_by_width = new Map<number, number>()
  for (const cells of parseSample(sample, delimiter)) {
    if (cells.length > 1 || !isEmpty(cells))
      rows_by_width.set(cells.length, (rows_by_width.get(cells.length) ?? 0) + 1)
  }
  const [width = 1, rows = 0] = [...rows_by_width].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return width === 1 ? 0 : rows + (1 - 1 / width)
}

function parseSample(sample: string, delimiter: Delimiter): string[][] {
  try {
    return parse(sample, { ...OPTIONS, delimiter })
  } catch (error) {
    // A quoted cell that the sample cuts in two, or that is never closed: judge by the bare lines.
    if (error instanceof CsvError) return parse(sample, { ...OPTIONS, delimiter, quote: false })
    throw error
  }
}

function parseRecords(text: string, delimiter: Delimiter, at_most: number): string[][] {
  try {
    return parse(text, { ...OPTIONS, delimiter, to: at_most })
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    throw new PriceListFault('unclosed-quote', { line: Number(error['records']) + 1 })
  }
}

function withoutEmptyEnd(records: string[][]): string[][] {
  return records.slice(0, records.findLastIndex((cells) => !isEmpty(cells)) + 1)
}

function isEmpty(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
