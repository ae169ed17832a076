import { QUIET_MODULES, qrRuns } from './qr.ts'

/** Upper and lower half of a character, light where they are to shine: terminals are dark. */
const HALVES = [' ', '▄', '▀', '█']

/** A QR code for a dark terminal, as lines of text, two modules high each. */
export function qrLines(data: string): string[] {
  const { modules, runs } = qrRuns(data)
  const dark = new Set(runs.flatMap(({ x, y, length }) => Array.from({ length }, (_, n) => `${x + n},${y}`)))
  const isLight = (x: number, y: number): boolean => !dark.has(`${x},${y}`)
  const lines: string[] = []
  for (let y = -QUIET_MODULES; y < modules + QUIET_MODULES; y += 2) {
    let line = ''
    for (let x = -QUIET_MODULES; x < modules + QUIET_MODULES; x++)
      line += HALVES[(isLight(x, y) ? 2 : 0) + (isLight(x, y + 1) ? 1 : 0)]
    lines.push(line)
  }
  return lines
}
