import type { Columns } from '../../server/printing/tables.ts'
import type { Symbology } from './bars.ts'
import { isInAnyPage } from './code-page.ts'
import type { Bitmap } from './dots/bitmap.ts'
import { drawnColumns } from './dots/draw-text.ts'

export type { Columns }

/** A character of normal size is 12 dots wide on any of our printers; 8 dots make a millimetre. */
export const DOTS_PER_COLUMN = 12

/** One row of a slip laid out for one printer's paper and letters: what is printed, and what the picture shows. */
export type Row =
  | Line
  | { kind: 'rule'; text: string }
  | { kind: 'qr'; data: string; module_dots: number }
  | { kind: 'barcode'; data: string; symbology: Symbology; module_dots: number }
  /** A picture in the middle of the paper, dot for dot. */
  | { kind: 'image'; bitmap: Bitmap; says: string }
  | { kind: 'feed'; lines: number }
  | { kind: 'cut' }

/** A line of text: `indent` columns of nothing, then characters in one style. */
export interface Line {
  kind: 'line'
  indent: number
  text: string
  bold: boolean
  size: Size
  /** Whether the printer lacks one of the characters: then the line is sent to it as a picture. */
  drawn: boolean
}

/** Double is twice as wide and twice as high. */
export type Size = 'normal' | 'double'

/** How many columns a line takes, from the left edge to its last character. */
export function widthOf(line: Line): number {
  return line.indent + columnsOf(line.text) * columnsEach(line.size)
}

/** How many columns one character takes. */
export function columnsEach(size: Size): 1 | 2 {
  return size === 'double' ? 2 : 1
}

/** How many columns a printable text takes in normal size: signs of East Asia take two. */
export function columnsOf(text: string): number {
  return isInAnyPage(text) ? text.length : drawnColumns(text)
}

/** A slip as plain text, line by line; codes that only a camera reads are left out, and so are pictures. */
export function asText(rows: readonly Row[]): string {
  return rows.flatMap(textLines).join('\n')
}

function textLines(row: Row): string[] {
  if (row.kind === 'line') return [' '.repeat(row.indent) + row.text]
  if (row.kind === 'rule') return [row.text]
  if (row.kind === 'feed') return Array<string>(row.lines).fill('')
  return []
}
