import type { Bitmap } from '../receipts/dots/bitmap.ts'
import type { FaceHeight } from '../receipts/dots/glyphs.ts'
import { type Setting, setText, settingHeight, textWidth, writeText } from './faces.ts'
import type { Label } from './label.ts'
import { drawBars, labelBars, moduleDots } from './label-bars.ts'
import { setPrice, writePrice } from './price.ts'

const LEAST_BARS = 32
const MOST_BARS = 120

/** A sticker for goods: a short name, bars as large as there is room with what they say, and the price. */
export function drawSticker(paper: Bitmap, label: Label): void {
  const edge = paper.height >= 200 ? 10 : 5
  const width = paper.width - 12
  const room = paper.height - 2 * edge
  const gap = paper.height >= 200 ? 8 : 3
  const price_room = Math.max(24, Math.floor(room * 0.22))
  const price = setPrice(label.price, label.unit, { width, height: price_room })
  const faces: FaceHeight[] = paper.height >= 200 ? [24, 16] : [16]
  // Where the unit has no room beside the price, it stands with the name.
  const said = price.unit === label.unit ? label.name : `${label.name} ${label.unit}`
  const name = setText(said, { width, height: Math.max(16, Math.floor(room * 0.24)) }, faces)

  const top = edge + settingHeight(name) + gap
  const foot = paper.height - edge - price.height
  centre(paper, name, edge)
  drawCode(paper, label.scans, { top, height: foot - gap - top })
  writePrice(paper, price, { x: (paper.width - price.width) >> 1, y: foot })
}

/** Bars with their digits below, in the middle of the height; digits alone where no bars fit. */
function drawCode(paper: Bitmap, scans: string, { top, height }: { top: number; height: number }): void {
  const bars = labelBars(scans)
  const dots = bars && moduleDots(bars, paper.width)
  const bars_height = Math.min(MOST_BARS, height - 18)
  if (!bars || !dots || bars_height < LEAST_BARS) {
    const setting = setText(scans, { width: paper.width - 12, height }, [24, 16])
    centre(paper, setting, top + ((height - settingHeight(setting)) >> 1))
    return
  }
  const y = top + ((height - bars_height - 18) >> 1)
  drawBars(paper, bars, { x: (paper.width - bars.modules * dots) >> 1, y, height: bars_height, dots })
  centre(paper, { face: 16, lines: [scans] }, y + bars_height + 2)
}

function centre(paper: Bitmap, { face, lines }: Setting, top: number): void {
  lines.forEach((line, i) => {
    writeText(paper, line, {
      x: Math.max(0, (paper.width - textWidth(line, face)) >> 1),
      y: top + i * face,
      face
    })
  })
}
