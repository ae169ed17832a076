import { BOX, COLUMN, crossedBox, glyphs, HEIGHT } from './glyphs.ts'

// Reads what is drawn: finds each glyph of the fonts again among the dots of the paper, as somebody would who knows the
// letters and has never seen the program that put them there.

/** Rows of dots, a byte each. */
export type Dots = readonly Uint8Array[]

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

/** The dot more lies right of one of the glyph's, or at its left edge, where it comes from the character before. */
function isThicker(look: string, glyph: string): boolean {
  const width = look.length / HEIGHT
  let more = 0
  for (let i = 0; i < look.length; i++) {
    if (look[i] === glyph[i]) continue
    const may_be = look[i] === '1' && (i % width === 0 || glyph[i - 1] === '1')
    if (!may_be || ++more > HEIGHT) return false
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
