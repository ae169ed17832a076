import type { Line, Row } from '../../views/receipts/rows.ts'
import { COLUMN } from './glyphs.ts'
import { isDrawn } from './is-drawn.ts'
import { type Dots, readLine } from './read-dots.ts'
import type { Paper, Said } from './second-decoder.ts'

/** The dots of a drawn line, and where its characters begin. */
const LINE = { height: 30, top: 3 }
const DOUBLE_LINE = { height: 56, top: 4 }

/**
 * What stands on paper, line by line as far as it is not blank, whether the printer wrote it or it was drawn; codes and
 * cuts as `<qr …>`, `<bars …>`, `<cut>`, and what is no writing as `<picture>`. Lines of double size are without the
 * space before them.
 */
export function readSlip(paper: Paper): string[] {
  return joined(paper.said)
    .flatMap((said) => readSaid(paper, said).split('\n'))
    .filter((line) => line !== '')
}

/** A picture comes in bands, which may end in the middle of a line. */
function joined(said: readonly Said[]): Said[] {
  const whole: Said[] = []
  for (const each of said) {
    const before = whole.at(-1)
    if (each.kind === 'dots' && before?.kind === 'dots' && before.y + before.height === each.y)
      whole[whole.length - 1] = { ...before, height: before.height + each.height }
    else whole.push(each)
  }
  return whole
}

/** One thing that came out, written as above. */
function readSaid(paper: Paper, said: Said): string {
  switch (said.kind) {
    case 'text':
      return said.size === 1 ? said.text : said.text.trimStart()
    case 'dots':
      return said.width === paper.width ? readDrawn(paper, said).join('\n') : '<picture>'
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

/**
 * A picture from edge to edge: one line, or a whole slip of them. Where no line stands it is looked for dot by dot, as
 * below a code.
 */
function readDrawn({ rows }: Paper, picture: { y: number; height: number }): string[] {
  const lines: string[] = []
  const end = picture.y + picture.height
  let is_lost = false
  for (let y = picture.y; y < end; ) {
    const line = readAt(rows, y, is_lost)
    is_lost = line === undefined || (is_lost && line.text === '')
    if (line === undefined || line.text !== '') lines.push(line?.text ?? '<picture>')
    y += is_lost ? 1 : line!.height
  }
  return lines.filter((line, i) => line !== '<picture>' || lines[i - 1] !== line)
}

function readAt(rows: Dots, y: number, is_lost: boolean): { text: string; height: number } | undefined {
  const is_guess = is_lost && !isBetweenWhite(rows, y)
  const normal = readLine(rows, y + LINE.top, { is_lost: is_guess })
  if (normal !== undefined) return { text: normal, height: LINE.height }
  // In the middle or at the right a double letter may begin at an odd column.
  for (const from of [0, 12]) {
    const shifted = from === 0 ? rows : rows.map((row) => row.subarray(from))
    const text = readLine(shifted, y + DOUBLE_LINE.top, { times: 2, is_lost })
    if (text) return { text: text.trimStart(), height: DOUBLE_LINE.height }
  }
  return undefined
}

/** Whether there is white where a line has it, above and below its letters. */
function isBetweenWhite(rows: Dots, y: number): boolean {
  const white = [0, 1, 2, 27, 28, 29]
  return white.every((row) => rows[y + row]?.every((dot) => dot === 0) ?? true)
}

/** Whether a row stands on paper as what came out there; of what is drawn, only signs that stand side by side are compared. */
export function isOnPaper(row: Row, paper: Paper, said: Said): boolean {
  if (row.kind !== 'line' || !row.drawn) return readSaid(paper, said) === asPaper(row)
  if (said.kind !== 'dots') return false
  return !standSideBySide(row.text) || isLineDrawn(row, paper, said)
}

function isLineDrawn(
  { text, indent, size, bold }: Line,
  { rows }: Paper,
  { y, height }: { y: number; height: number }
): boolean {
  const { top, height: high } = size === 'normal' ? LINE : DOUBLE_LINE
  const place = {
    x: indent * COLUMN,
    y: y + top,
    line: { y, height },
    times: size === 'normal' ? 1 : 2,
    bold
  } as const
  return height === high && isDrawn(rows, text, place)
}

/** What a row reads as that the printer writes itself. */
function asPaper(row: Row): string {
  switch (row.kind) {
    case 'line':
      return row.size === 'normal' ? ' '.repeat(row.indent) + row.text : row.text.trimStart()
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

/** Whether each character is drawn beside the one before it: no accents of their own, no families, nothing turned. */
function standSideBySide(text: string): boolean {
  return !/[\p{M}\p{Cf}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10000}-\u{10ffff}]/u.test(text)
}
