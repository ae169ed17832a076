import type { Row } from '../../views/receipts/rows.ts'
import { asRead, readLine } from './read-dots.ts'
import type { Paper, Said } from './second-decoder.ts'

/** The dots of a drawn line, and where its characters begin. */
const LINE = { height: 30, top: 3, times: 1 }
const DOUBLE_LINE = { height: 56, top: 4, times: 2 }

/**
 * What stands on paper, line by line as far as it is not blank, whether the printer wrote it or it was drawn; codes and
 * cuts as `<qr …>`, `<bars …>`, `<cut>`, and what is no writing as `<picture>`. Lines of double size are without the
 * space before them.
 */
export function readSlip(paper: Paper): string[] {
  return paper.said.map((said) => readSaid(paper, said)).filter((line) => line !== '')
}

function readSaid(paper: Paper, said: Said): string {
  switch (said.kind) {
    case 'text':
      return said.size === 1 ? said.text : said.text.trimStart()
    case 'dots':
      return said.width === paper.width ? readDrawn(paper, said) : '<picture>'
    case 'qr':
      return `<qr ${said.data}>`
    case 'bars':
      return `<bars ${said.data.replace(/^\{B/, '').replaceAll('{{', '{')}>`
    case 'cut':
      return '<cut>'
    case 'pulse':
      return '<pulse>'
  }
}

function readDrawn(paper: Paper, { y, height }: { y: number; height: number }): string {
  const line = [LINE, DOUBLE_LINE].find((each) => each.height === height)
  if (!line) return '<picture>'
  const { top, times } = line
  if (times === 1) return readLine(paper.rows, y + top) ?? '<unread>'
  // In the middle or at the right it may begin at an odd column.
  const odd = () =>
    readLine(
      paper.rows.map((row) => row.subarray(12)),
      y + top,
      2
    )
  return (readLine(paper.rows, y + top, 2) ?? odd() ?? '<unread>').trimStart()
}

/** What rows should read as on paper. */
export function asPaper(rows: readonly Row[]): string[] {
  return rows.map(rowAsPaper).filter((line) => line !== '')
}

function rowAsPaper(row: Row): string {
  switch (row.kind) {
    case 'line':
      return row.drawn
        ? asDrawn(row.text, row)
        : `${row.size === 'normal' ? ' '.repeat(row.indent) : ''}${row.text}`
    case 'rule':
      return row.text
    case 'qr':
      return `<qr ${row.data}>`
    case 'barcode':
      return `<bars ${row.data}>`
    case 'image':
      return '<picture>'
    case 'cut':
      return '<cut>'
    case 'feed':
      return ''
  }
}

function asDrawn(text: string, { indent, size }: { indent: number; size: string }): string {
  return size === 'normal' ? ' '.repeat(indent) + asRead(text) : asRead(text).trimStart()
}

/** Whether each character is drawn beside the one before it: no accents of their own, no families, nothing turned. */
export function isReadable(text: string): boolean {
  return !/[\p{M}\p{Cf}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10000}-\u{10ffff}]/u.test(text)
}
