import { Bitmap } from './bitmap.ts'
import { BOX, CELL_HEIGHT, CELL_WIDTH, cellsOf, glyphOf, hasGlyph } from './glyphs.ts'
import { asSeen } from './right-to-left.ts'

/** How many columns a text takes where it is drawn: signs of East Asia take two, accents that stand alone none. */
export function drawnColumns(text: string): number {
  let columns = 0
  for (const sign of drawnSigns(text)) columns += cellsOf(sign.codePointAt(0)!)
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
  const column_dots = CELL_WIDTH * times
  let right = x
  for (const sign of drawnSigns(text)) {
    const code = sign.codePointAt(0)!
    const cells = cellsOf(code)
    // A joiner takes no column and has nothing to show.
    if (cells === 0 && /\p{Cf}/u.test(sign)) continue
    const glyph = glyphOf(code)
    // What takes no column stands over the character before it.
    const at = cells === 0 ? Math.max(x, right - glyph.width * times) : right
    target.stamp(glyph, at, y, times)
    if (bold) target.stamp(glyph, at + times, y, times)
    right += cells * column_dots
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

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What is drawn of a text, one character after the other from left to right. */
function drawnSigns(text: string): string {
  const seen = asSeen(text)
  if (!/[\u{10000}-\u{10ffff}]/u.test(seen)) return seen
  let signs = ''
  for (const { segment } of GRAPHEMES.segment(seen)) signs += withOneBox(segment)
  return signs
}

/** A sign can be several characters, such as a family or a flag: one box says that there is something. */
function withOneBox(sign: string): string {
  const [first = '', ...others] = sign
  if (hasGlyph(first.codePointAt(0)!))
    return first + others.filter((character) => hasGlyph(character.codePointAt(0)!)).join('')
  return BOX + others.filter((character) => /\p{M}/u.test(character)).join('')
}
