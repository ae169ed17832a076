import { barcodeWidth, bars } from '../bars.ts'
import { QUIET_MODULES, qrRuns } from '../qr.ts'
import { type Columns, columnsEach, DOTS_PER_COLUMN, type Line, type Row } from '../rows.ts'
import { Bitmap } from './bitmap.ts'
import { drawText } from './draw-text.ts'

/** How far the paper goes on for a line, and for one of double height. */
const LINE_DOTS = 30
const DOUBLE_DOTS = 56
const BARCODE_DOTS = 80
const AROUND_CODE = 8

/**
 * A slip dot for dot, as a printer burns it: the picture behind `laci slip --as png`, and what is sent to a printer
 * whose own letters can't be trusted. A cut leaves no mark.
 */
export function asDots(rows: readonly Row[], columns: Columns): Bitmap {
  const height = rows.reduce((sum, row) => sum + heightOf(row), 0)
  const paper = new Bitmap(columns * DOTS_PER_COLUMN, Math.max(1, height))
  let y = 0
  for (const row of rows) {
    drawRow(paper, row, y)
    y += heightOf(row)
  }
  return paper
}

/** One line as a band across the paper, with the white above and below it. */
export function lineAsDots(line: Line, columns: Columns): Bitmap {
  const band = new Bitmap(columns * DOTS_PER_COLUMN, heightOf(line))
  drawRow(band, line, 0)
  return band
}

function heightOf(row: Row): number {
  switch (row.kind) {
    case 'line':
      return row.size === 'double' ? DOUBLE_DOTS : LINE_DOTS
    case 'rule':
      return LINE_DOTS
    case 'feed':
      return row.lines * LINE_DOTS
    case 'qr':
      return (qrRuns(row.data).modules + 2 * QUIET_MODULES) * row.module_dots
    case 'barcode':
      return BARCODE_DOTS + AROUND_CODE
    case 'image':
      return row.bitmap.height + AROUND_CODE
    case 'cut':
      return 0
  }
}

function drawRow(paper: Bitmap, row: Row, y: number): void {
  if (row.kind === 'line') drawLine(paper, row, y)
  else if (row.kind === 'rule') drawText(paper, row.text, { x: 0, y: y + 3 })
  else if (row.kind === 'qr') drawQr(paper, row, y + QUIET_MODULES * row.module_dots)
  else if (row.kind === 'barcode') drawBars(paper, row, y + AROUND_CODE / 2)
  else if (row.kind === 'image')
    paper.stamp(row.bitmap, (paper.width - row.bitmap.width) >> 1, y + AROUND_CODE / 2)
}

function drawLine(paper: Bitmap, { indent, text, bold, size }: Line, y: number): void {
  const times = columnsEach(size)
  drawText(paper, text, { x: indent * DOTS_PER_COLUMN, y: y + (times === 1 ? 3 : 4), times, bold })
}

function drawQr(paper: Bitmap, { data, module_dots }: Extract<Row, { kind: 'qr' }>, y: number): void {
  const code = qrAsDots(data, module_dots)
  paper.stamp(code, (paper.width - code.width) >> 1, y)
}

/** A QR code without the white around it. */
export function qrAsDots(data: string, module_dots: number): Bitmap {
  const { modules, runs } = qrRuns(data)
  const code = new Bitmap(modules * module_dots, modules * module_dots)
  for (const { x, y, length } of runs)
    code.box(x * module_dots, y * module_dots, length * module_dots, module_dots)
  return code
}

function drawBars(paper: Bitmap, row: Extract<Row, { kind: 'barcode' }>, y: number): void {
  let x = (paper.width - barcodeWidth(row.data, row.symbology) * row.module_dots) >> 1
  for (const [i, modules] of bars(row.data, row.symbology).entries()) {
    if (i % 2 === 0) paper.box(x, y, modules * row.module_dots, BARCODE_DOTS)
    x += modules * row.module_dots
  }
}
