/** Hebrew, Arabic and their neighbours, with their accents and joined forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
/** A run of such words with what stands between them and the brackets around; a wide gap, as before a figure, ends it. */
const RUN = new RegExp(
  `[([{]*${RIGHT_TO_LEFT.source}(?:(?:(?! {2})\\P{L})*${RIGHT_TO_LEFT.source})*[)\\]}]*`,
  'gu'
)
/** Numbers keep their order, and accents their letter. */
const UNIT = /\p{Nd}+(?:[.,:/]\p{Nd}+)*|.\p{M}*/gsu

const MIRRORED: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{' }
const LAM = '\u0644'
const TATWEEL = '\u0640'

/**
 * A line in the order it is seen from left to right: runs of words written from the right are turned, and Arabic
 * letters joined as their neighbours ask. The line as a whole stays one that begins at the left, with its figure at the
 * right; that is less than the Unicode bidirectional algorithm, which would carry the price to the middle of the name.
 */
export function asSeen(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text
  return text.replace(RUN, (run) =>
    joined([...run.matchAll(UNIT)].map(([unit]) => unit))
      .reverse()
      .map((unit) => MIRRORED[unit] ?? unit)
      .join('')
  )
}

/** Letters in the forms they have beside each other; lam and alef become one. */
function joined(units: string[]): string[] {
  const letters = withLamAlef(units)
  const formsAt = (i: number): string[] => forms().get(letterOf(letters[i] ?? '')) ?? []
  return letters.map((unit, i) => {
    const own = formsAt(i)
    const from_before = own.length > 1 && formsAt(i - 1).length > 2
    const to_next = own.length > 2 && formsAt(i + 1).length > 1
    const form = own[(from_before ? 1 : 0) + (to_next ? 2 : 0)]
    return form === undefined ? unit : form + unit.slice(letterOf(unit).length)
  })
}

function withLamAlef(units: string[]): string[] {
  const letters: string[] = []
  for (const unit of units) {
    const before = letters.at(-1)
    if (before === LAM && forms().has(LAM + letterOf(unit))) letters[letters.length - 1] = before + unit
    else letters.push(unit)
  }
  return letters
}

/** A unit without its accents. */
function letterOf(unit: string): string {
  return unit.replace(/\p{M}+$/u, '')
}

let known: Map<string, string[]> | undefined

/**
 * The forms of each Arabic letter: alone, joined from before, joined to the next, joined both ways; only the first two
 * of a letter that never joins the next, only the first of one that never joins. Unicode lists them in this order.
 */
function forms(): Map<string, string[]> {
  if (known) return known
  known = new Map([[TATWEEL, Array<string>(4).fill(TATWEEL)]])
  for (const [first, last] of [
    [0xfe80, 0xfefc],
    [0xfb50, 0xfbff]
  ] as const) {
    for (let code = first; code <= last; code++) {
      const form = String.fromCodePoint(code)
      const letter = form.normalize('NFKC')
      const is_letter = letter !== form && (letter.length === 1 || letter.startsWith(LAM))
      if (is_letter) known.set(letter, [...(known.get(letter) ?? []), form])
    }
  }
  return known
}
