import type { Bitmap } from '../receipts/dots/bitmap.ts'
import { drawnColumns } from '../receipts/dots/draw-text.ts'
import { boldGlyphOf, cellsOf, type FaceHeight } from '../receipts/dots/glyphs.ts'
import { wrap } from '../receipts/wrap.ts'

/** Lines of text in one size. */
export interface Setting {
  face: FaceHeight
  lines: string[]
}

/** How wide a text is in a face, in dots. */
export function textWidth(text: string, face: FaceHeight): number {
  return (drawnColumns(text) * face) / 2
}

/** How high lines of a face are together, in dots. */
export function settingHeight({ face, lines }: Setting): number {
  return lines.length * face
}

/** Writes a line of text with its upper left corner there. */
export function writeText(
  target: Bitmap,
  text: string,
  at: { x: number; y: number; face: FaceHeight }
): void {
  let column = 0
  for (const sign of text.normalize('NFC')) {
    const code = sign.codePointAt(0)!
    const cells = cellsOf(code)
    // What takes no column stands over the character before it.
    const from = cells === 0 ? Math.max(0, column - 1) : column
    target.stamp(boldGlyphOf(code, at.face), at.x + (from * at.face) / 2, at.y)
    column += cells
  }
}

/**
 * Sets a text as large as it fits: whole words in few lines rather than large letters in many. What fits in no size
 * is set in the smallest and ends with three dots.
 *
 * @param box in dots
 * @param faces to choose from, the largest first
 */
export function setText(
  text: string,
  box: { width: number; height: number },
  faces: readonly FaceHeight[] = [32, 24, 16]
): Setting {
  for (const face of faces) {
    const lines = wrap(text, columnsIn(box.width, face))
    const most = face === 32 ? 2 : 3
    if (lines.length <= most && lines.length * face <= box.height && keepsWords(text, lines)) {
      return { face, lines }
    }
  }
  const face = faces.at(-1)!
  return { face, lines: cutShort(wrap(text, columnsIn(box.width, face)), box, face) }
}

function columnsIn(width: number, face: FaceHeight): number {
  return Math.max(2, Math.floor(width / (face / 2)))
}

function keepsWords(text: string, lines: string[]): boolean {
  return (
    lines.join(' ').replace(/\s+/g, '') === text.replace(/\s+/g, '') &&
    lines.flatMap(words).length === words(text).length
  )
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}

function cutShort(
  lines: string[],
  { width, height }: { width: number; height: number },
  face: FaceHeight
): string[] {
  const most = Math.max(1, Math.floor(height / face))
  if (lines.length <= most) return lines
  const last = wrap(lines[most - 1]!, columnsIn(width, face) - 1)[0]!
  return [...lines.slice(0, most - 1), `${last}…`]
}
