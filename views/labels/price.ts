import type { Bitmap } from '../receipts/dots/bitmap.ts'
import type { FaceHeight } from '../receipts/dots/glyphs.ts'
import { textWidth, writeText } from './faces.ts'
import { figuresWidth, writeFigures } from './figures.ts'

/** A price as it stands on a label, how high its figures are, and what stands behind them. */
export interface PriceSetting {
  price: string
  unit: string
  height: number
  /** The currency's sign is smaller than the figure. */
  sign_height: number
  unit_face: FaceHeight
  width: number
}

const LEAST = 14

/** The largest setting of a price in a box; with a unit that leaves the figures too little, `unit` is empty. */
export function setPrice(price: string, unit: string, box: { width: number; height: number }): PriceSetting {
  const beside = setAt(price, unit, box)
  if (unit === '' || beside.height >= Math.min(box.height, 0.6 * setAt(price, '', box).height)) return beside
  return setAt(price, '', box)
}

function setAt(price: string, unit: string, box: { width: number; height: number }): PriceSetting {
  for (let height = box.height; ; height--) {
    const sign_height = Math.max(8, Math.round(height * 0.46))
    const unit_face: FaceHeight = height >= 84 ? 32 : height >= 40 ? 24 : 16
    const width =
      figuresWidth('Rp', sign_height) +
      Math.round(height * 0.14) +
      figuresWidth(price, height) +
      (unit ? Math.round(height * 0.12) + textWidth(unit, unit_face) : 0)
    if (width <= box.width || height <= LEAST) return { price, unit, height, sign_height, unit_face, width }
  }
}

/** Writes it: the sign hangs from the top of the figures, the unit stands on their foot. */
export function writePrice(target: Bitmap, setting: PriceSetting, { x, y }: { x: number; y: number }): void {
  const { price, unit, height, sign_height, unit_face } = setting
  writeFigures(target, 'Rp', { x, y, height: sign_height })
  const figures = x + figuresWidth('Rp', sign_height) + Math.round(height * 0.14)
  writeFigures(target, price, { x: figures, y, height })
  if (!unit) return
  const after = figures + figuresWidth(price, height) + Math.round(height * 0.12)
  // The letters of a face stand on a line a fifth above its lower edge.
  writeText(target, unit, { x: after, y: y + height - Math.round(unit_face * 0.8), face: unit_face })
}
