import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

// How the letters of our fonts look on paper, by the fonts alone.

/** Dots of one column, and how high a character is. */
export const COLUMN = 12
export const HEIGHT = 24
/** What a reader says of a sign that no font has. */
export const BOX = '\ufffd'

/** Looks are written row by row, a digit for each dot. */
interface Glyphs {
  /** The character of each look of one column, and of two. */
  narrow: Map<string, string>
  wide: Map<string, string>
  /** How each character looks. */
  of: Map<string, string>
}

let read: Glyphs | undefined

export function glyphs(): Glyphs {
  if (read) return read
  read = { narrow: new Map(), wide: new Map(), of: new Map() }
  const folder = new URL('../../views/receipts/dots/fonts/', import.meta.url)
  const terminus = readFileSync(new URL('terminus-24.hex', folder), 'latin1')
  const unifont = brotliDecompressSync(readFileSync(new URL('unifont-16.hex.br', folder))).toString('latin1')
  for (const line of `${terminus}${unifont}`.trim().split('\n')) {
    const [code = '', digits = ''] = line.split(':')
    learn(read, String.fromCharCode(Number.parseInt(code, 16)), digits)
  }
  return read
}

function learn(into: Glyphs, character: string, digits: string): void {
  const is_terminus = digits.length === 96
  const rows = digits.match(is_terminus ? /.{4}/g : digits.length === 64 ? /.{4}/g : /.{2}/g)!
  const bits = rows.map((row) =>
    [...row].map((d) => Number.parseInt(d, 16).toString(2).padStart(4, '0')).join('')
  )
  const look = is_terminus ? bits.map((row) => row.slice(0, COLUMN)).join('') : larger(bits).join('')
  into.of.set(character, look)
  const known = look.length === COLUMN * HEIGHT ? into.narrow : into.wide
  if (!known.has(look)) known.set(look, character)
}

/** Each second dot twice, both ways: 2 become 3. */
function larger(rows: string[]): string[] {
  const twice = <T>(list: T[]): T[] => list.flatMap((each, i) => (i % 2 === 0 ? [each, each] : [each]))
  return twice(rows.map((row) => twice([...row]).join('')))
}

let box: string | undefined

/** Ten dots wide and fourteen high, from corner to corner. */
export function crossedBox(): string {
  if (box) return box
  const dots = Array.from({ length: HEIGHT }, () => Array<string>(COLUMN).fill('0'))
  for (let i = 0; i < 14; i++) {
    const across = Math.round((i * 9) / 13)
    for (const x of [1, 10, 1 + across, 10 - across]) dots[5 + i]![x] = '1'
  }
  for (let x = 1; x <= 10; x++) dots[5]![x] = dots[18]![x] = '1'
  box = dots.map((row) => row.join('')).join('')
  return box
}
