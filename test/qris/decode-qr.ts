import assert from 'node:assert/strict'

/** Reads a QR code of level M from its modules, by ISO/IEC 18004 and without looking at how it was made. */
export function decodeQr(dark: boolean[][]): string {
  const version = (dark.length - 17) / 4
  const blocks = BLOCKS[version]
  assert(blocks, `version ${version} is not one that payment codes come out as`)
  const mask = maskOf(dark)
  const reserved = functionModules(version)
  const bits = zigzag(dark.length)
    .filter(([x, y]) => !reserved(x, y))
    .map(([x, y]) => (dark[y]![x] !== MASKS[mask]!(x, y) ? 1 : 0))
  return text(untangle(bits, blocks), version)
}

/** How many bytes of data each block holds at level M (table 9), by version. */
const BLOCKS: Record<number, number[]> = {
  7: [31, 31, 31, 31],
  8: [38, 38, 39, 39],
  9: [36, 36, 36, 37, 37],
  10: [43, 43, 43, 43, 44],
  11: [50, 51, 51, 51, 51],
  12: [36, 36, 36, 36, 36, 36, 37, 37]
}

/** The centres of the alignment patterns (annex E). */
const ALIGNED: Record<number, number[]> = {
  7: [6, 22, 38],
  8: [6, 24, 42],
  9: [6, 26, 46],
  10: [6, 28, 50],
  11: [6, 30, 54],
  12: [6, 32, 58]
}

const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0
]

/** The format's first copy, around the upper left finder: level and mask, under a mask of their own. */
function maskOf(dark: boolean[][]): number {
  const along = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => dark[8]![x])
  const up = [7, 5, 4, 3, 2, 1, 0].map((y) => dark[y]![8])
  const format = [...along, ...up].reduce((bits, module) => bits * 2 + (module ? 1 : 0), 0) ^ 0x5412
  assert.equal(format >> 13, 0, 'level M')
  return (format >> 10) & 7
}

/** Where no data lies: finders and their formats, timing, alignment, version. */
function functionModules(version: number): (x: number, y: number) => boolean {
  const size = 17 + 4 * version
  const last = size - 7
  const centres = ALIGNED[version]!.flatMap((x) => ALIGNED[version]!.map((y) => [x, y] as const)).filter(
    ([x, y]) => !(x === 6 && y === 6) && !(x === 6 && y === last) && !(x === last && y === 6)
  )
  return (x, y) =>
    (x < 9 && y < 9) ||
    (x < 9 && y >= size - 8) ||
    (x >= size - 8 && y < 9) ||
    x === 6 ||
    y === 6 ||
    centres.some(([cx, cy]) => Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2) ||
    (x < 6 && y >= size - 11) ||
    (y < 6 && x >= size - 11)
}

/** Two columns at a time from the right, up and down in turn; the column of the timing is left out. */
function zigzag(size: number): [x: number, y: number][] {
  const path: [number, number][] = []
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i
      path.push([right, y], [right - 1, y])
    }
    up = !up
  }
  return path
}

/** Bytes of data in their order: they were dealt out to the blocks in turn, the error correction after them. */
function untangle(bits: number[], blocks: number[]): number[] {
  const dealt: number[][] = blocks.map(() => [])
  let at = 0
  for (let round = 0; round < Math.max(...blocks); round++) {
    for (const [i, length] of blocks.entries()) {
      if (round >= length) continue
      dealt[i]!.push(Number.parseInt(bits.slice(at, at + 8).join(''), 2))
      at += 8
    }
  }
  return dealt.flat()
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** The segments: digits by threes, capitals by twos, or bytes. */
function text(bytes: number[], version: number): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const wide = version >= 10
  let at = 0
  const take = (count: number): number => {
    at += count
    return Number.parseInt(bits.slice(at - count, at), 2)
  }
  let read = ''
  while (at + 4 <= bits.length) {
    const mode = take(4)
    if (mode === 0) break
    if (mode === 1) {
      for (let left = take(wide ? 12 : 10); left > 0; left -= 3) {
        const digits = Math.min(left, 3)
        read += String(take([0, 4, 7, 10][digits]!)).padStart(digits, '0')
      }
    } else if (mode === 2) {
      for (let left = take(wide ? 11 : 9); left > 0; left -= 2) {
        const pair = left > 1 ? take(11) : take(6)
        read +=
          left > 1 ? ALPHANUMERIC[Math.floor(pair / 45)]! + ALPHANUMERIC[pair % 45]! : ALPHANUMERIC[pair]!
      }
    } else {
      assert.equal(mode, 4)
      for (let left = take(wide ? 16 : 8); left > 0; left--) read += String.fromCharCode(take(8))
    }
  }
  return read
}

/** The dark runs of a drawn code, its quiet zone counted in. */
export function darkRuns(svg: string): [x: number, y: number, length: number][] {
  const [, path = ''] = /fill="#000000" d="([^"]+)"/.exec(svg)!
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].map(([, x, y, length]) => [
    Number(x),
    Number(y),
    Number(length)
  ])
}

/** The modules of a drawn code, without the quiet around them. */
export function modulesOf(svg: string): boolean[][] {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]) - 8
  const dark = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [x, y, length] of darkRuns(svg)) dark[y - 4]!.fill(true, x - 4, x - 4 + length)
  return dark
}
