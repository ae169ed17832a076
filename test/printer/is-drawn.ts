import { BOX, crossedBox, glyphs, HEIGHT } from './glyphs.ts'
import type { Dots } from './read-dots.ts'

/** Where a text should stand, in dots. */
export interface Place {
  x: number
  y: number
  /** The rows of the line, in which nothing else may stand. */
  line: { y: number; height: number }
  times: 1 | 2
  bold: boolean
}

/**
 * Whether a text stands at a place, dot for dot as the fonts have it, and nothing else in its line: sharper than reading
 * it, since in bold or at half a column some signs look like others. Here and there a dot may be one wider, where a
 * printer would have taken it for a command.
 */
export function isDrawn(dots: Dots, text: string, place: Place): boolean {
  const width = dots[0]?.length ?? 0
  const { line } = place
  const wanted = Array.from({ length: line.height }, () => new Uint8Array(width))
  draw(wanted, text, { ...place, y: place.y - line.y })
  let wider = 0
  for (const [i, row] of wanted.entries())
    for (const [x, dot] of row.entries()) {
      const printed = dots[line.y + i]?.[x] ? 1 : 0
      if (printed === dot) continue
      if (!printed || !row[x - 1] || ++wider > line.height) return false
    }
  return true
}

function draw(onto: Uint8Array[], text: string, { x, y, times, bold }: Omit<Place, 'line'>): void {
  let left = x
  for (const character of text) {
    const look = (character !== BOX && glyphs().of.get(character)) || crossedBox()
    const width = look.length / HEIGHT
    for (const [i, dot] of [...look].entries()) {
      if (dot === '0') continue
      const at = { x: left + (i % width) * times, y: y + Math.floor(i / width) * times }
      blacken(onto, at, { width: times * (bold ? 2 : 1), height: times })
    }
    left += width * times
  }
}

function blacken(
  onto: Uint8Array[],
  at: { x: number; y: number },
  { width, height }: { width: number; height: number }
): void {
  for (let y = at.y; y < at.y + height; y++) onto[y]?.fill(1, at.x, at.x + width)
}
