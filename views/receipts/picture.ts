import { type Html, html, raw } from '../html.ts'
import { barcodeWidth, bars } from './bars.ts'
import type { Bitmap } from './dots/bitmap.ts'
import { textAsBitmap } from './dots/draw-text.ts'
import { asPng } from './dots/png.ts'
import { QUIET_MODULES, qrRuns } from './qr.ts'
import { asText, type Columns, columnsEach, DOTS_PER_COLUMN, type Line, type Row } from './rows.ts'

// All measures are dots of the printer, 8 to the millimetre.
const MARGIN = 40
const PADDING = 44
const LINE_HEIGHT = 34
const DOUBLE_HEIGHT = 62
const BARCODE_HEIGHT = 80
const AROUND_CODE = 14
const TOOTH = 8
const GAP = 28
const SHADOW = 5
/** On screen a slip is a little larger than life, to be read at arm's length. */
const PIXELS_PER_DOT = 0.625

const INK = '#1c1b19'
const PAPER = '#fffefb'
const EDGE = '#d6d1c4'
// In these a letter of size 20 is 12 wide, as wide as a column; in any other, textLength sees to it.
const FONT = "'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, 'Noto Sans Mono', monospace"

/**
 * A slip as a picture: an SVG of the paper with the lines, bars and modules the printer would print, each character
 * in its column. It stands by itself: no script, no style sheet, nothing fetched.
 *
 * @param rows laid out for the same number of columns
 */
