import { type Html, html } from '../html.ts'

/** What a person sees on a screen: its title, some rows, and the one that is pressed. */
interface Screen {
  title: string
  rows: readonly string[]
  tap: number
}

const WIDTH = 240
const HEAD = 34
const ROW = 36
const EDGE = 10
/** About so many letters of the drawing's size stand on a row. */
const LETTERS = 29

/** A drawing of a screen, with a finger's ring around what is to be pressed. Colours come from the style sheet. */
export function stepPicture(
  { title, rows, tap }: Screen,
  { label, is_wide }: { label: string; is_wide: boolean }
): Html {
  const lines = rows.map((row) => broken(row))
  const tops: number[] = []
  let y = HEAD + EDGE
  for (const { length } of lines) {
    tops.push(y)
    y += ROW + (length - 1) * 15 + 6
  }
  const height = y + EDGE - 2
  const round = is_wide ? 6 : 20
  return html`<svg class="screen" role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${height}">
    <rect class="case" x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="${round}"/>
    ${is_wide ? html`<path class="dots" d="M16 18h.01M28 18h.01M40 18h.01"/>` : html`<path class="dots" d="M106 8h28"/>`}
    <text class="title" x="${is_wide ? 56 : WIDTH / 2}" y="${is_wide ? 22 : 27}" text-anchor="${is_wide ? 'start' : 'middle'}">${title}</text>
    ${lines.map((parts, at) => {
      const deep = ROW + (parts.length - 1) * 15
      return html`<rect class="${at === tap ? 'row tap' : 'row'}" x="${EDGE}" y="${tops[at]!}" width="${WIDTH - 2 * EDGE}" height="${deep}" rx="6"/>
      ${parts.map((part, line) => html`<text x="20" y="${tops[at]! + 23 + line * 15}">${part}</text>`)}
      ${at === tap && html`<circle class="finger" cx="${WIDTH - 28}" cy="${tops[at]! + deep / 2}" r="11"/><circle class="tip" cx="${WIDTH - 28}" cy="${tops[at]! + deep / 2}" r="4"/>`}`
    })}
  </svg>`
}

/** A row's words on as many lines as they need. */
function broken(row: string): string[] {
  const lines: string[] = ['']
  for (const word of row.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim()
    if (longer.length > LETTERS && lines.at(-1)) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}
