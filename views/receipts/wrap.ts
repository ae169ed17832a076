/**
 * Breaks a line between words so that no line is wider than `width`; a word wider than that is broken where the
 * paper ends. Spaces at the start stay and are repeated on the following lines, so that an indented line stays
 * indented.
 *
 * @param text one line of printable text, one column per character
 * @returns at least one line, none with spaces at its end
 */
export function wrap(text: string, width: number): string[] {
  const line = text.trimEnd()
  if (line.length <= width) return [line]

  const words = line.trimStart()
  const indent = Math.min(line.length - words.length, width >> 1)
  return breakWords(words, width - indent).map((part) => ' '.repeat(indent) + part)
}

function breakWords(words: string, width: number): string[] {
  const lines: string[] = []
  let rest = words
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const end = space > 0 ? space : width
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  lines.push(rest)
  return lines
}
