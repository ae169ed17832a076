import { Bitmap } from '../receipts/dots/bitmap.ts'
import { drawShelf } from './shelf.ts'
import { drawSticker } from './sticker.ts'

/** What a label says, in words already. */
export interface Label {
  name: string
  /** The figure alone, `12.500`. */
  price: string
  /** What the price is for: `/ dus`. */
  unit: string
  /** What that makes of the item's own unit, `Rp 2.500 / pcs`; null where it is the same. */
  per_base: string | null
  /** Whether tax is in the price. */
  tax: string
  /** What scanners read: a barcode, or the item's code where it has none. */
  scans: string
  code: string
  date: string
}

/** `shelf` says the price to customers, `sticker` says to scanners what it sticks on. */
export type LabelLayout = 'shelf' | 'sticker'

/** In dots, 8 to the millimetre. */
export interface LabelSize {
  width: number
  height: number
}

/** Dots to the millimetre: nearly all printers of the trade have 203 to the inch. */
export const DOTS_PER_MM = 8

/**
 * A label dot for dot, as it is burnt and as it is shown: a long name is set smaller and on more lines, the price is
 * never cut, and bars that do not fit are left out while what they say stands there.
 */
export function drawLabel(label: Label, layout: LabelLayout, { width, height }: LabelSize): Bitmap {
  const paper = new Bitmap(width, height)
  if (layout === 'shelf') drawShelf(paper, label)
  else drawSticker(paper, label)
  return paper
}
