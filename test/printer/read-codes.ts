import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import type { Dots } from './read-dots.ts'

/** White around the paper, as there is around the paper in a hand. */
const AROUND = 40

/** What a scanner reads from paper, such as `QRCODE https://…`, from the top. */
export async function readCodes(dots: Dots): Promise<string[]> {
  const width = (dots[0]?.length ?? 0) + 2 * AROUND
  const height = dots.length + 2 * AROUND
  const grey = new Uint8Array(width * height).fill(255)
  for (const [y, row] of dots.entries()) {
    for (const [x, ink] of row.entries()) if (ink) grey[(y + AROUND) * width + x + AROUND] = 0
  }
  const symbols = await scanGrayBuffer(grey.buffer, width, height)
  const top = (symbol: (typeof symbols)[number]): number => Math.min(...symbol.points.map(({ y }) => y))
  return symbols
    .toSorted((a, b) => top(a) - top(b))
    .map((symbol) => `${symbol.typeName.replace('ZBAR_', '')} ${symbol.decode()}`)
}
