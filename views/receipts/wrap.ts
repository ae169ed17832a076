import { columnsOf } from './rows.ts'

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Breaks a line between words so that no line is wider than `width`; a word wider than that is broken where the
 * paper ends. Spaces at the start stay and are repeated on the following lines, so that an indented line stays
 * indented.
 *
 * @param text one line of printable text
 * @param width in columns, at least 2: as wide as the widest sign
 * @returns at least one line, none with spaces at its end
 */
export function wrap(text: string, width: number): string[] {
  const line = text.trimEnd()
  if (columnsOf(line) <= width) return [line]

  const words = line.trimStart()
  const indent = Math.min(line.length - words.length, width >> 1)
  return breakWords(words, width - indent).map((part) => ' '.repeat(indent) + part)
}

function breakWords(words: string, width: number): string[] {
  const lines: string[] = []
  let rest = words
  while (columnsOf(rest) > width) {
    const room = lengthThatFits(rest, width)
    const space = rest.lastIndexOf(' ', room)
    const end = space > 0 ? space : room
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  lines.push(rest)
  return lines
}

/** How much of a text takes at most so many columns: at least one sign, and none in part that fits as a whole. */
function lengthThatFits(text: string, width: number): number {
  let columns = 0
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    const wide = columnsOf(segment)
    // Letters of India join without end: a sign wider than the paper is taken apart.
    if (wide > width) return index > 0 ? index : charactersThatFit(segment, width)
    columns += wide
    if (columns > width) return index
  }
  return text.length
}

function charactersThatFit(sign: string, width: number): number {
  let columns = 0
  let length = 0
  for (const character of sign) {
    columns += columnsOf(character)
    if (columns > width) break
    length += character.length
  }
  return length
}
