import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { Bitmap } from './bitmap.ts'

/** The cell of a character of a printer's own font: 12 dots wide, 24 high. */
export const CELL_WIDTH = 12
export const CELL_HEIGHT = 24

/** Stands for every sign that no font of ours has: a box with a cross, seen at once. */
export const BOX = '\ufffd'
const BOX_CODE = BOX.codePointAt(0)!

/** A font of dots, read when something is drawn for the first time. */
interface Font {
  /** The digits of a glyph's rows. */
  find(code: number): string | undefined
}

const fonts = new Map<string, Font>()

const glyphs = new Map<number, Bitmap>()
/** At most 150 bytes each; a shop draws a few hundred different signs. */
const GLYPHS_KEPT = 2000

/**
 * The glyph of a character as dots: one cell wide, or two for signs as wide as they are high; a box for what no font
 * has. It is kept and shared: look, and put no ink on it.
 */
export function glyphOf(code: number): Bitmap {
  const kept = glyphs.get(code)
  if (kept) return kept
  if (glyphs.size >= GLYPHS_KEPT) glyphs.clear()
  const glyph = drawGlyph(code)
  glyphs.set(code, glyph)
  return glyph
}

/** Terminus has the letters of Europe in the cell's own size; what it lacks is Unifont's, one and a half times as large. */
function drawGlyph(code: number): Bitmap {
  const digits = findDigits(code)
  if (digits === undefined) return crossedBox()
  if (digits.length === TERMINUS_DIGITS) return fromRows(digits, 16, CELL_WIDTH)
  const width = digits.length >> 2
  return enlarged(fromRows(digits, width, width), 1.5)
}

/** How high the bold letters of labels are: 8, 12 and 16 dots wide. */
export type FaceHeight = 16 | 24 | 32

const bold = new Map<number, Bitmap>()

/** The glyph of a character in one of the bold faces; what they lack is Unifont's, as large as the face. */
export function boldGlyphOf(code: number, height: FaceHeight): Bitmap {
  const key = code * 64 + height
  const drawn = bold.get(key)
  if (drawn) return drawn
  const own = openFont(`terminus-${height}-bold.hex`).find(code)
  const glyph = own ? fromRows(own, height === 16 ? 8 : 16, height / 2) : fromUnifont(code, height / 16)
  if (bold.size < MOST_KEPT) bold.set(key, glyph)
  return glyph
}

/** More than a shop's names are written with. */
const MOST_KEPT = 4000

function fromUnifont(code: number, times: number): Bitmap {
  const found = openFont('unifont-16.hex.br').find(code)
  if (found) return enlarged(fromRows(found, found.length >> 2, found.length >> 2), times)
  return enlarged(crossedBox(), (times * 2) / 3)
}

/** Whether one of our fonts has a character. */
export function hasGlyph(code: number): boolean {
  return findDigits(code) !== undefined
}

const TERMINUS_DIGITS = (CELL_HEIGHT * 16) / 4
const UNIFONT_WIDE_DIGITS = (16 * 16) / 4

function findDigits(code: number): string | undefined {
  if (code === BOX_CODE) return undefined
  return openFont('terminus-24.hex').find(code) ?? openFont('unifont-16.hex.br').find(code)
}

/** How many cells each character takes, and one more, so that nothing says not known yet. */
const cells = new Uint8Array(0x10000)

/** How many cells a character takes: none for what is drawn over the one before it or not at all. */
export function cellsOf(code: number): number {
  if (code < 0x300 || code > 0xffff) return 1
  const known = cells[code]!
  if (known > 0) return known - 1
  const taken = countCells(code)
  cells[code] = taken + 1
  return taken
}

function countCells(code: number): number {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(String.fromCodePoint(code))) return 0
  return findDigits(code)?.length === UNIFONT_WIDE_DIGITS ? 2 : 1
}

/** @param bits of a row in the digits @param width of the glyph, the dots beyond are empty */
function fromRows(digits: string, bits: number, width: number): Bitmap {
  const each = bits >> 2
  const glyph = new Bitmap(width, digits.length / each)
  for (let y = 0; y < glyph.height; y++) {
    const row = Number.parseInt(digits.slice(y * each, (y + 1) * each), 16)
    for (let x = 0; x < width; x++) if ((row >> (bits - 1 - x)) & 1) glyph.ink(x, y)
  }
  return glyph
}

/** Up to twice as large, both ways; no stroke is lost, some are twice as wide. */
function enlarged(glyph: Bitmap, times: number): Bitmap {
  const large = new Bitmap(Math.round(glyph.width * times), Math.round(glyph.height * times))
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      if (glyph.at(Math.floor(x / times), Math.floor(y / times))) large.ink(x, y)
    }
  }
  return large
}

function crossedBox(): Bitmap {
  const box = new Bitmap(CELL_WIDTH, CELL_HEIGHT)
  for (let i = 0; i < 14; i++) {
    for (const [x, y] of [
      [1, 5 + i],
      [10, 5 + i],
      [1 + Math.round((i * 9) / 13), 5 + i],
      [10 - Math.round((i * 9) / 13), 5 + i]
    ] as const)
      box.ink(x, y)
  }
  box.box(1, 5, 10, 1)
  box.box(1, 18, 10, 1)
  return box
}

function openFont(file: string): Font {
  const open = fonts.get(file) ?? readFont(file)
  fonts.set(file, open)
  return open
}

const NEW_LINE = 0x0a

/** Lines of a code point in four digits, a colon and the digits of a glyph: a table says where each begins. */
function readFont(file: string): Font {
  const kept = readFileSync(new URL(`fonts/${file}`, import.meta.url))
  const text = file.endsWith('.br') ? brotliDecompressSync(kept) : kept
  const begins = new Uint32Array(0x10000)
  for (let at = 0; at < text.length; ) {
    const digits = at + 5
    begins[Number.parseInt(text.toString('latin1', at, at + 4), 16)] = digits
    at = endOfLine(text, digits) + 1
  }
  return {
    find: (code) => {
      const from = begins[code] ?? 0
      return from === 0 ? undefined : text.toString('latin1', from, endOfLine(text, from))
    }
  }
}

/** There are few sizes of glyphs, and to try them is faster than to search. */
function endOfLine(text: Buffer, digits: number): number {
  let end = digits + 32
  while (text[end] !== NEW_LINE) end += 32
  return end
}
