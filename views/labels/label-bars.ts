import { bars, digitBars, symbologyOf } from '../receipts/bars.ts'
import type { Bitmap } from '../receipts/dots/bitmap.ts'

/** Bars for a label, in modules, with the white that a scanner needs at either side. */
export interface LabelBars {
  /** Dark, light, dark, … */
  widths: number[]
  modules: number
  quiet: { left: number; right: number }
}

/** Below two dots a module runs together on paper; above three the bars only grow. */
const MODULE_DOTS = [3, 2] as const

/**
 * Bars that say this: EAN-13 where it is one, else CODE128, which packs digits two by two.
 *
 * @returns undefined when none of ours can
 * @see GS1 General Specifications, section 5.2.3.4: quiet zones of 11 and 7 modules; ISO/IEC 15417: 10 at either side
 */
export function labelBars(data: string): LabelBars | undefined {
  const symbology = symbologyOf(data)
  if (!symbology) return undefined
  const is_ean = symbology === 'ean13'
  const in_pairs = !is_ean && data.length % 2 === 0 && /^\d+$/.test(data)
  const widths = in_pairs ? digitBars(data) : bars(data, symbology)
  const modules = widths.reduce((sum, width) => sum + width, 0)
  return { widths, modules, quiet: is_ean ? { left: 11, right: 7 } : { left: 10, right: 10 } }
}

/** How many dots a module may have on so many dots of width; undefined when the bars do not fit. */
export function moduleDots({ modules, quiet }: LabelBars, width: number): 2 | 3 | undefined {
  return MODULE_DOTS.find((dots) => (modules + quiet.left + quiet.right) * dots <= width)
}

/** Draws the bars; the quiet zones are the caller's. */
export function drawBars(
  target: Bitmap,
  { widths }: LabelBars,
  at: { x: number; y: number; height: number; dots: number }
): void {
  let { x } = at
  for (const [i, modules] of widths.entries()) {
    if (i % 2 === 0) target.box(x, at.y, modules * at.dots, at.height)
    x += modules * at.dots
  }
}
