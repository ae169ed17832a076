import { textWidth, writeText } from '../../views/labels/faces.ts'
import { drawBars, labelBars } from '../../views/labels/label-bars.ts'
import { printable } from '../../views/receipts/code-page.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import type { FaceHeight } from '../../views/receipts/dots/glyphs.ts'
import { labelSize } from './draw-labels.ts'
import { encodeForLabels } from './encode-labels.ts'
import type { Printer } from './find-printer.ts'

const FRAME_DOTS = 3
/** A barcode that no shop sells: its prefix is for use within one shop. */
const TEST_BARCODE = '2012345678903'

/**
 * A label that shows whether a label printer is set up right: a frame along all four edges, the size it was told, and
 * bars that a scanner must read.
 */
export function encodeLabelTest(printer: Printer): Buffer {
  return encodeForLabels([{ bitmap: drawTestLabel(printer), copies: 1 }], printer)
}

function drawTestLabel(printer: Printer): Bitmap {
  const { width, height } = labelSize(printer, 'sticker')
  const paper = new Bitmap(width, height)
  paper.box(0, 0, width, FRAME_DOTS)
  paper.box(0, height - FRAME_DOTS, width, FRAME_DOTS)
  paper.box(0, 0, FRAME_DOTS, height)
  paper.box(width - FRAME_DOTS, 0, FRAME_DOTS, height)

  const said = `${printer.label_width_mm} × ${printer.label_height_mm} mm`
  const face: FaceHeight = height >= 140 && textWidth(said, 24) <= width - 16 ? 24 : 16
  const rows = [said, ...(height >= 100 ? [printable(printer.name)] : [])]
  rows.forEach((text, i) => {
    const most = Math.floor((width - 16) / (face / 2))
    const shown = [...text].slice(0, most).join('')
    writeText(paper, shown, { x: (width - textWidth(shown, face)) >> 1, y: 8 + i * face, face })
  })
  const top = 8 + rows.length * face + 4
  const bars = labelBars(TEST_BARCODE)!
  const room = height - top - 10
  if (room >= 16 && bars.modules * 2 + 36 <= width - 2 * FRAME_DOTS) {
    const high = Math.min(80, room)
    drawBars(paper, bars, { x: (width - bars.modules * 2) >> 1, y: top, height: high, dots: 2 })
  }
  return paper
}
