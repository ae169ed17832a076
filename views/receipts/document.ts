import assert from 'node:assert/strict'
import { barcodeWidth, symbologyOf } from './bars.ts'
import { printable } from './code-page.ts'
import { QR_BYTES_MAX, qrModules } from './qr.ts'
import { type Columns, columnsEach, DOTS_PER_COLUMN, type Line, type Row, type Size } from './rows.ts'
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

/**
 * Lays a slip out for paper of so many columns: the one step between what a slip says and where each character
 * stands, so that paper, picture and plain text have the same lines.
 *
 * @throws {AssertionError} a feed that is not 1 to 255 lines: a mistake in the view.
 */
export function layOut(document: SlipDocument, columns: Columns): Row[] {
  return document.blocks.flatMap((block) => layOutBlock(block, columns))
}

function layOutBlock(block: Block, columns: Columns): Row[] {
  switch (block.kind) {
    case 'text':
      return layOutText(block, columns)
    case 'pair':
      return layOutPair(block, columns)
    case 'rule':
      return [{ kind: 'rule', text: (block.char ?? '-').repeat(columns) }]
    case 'qr':
      return layOutQr(block.data, block.caption, columns)
    case 'barcode':
      return layOutBarcode(block.data, columns)
    case 'feed':
      assert(Number.isInteger(block.lines) && block.lines >= 1 && block.lines <= 255, `feed ${block.lines}`)
      return [block]
    case 'cut':
      return [block]
  }
}

function layOutText(
  { text, align = 'left', bold = false, size = 'normal' }: TextBlock,
  columns: Columns
): Line[] {
  const width = columns / columnsEach(size)
  return text
    .split(/\r?\n/)
    .flatMap((line) => wrap(printable(line), width))
    .map((line) => place(line, { align, bold, size }, columns))
}

function place(
  text: string,
  { align, bold, size }: { align: 'left' | 'center' | 'right'; bold: boolean; size: Size },
  columns: Columns
): Line {
  const line = (indent: number, text: string): Line => ({
    kind: 'line',
    indent: text ? indent : 0,
    text,
    bold,
    size
  })
  if (align === 'left') return line(0, text.trimEnd())
  const shown = text.trim()
  const free = columns - shown.length * columnsEach(size)
  return line(align === 'right' ? free : free >> 1, shown)
}

/**
 * The figure stands on the last line, so that a long name reads downwards and ends at its price. The name keeps
 * out of the figure's column as long as half the paper is left for it.
 */
function layOutPair({ left, right, bold = false, size = 'normal' }: PairBlock, columns: Columns): Line[] {
  const width = columns / columnsEach(size)
  const style = { bold, size }
  const figure = printable(right).trim()
  const beside = width - figure.length - 1
  const name = printable(left).trimEnd()
  const names = wrap(name, beside >= width / 2 ? beside : width)
  const last = names.pop()!

  const lines = names.map((part) => place(part, { ...style, align: 'left' }, columns))
  if (last.length <= beside) {
    return [
      ...lines,
      place(last + figure.padStart(width - last.length), { ...style, align: 'left' }, columns)
    ]
  }
  if (last) lines.push(place(last, { ...style, align: 'left' }, columns))
  const figures = wrap(figure, width).map((part) => place(part, { ...style, align: 'right' }, columns))
  return [...lines, ...figures]
}

/** More than a QR code holds is printed as text: the customer still gets it. */
function layOutQr(data: string, caption: string | undefined, columns: Columns): Row[] {
  const bytes = Buffer.byteLength(data)
  const below = caption ? centred(caption, columns) : []
  if (bytes === 0 || bytes > QR_BYTES_MAX) return [...centred(data, columns), ...below]
  const room_dots = columns * DOTS_PER_COLUMN * 0.75
  const module_dots = Math.min(6, Math.max(2, Math.floor(room_dots / qrModules(bytes))))
  return [{ kind: 'qr', data, module_dots }, ...below]
}

/** What no scanner could read, or is wider than the paper, is printed as text only. */
function layOutBarcode(data: string, columns: Columns): Row[] {
  const symbology = symbologyOf(data)
  const below = centred(data, columns)
  if (!symbology) return below
  const modules = barcodeWidth(data, symbology)
  const module_dots = Math.min(3, Math.floor((columns * DOTS_PER_COLUMN) / modules))
  return module_dots < 2 ? below : [{ kind: 'barcode', data, symbology, module_dots }, ...below]
}

function centred(text: string, columns: Columns): Line[] {
  return layOutText({ kind: 'text', text, align: 'center' }, columns)
}
