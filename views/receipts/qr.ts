import { createRequire } from 'node:module'

// Only what makes the code, and not what draws it: that is ours.
const { create } = createRequire(import.meta.url)('qrcode/lib/core/qrcode.js') as typeof import('qrcode')

// ISO/IEC 18004, table 7: how many bytes a code of version 1, 2, 3, … holds at error correction level M.
const BYTES_HELD = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331
]

/** The white that a scanner needs around a code, in modules; no printer leaves it by itself. @see ISO/IEC 18004, 6.3.8 */
export const QUIET_MODULES = 4

/** The most one QR code holds at level M. */
export const QR_BYTES_MAX = BYTES_HELD.at(-1)!

/**
 * How many modules wide a QR code of so many bytes is at most, at level M. Digits and capitals alone may come out
 * smaller, since printers pack those tighter.
 */
export function qrModules(bytes: number): number {
  const version = BYTES_HELD.findIndex((held) => bytes <= held) + 1
  return 17 + 4 * version
}

/** The dark modules of a QR code at level M, row by row: for each row where a dark run starts and how long it is. */
export function qrRuns(data: string): { modules: number; runs: { x: number; y: number; length: number }[] } {
  const { size, data: dark } = create(data, { errorCorrectionLevel: 'M' }).modules
  const runs: { x: number; y: number; length: number }[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark[y * size + x]) continue
      const start = x
      while (x < size && dark[y * size + x]) x++
      runs.push({ x: start, y, length: x - start })
    }
  }
  return { modules: size, runs }
}
