import assert from 'node:assert/strict'
import { barcodeWidth, symbologyOf } from './bars.ts'
import { type CodePage, isInPage, printable } from './code-page.ts'
import type { Bitmap } from './dots/bitmap.ts'
import { QR_BYTES_MAX, qrModules } from './qr.ts'
import {
  type Columns,
  columnsEach,
  columnsOf,
  DOTS_PER_COLUMN,
  type Line,
  type Row,
  type Size
} from './rows.ts'
import { wrap } from './wrap.ts'

export { asText, type Columns, type Row } from './rows.ts'

/** A slip as its view writes it: the same for paper, screen and plain text. */
export interface SlipDocument {
  title: string
  blocks: Block[]
}

/** One piece of what a slip says. What fits where is the layout's business. */
export type Block =
  | TextBlock
  | PairBlock
  | { kind: 'rule'; char?: '-' | '=' }
  /** `caption` stands centred below the code. */
  | { kind: 'qr'; data: string; caption?: string }
  /** EAN-13 where the data is one, CODE128 otherwise; its characters stand below. */
  | { kind: 'barcode'; data: string }
  /** A picture, such as the shop's logo; none where the paper is narrower. */
  | { kind: 'image'; bitmap: Bitmap; says: string }
  /** Blank paper, 1 to 255 lines. */
  | { kind: 'feed'; lines: number }
  | { kind: 'cut' }

/** A line break in `text` starts a new line. */
interface TextBlock {
  kind: 'text'
  text: string
  align?: 'left' | 'center' | 'right'
  bold?: boolean
  size?: Size
}

/** A figure at the right edge and what it is of. */
interface PairBlock {
  kind: 'pair'
  left: string
  right: string
  bold?: boolean
  size?: Size
}

/** A printer's paper and letters, as far as they decide where each character stands. */
interface Paper {
  columns: Columns
  page: CodePage
}

/**
 * Lays a slip out for paper of so many columns: the one step between what a slip says and where each character
 * stands, so that paper, picture and plain text have the same lines.
 *
 * @param page the letters the printer has; lines with others are drawn
 * @throws {AssertionError} a feed that is not 1 to 255 lines: a mistake in the view.
 */
export function layOut(document: SlipDocument, columns: Columns, page: CodePage = 'pc858'): Row[] {
  return document.blocks.flatMap((block) => layOutBlock(block, { columns, page }))
}

function layOutBlock(block: Block, paper: Paper): Row[] {
  const { columns } = paper
  switch (block.kind) {
    case 'text':
      return layOutText(block, paper)
    case 'pair':
      return layOutPair(block, paper)
    case 'rule':
      return [{ kind: 'rule', text: (block.char ?? '-').repeat(columns) }]
    case 'qr':
      return layOutQr(block.data, block.caption, paper)
    case 'barcode':
      return layOutBarcode(block.data, paper)
    case 'feed':
      assert(Number.isInteger(block.lines) && block.lines >= 1 && block.lines <= 255, `feed ${block.lines}`)
      return [block]
    case 'image':
      return block.bitmap.width > columns * DOTS_PER_COLUMN ? [] : [block]
    case 'cut':
      return [block]
  }
}

function layOutText(
  { text, align = 'left', bold = false, size = 'normal' }: TextBlock,
  paper: Paper
): Line[] {
  const width = paper.columns / columnsEach(size)
  return text
    .split(/\r?\n/)
    .flatMap((line) => wrap(printable(line), width))
    .map((line) => place(line, { align, bold, size }, paper))
}

function place(
  text: string,
  { align, bold, size }: { align: 'left' | 'center' | 'right'; bold: boolean; size: Size },
  { columns, page }: Paper
): Line {
  const line = (indent: number, text: string): Line => ({
    kind: 'line',
    indent: text ? indent : 0,
    text,
    bold,
    size,
    drawn: text !== '' && !isInPage(text, page)
  })
  if (align === 'left') return line(0, text.trimEnd())
  const shown = text.trim()
  const free = columns - columnsOf(shown) * columnsEach(size)
  return line(align === 'right' ? free : free >> 1, shown)
}

/**
 * The figure stands on the last line, so that a long name reads downwards and ends at its price. The name keeps
 * out of the figure's column as long as half the paper is left for it.
 */
function layOutPair({ left, right, bold = false, size = 'normal' }: PairBlock, paper: Paper): Line[] {
  const width = paper.columns / columnsEach(size)
  const style = { bold, size }
  const put = (text: string, align: 'left' | 'right') => place(text, { ...style, align }, paper)
  const figure = printable(right).trim()
  const beside = width - columnsOf(figure) - 1
  const name = printable(left).trimEnd()
  const names = wrap(name, beside >= width / 2 ? beside : width)
  const last = names.pop()!

  const lines = names.map((part) => put(part, 'left'))
  const between = width - columnsOf(last) - columnsOf(figure)
  if (between > 0) return [...lines, put(last + ' '.repeat(between) + figure, 'left')]
  if (last) lines.push(put(last, 'left'))
  return [...lines, ...wrap(figure, width).map((part) => put(part, 'right'))]
}

/** What a QR code doesn't hold is printed as text: the customer still gets it. Nor does one hold what could be a command. */
function layOutQr(data: string, caption: string | undefined, paper: Paper): Row[] {
  const bytes = Buffer.byteLength(data)
  const below = caption ? centred(caption, paper) : []
  if (bytes === 0 || bytes > QR_BYTES_MAX || /\p{Cc}/u.test(data)) return [...centred(data, paper), ...below]
  const room_dots = paper.columns * DOTS_PER_COLUMN * 0.75
  const module_dots = Math.min(6, Math.max(2, Math.floor(room_dots / qrModules(bytes))))
  return [{ kind: 'qr', data, module_dots }, ...below]
}

/** What no scanner could read, or is wider than the paper, is printed as text only. */
function layOutBarcode(data: string, paper: Paper): Row[] {
  const symbology = symbologyOf(data)
  const below = centred(data, paper)
  if (!symbology) return below
  const modules = barcodeWidth(data, symbology)
  const module_dots = Math.min(3, Math.floor((paper.columns * DOTS_PER_COLUMN) / modules))
  return module_dots < 2 ? below : [{ kind: 'barcode', data, symbology, module_dots }, ...below]
}

function centred(text: string, paper: Paper): Line[] {
  return layOutText({ kind: 'text', text, align: 'center' }, paper)
}
