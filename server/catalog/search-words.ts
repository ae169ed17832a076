/** A search looks at so many words; more would only serve a text made to hurt. */
const MOST_WORDS = 8

/**
 * What is searched of an item, as one text for the trigram index: each word of name and code behind two spaces, so
 * that a trigram holds the beginning of a word (`  i`, ` in`) and words of one or two letters are found by it too;
 * then each barcode on a line of its own, found by any three of its characters.
 */
export function searchableText(name: string, code: string, barcodes: string[]): string {
  const words = wordsOf(`${name} ${code}`).map((word) => `  ${word}`)
  return [words.join(''), ...barcodes.map(fold)].join('\n')
}

/**
 * What a person typed, as a question for the index: every word must occur, one of three characters and more anywhere
 * in name, code or barcode, a shorter one at the beginning of a word. Undefined when nothing was typed.
 */
export function matchOf(text: string): { match: string; first: string } | undefined {
  const words = wordsOf(text).slice(0, MOST_WORDS)
  const [first] = words
  if (first === undefined) return undefined
  return { match: words.map(phrase).join(' AND '), first }
}

/** Small letters without marks above or below, and nothing that can't be seen: `Crème` and `CREME` are one. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
}

function wordsOf(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean)
}

/** A word as the index takes it literally, whatever its characters; trigrams count characters, not code units. */
function phrase(word: string): string {
  const before = ' '.repeat(3 - Math.min(3, [...word].length))
  return `"${before}${word.replaceAll('"', '""')}"`
}
