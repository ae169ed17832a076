import type { Columns } from '../../server/printing/tables.ts'
import type { Symbology } from './bars.ts'

export type { Columns }

/** A character of normal size is 12 dots wide on any of our printers; 8 dots make a millimetre. */
export const DOTS_PER_COLUMN = 12

/** One row of a slip laid out for one width of paper: what is printed, and what the picture shows. */
export type Row =
  | Line
  | { kind: 'rule'; text: string }
  | { kind: 'qr'; data: string; module_dots: number }
  | { kind: 'barcode'; data: string; symbology: Symbology; module_dots: number }
  | { kind: 'feed'; lines: number }
  | { kind: 'cut' }

/** A line of text: `indent` columns of nothing, then characters the printer has, all in one style. */
export interface Line {
  kind: 'line'
  indent: number
  text: string
  bold: boolean
  size: Size
}

/** Double is twice as wide and twice as high. */
export type Size = 'normal' | 'double'

/** How many columns a line takes, from the left edge to its last character. */
export function widthOf(line: Line): number {
  return line.indent + line.text.length * columnsEach(line.size)
}

/** How many columns one character takes. */
export function columnsEach(size: Size): 1 | 2 {
  return size === 'double' ? 2 : 1
}

/** A slip as plain text, line by line; codes that only a camera reads are left out. */
export function asText(rows: readonly Row[]): string {
  return rows.flatMap(textLines).join('\n')
}

function textLines(row: Row): string[] {
  if (row.kind === 'line') return [' '.repeat(row.indent) + row.text]
  if (row.kind === 'rule') return [row.text]
  if (row.kind === 'feed') return Array<string>(row.lines).fill('')
  return []
}
