import { Bitmap } from './bitmap.ts'
import { CELL_HEIGHT, CELL_WIDTH, cellsOf, glyphOf } from './glyphs.ts'

/** How many columns a text takes where it is drawn: signs of East Asia take two, accents that stand alone none. */
export function drawnColumns(text: string): number {
  let columns = 0
  for (const sign of text.normalize('NFC')) columns += cellsOf(sign.codePointAt(0)!)
  return columns
}

/**
 * Draws a line of text, each character in its column.
 *
 * @param times how large: 1 as the printer's own font, 2 twice as wide and high
 */
export function drawText(
  target: Bitmap,
  text: string,
  { x, y, times = 1, bold = false }: { x: number; y: number; times?: number; bold?: boolean }
): void {
  let column = 0
  for (const sign of text.normalize('NFC')) {
    const code = sign.codePointAt(0)!
    const cells = cellsOf(code)
    // What takes no column stands over the character before it.
    const at = x + (cells === 0 ? Math.max(0, column - 1) : column) * CELL_WIDTH * times
    const glyph = glyphOf(code)
    target.stamp(glyph, at, y, times)
    if (bold) target.stamp(glyph, at + times, y, times)
    column += cells
  }
}

/** A text as a picture of its own, as wide as its columns. */
export function textAsBitmap(text: string, { times = 1, bold = false } = {}): Bitmap {
  const picture = new Bitmap(
    Math.max(1, drawnColumns(text)) * CELL_WIDTH * times + (bold ? times : 0),
    CELL_HEIGHT * times
  )
  drawText(picture, text, { x: 0, y: 0, times, bold })
  return picture
}