export function asPicture(rows: readonly Row[], columns: Columns): string {
  const width = columns * DOTS_PER_COLUMN + 2 * MARGIN
  const sheets: Html[] = []
  let y = SHADOW
  for (const sheet of sheetsOf(rows)) {
    const height = 2 * PADDING + sheet.rows.reduce((sum, row) => sum + heightOf(row), 0)
    sheets.push(drawSheet(sheet, { y, width, height }))
    y += height + GAP
  }
  const height = y - GAP + 2 * SHADOW
  return html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${asText(rows)}"
 viewBox="${-SHADOW} 0 ${width + 2 * SHADOW} ${height}"
 width="${(width + 2 * SHADOW) * PIXELS_PER_DOT}" height="${height * PIXELS_PER_DOT}"
 font-family="${FONT}" font-size="20" fill="${INK}">${sheets}</svg>`.text
}

/** What lies between two cuts. The printer tears off a piece; the last one may still hang in it. */
interface Sheet {
  rows: Row[]
  cut_above: boolean
  cut_below: boolean
}

function sheetsOf(rows: readonly Row[]): Sheet[] {
  const sheets: Sheet[] = [{ rows: [], cut_above: false, cut_below: false }]
  for (const row of rows) {
    const sheet = sheets.at(-1)!
    if (row.kind !== 'cut') {
      sheet.rows.push(row)
      continue
    }
    sheet.cut_below = true
    sheets.push({ rows: [], cut_above: true, cut_below: false })
  }
  return sheets.length > 1 && sheets.at(-1)!.rows.length === 0 ? sheets.slice(0, -1) : sheets
}

function drawSheet(sheet: Sheet, { y, width, height }: { y: number; width: number; height: number }): Html {
  const outline = paperEdge(sheet, y, width, height)
  const drawn: Html[] = []
  let top = y + PADDING
  for (const row of sheet.rows) {
    drawn.push(drawRow(row, top, width))
    top += heightOf(row)
  }
  return html`<path d="${outline}" fill="#000000" fill-opacity="0.07" transform="translate(0 ${SHADOW})"/>
<path d="${outline}" fill="${PAPER}" stroke="${EDGE}" stroke-width="1.5" stroke-linejoin="round"/>
${drawn}`
}

/** The paper's outline: straight at the sides, teeth where it was cut. */
function paperEdge(sheet: Sheet, y: number, width: number, height: number): string {
  const teeth = width / TOOTH
  const step = (forth: 1 | -1): string =>
    Array.from({ length: teeth }, (_, i) => `l${forth * TOOTH} ${i % 2 === 0 ? -TOOTH : TOOTH}`).join('')
  const top = sheet.cut_above ? step(1) : `h${width}`
  const bottom = sheet.cut_below ? step(-1) : `h${-width}`
  return `M0 ${y}${top}V${y + height}${bottom}Z`
}

function heightOf(row: Row): number {
  switch (row.kind) {
    case 'line':
      return row.size === 'double' ? DOUBLE_HEIGHT : LINE_HEIGHT
    case 'rule':
      return LINE_HEIGHT
    case 'feed':
      return row.lines * LINE_HEIGHT
    case 'qr':
      return (qrRuns(row.data).modules + 2 * QUIET_MODULES) * row.module_dots
    case 'barcode':
      return BARCODE_HEIGHT + AROUND_CODE
    case 'image':
      return row.bitmap.height + AROUND_CODE
    case 'cut':
      return 0
  }
}

function drawRow(row: Row, y: number, width: number): Html {
  switch (row.kind) {
    case 'line':
      return row.drawn
        ? drawDots(lineAsBitmap(row), MARGIN + row.indent * DOTS_PER_COLUMN, y + 4)
        : drawLine(row, y)
    case 'rule':
      return drawRule(row.text, y)
    case 'qr':
      return drawQr(row.data, row.module_dots, y + QUIET_MODULES * row.module_dots, width)
    case 'barcode':
      return drawBars(row, y + AROUND_CODE / 2, width)
    case 'image':
      return drawPicture(row.bitmap, (width - row.bitmap.width) >> 1, y + AROUND_CODE / 2)
    case 'feed':
    case 'cut':
      return raw('')
  }
}

/** Each run of words is pinned at its column and stretched to its columns, so that figures stand below figures. */
function drawLine(line: Line, y: number): Html {
  const column = DOTS_PER_COLUMN * columnsEach(line.size)
  const double = line.size === 'double'
  const runs = [...line.text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: run, index }) => {
    const x = MARGIN + line.indent * DOTS_PER_COLUMN + index * column
    return html`<tspan x="${x}" textLength="${run.length * column}" lengthAdjust="spacingAndGlyphs">${run}</tspan>`
  })
  if (runs.length === 0) return raw('')
  const size = double && html` font-size="40"`
  const weight = line.bold && html` font-weight="700"`
  return html`<text y="${y + (double ? 44 : 24)}"${size}${weight}>${runs}</text>
`
}

/** A rule of dashes is drawn as dashes, one to a column, and a rule of equals signs as two lines of them. */
function drawRule(text: string, y: number): Html {
  const middle = y + LINE_HEIGHT / 2
  const dash = (at: number): string => `M${MARGIN + 1.5} ${at}h${text.length * DOTS_PER_COLUMN}`
  const lines = text.startsWith('=') ? dash(middle - 3.5) + dash(middle + 3.5) : dash(middle)
  return html`<path d="${lines}" stroke="${INK}" stroke-width="2" stroke-dasharray="9 3"/>
`
}

function drawQr(data: string, module_dots: number, y: number, width: number): Html {
  const { modules, runs } = qrRuns(data)
  const x = (width - modules * module_dots) / 2
  const path = runs.map((run) => `M${run.x} ${run.y}h${run.length}v1h-${run.length}z`).join('')
  return html`<path d="${path}" transform="translate(${x} ${y}) scale(${module_dots})" shape-rendering="crispEdges"/>
`
}

function drawBars(row: Extract<Row, { kind: 'barcode' }>, y: number, width: number): Html {
  let x = (width - barcodeWidth(row.data, row.symbology) * row.module_dots) / 2
  let path = ''
  for (const [i, modules] of bars(row.data, row.symbology).entries()) {
    const dots = modules * row.module_dots
    if (i % 2 === 0) path += `M${x} ${y}h${dots}v${BARCODE_HEIGHT}h-${dots}z`
    x += dots
  }
  return html`<path d="${path}" shape-rendering="crispEdges"/>
`
}

function lineAsBitmap({ text, bold, size }: Line): Bitmap {
  return textAsBitmap(text, { bold, times: columnsEach(size) })
}

/** What is sent to the printer as a picture looks the same here, dot for dot. */
function drawDots(bitmap: Bitmap, x: number, y: number): Html {
  let path = ''
  for (let row = 0; row < bitmap.height; row++) {
    for (let dot = 0; dot < bitmap.width; dot++) {
      if (!bitmap.at(dot, row)) continue
      const start = dot
      while (bitmap.at(dot, row)) dot++
      path += `M${x + start} ${y + row}h${dot - start}v1h-${dot - start}z`
    }
  }
  return html`<path d="${path}" shape-rendering="crispEdges"/>
`
}

const addresses = new WeakMap<Bitmap, string>()

/** A logo of a hundred thousand scattered dots would be a megabyte of path; as a picture of its own it is 20 KB at most. */
function drawPicture(bitmap: Bitmap, x: number, y: number): Html {
  const address =
    addresses.get(bitmap) ??
    `data:image/png;base64,${asPng(bitmap, { ink: INK, is_clear: true }).toString('base64')}`
  addresses.set(bitmap, address)
  return html`<image x="${x}" y="${y}" width="${bitmap.width}" height="${bitmap.height}" href="${address}"/>
`
}
