import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

// Reads what is drawn: finds each glyph of the fonts again among the dots of the paper, as somebody would who knows the
// letters and has never seen the program that put them there.

/** Rows of dots, a byte each. */
export type Dots = readonly Uint8Array[]

const COLUMN = 12
const HEIGHT = 24
/** What a reader says of a sign that no font has. */
export const BOX = '\ufffd'

/**
 * The line whose characters begin at a dot row, one character for each column or two, without spaces at its end. Signs
 * that look alike, such as A in Latin and Greek, are read as the first of them: compare with `asRead`.
 *
 * @param times how large the characters are
 * @param is_lost when it is not known whether a line stands here at all: then only what is as in the font counts
 * @returns undefined where something stands that is no letter
 */
export function readLine(
  dots: Dots,
  y: number,
  { times = 1, is_lost = false }: { times?: number; is_lost?: boolean } = {}
): string | undefined {
  const read = (find: Finder): string | undefined => readSigns(dots, { y, times, find })
  return read(asInFont) ?? read(asBold) ?? (is_lost ? undefined : read(asThicker))
}

/** The character of a look, which is one column or two. */
type Finder = (look: string) => string | undefined

/** From the right, since the left half of a wide sign may look like a narrow one: then what follows makes no sense. */
function readSigns(
  dots: Dots,
  { y, times, find }: { y: number; times: number; find: Finder }
): string | undefined {
  const columns = Math.floor((dots[0]?.length ?? 0) / COLUMN / times)
  const read: (string | undefined)[] = []
  read[columns] = ''
  for (let column = columns - 1; column >= 0; column--) {
    const place = { x: column * COLUMN * times, y, times }
    const sign = (wide: 1 | 2): string | undefined => {
      const rest = read[column + wide]
      const found = rest === undefined ? undefined : find(cut(dots, place, wide * COLUMN))
      return found === undefined ? undefined : found + rest
    }
    read[column] = sign(1) ?? sign(2)
  }
  return read[0]?.trimEnd()
}

/** A text as it would be read: what looks alike is alike. */
export function asRead(text: string): string {
  return [...text].map((character) => lookAlike(character)).join('')
}

interface Place {
  x: number
  y: number
  times: number
}

function asInFont(look: string): string | undefined {
  return glyphs().narrow.get(look) ?? glyphs().wide.get(look) ?? (look === crossedBox() ? BOX : undefined)
}

function asBold(look: string): string | undefined {
  return boldGlyphs().get(boldKey(look, look.length / HEIGHT))
}

function asThicker(look: string): string | undefined {
  return asInFont(look) ?? findThicker(look)
}

/** Bold letters leave ink in the first dots of the next column: those say nothing. */
function boldKey(look: string, width: number): string {
  let key = 'bold '
  for (let at = 0; at < look.length; at += width) key += look.slice(at + 1, at + width)
  return key
}

let known_bold: Map<string, string> | undefined

function boldGlyphs(): Map<string, string> {
  if (known_bold) return known_bold
  known_bold = new Map()
  const box = [crossedBox(), BOX] as const
  for (const [look, character] of [...glyphs().narrow, ...glyphs().wide, box]) {
    const width = look.length / HEIGHT
    const key = boldKey(bold(look, width), width)
    if (!known_bold.has(key)) known_bold.set(key, character)
  }
  return known_bold
}

/** Each dot once more, at its right. */
function bold(look: string, width: number): string {
  return [...look]
    .map((dot, i) => (dot === '1' || (i % width > 0 && look[i - 1] === '1') ? '1' : '0'))
    .join('')
}

/** A stroke may be a dot wider than in the font, where a printer would have taken its dots for a command. */
function findThicker(look: string): string | undefined {
  const known = look.length === COLUMN * HEIGHT ? glyphs().narrow : glyphs().wide
  for (const [glyph, character] of known) if (isThicker(look, glyph)) return character
  return undefined
}

function isThicker(look: string, glyph: string): boolean {
  let more = 0
  for (let i = 0; i < look.length; i++) {
    if (look[i] === glyph[i]) continue
    if (look[i] !== '1' || glyph[i - 1] !== '1' || ++more > HEIGHT) return false
  }
  return look.length === glyph.length
}

function cut(dots: Dots, { x, y, times }: Place, width: number): string {
  let seen = ''
  for (let row = 0; row < HEIGHT; row++) {
    for (let dot = 0; dot < width; dot++) seen += dots[y + row * times]?.[x + dot * times] ? '1' : '0'
  }
  return seen
}

interface Glyphs {
  narrow: Map<string, string>
  wide: Map<string, string>
  /** How each character looks. */
  of: Map<string, string>
}

let read: Glyphs | undefined

function glyphs(): Glyphs {
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

function lookAlike(character: string): string {
  const look = glyphs().of.get(character)
  if (look === undefined || character === BOX) return BOX
  if (look.length === COLUMN * HEIGHT) return glyphs().narrow.get(look)!
  // A squared cm looks like the two letters.
  const rows = look.match(new RegExp(`.{${2 * COLUMN}}`, 'g'))!
  const left = glyphs().narrow.get(rows.map((row) => row.slice(0, COLUMN)).join(''))
  const right = glyphs().narrow.get(rows.map((row) => row.slice(COLUMN)).join(''))
  return left && right ? left + right : glyphs().wide.get(look)!
}

let box: string | undefined

/** Ten dots wide and fourteen high, from corner to corner. */
function crossedBox(): string {
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
