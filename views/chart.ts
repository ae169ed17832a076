import { type Html, html } from './html.ts'

export interface Bar {
  label: string
  /** Nothing or more; the largest fills the width. */
  value: number
  /** The value as it is read. */
  text: string
  href: string
  /** The bar that is still growing. */
  current: boolean
}

const ROW = 52
const BASELINE = 20
const THICKNESS = 12

/**
 * Draws bars that lie one below another, each under its label and its value in full: a phone is wide enough for
 * it, and nothing has to be read off an axis. Widths are shares of the picture, so that letters keep their size.
 */
export function barChart(title: string, bars: Bar[]): Html {
  const largest = Math.max(1, ...bars.map(({ value }) => value))
  return html`<svg class="chart" role="group" aria-label="${title}" width="100%" height="${bars.length * ROW}">
    <title>${title}</title>
    ${bars.map((bar, i) => row(bar, i * ROW, (100 * bar.value) / largest))}
  </svg>`
}

function row({ label, text, href, current }: Bar, y: number, percent: number): Html {
  const top = y + BASELINE + 8
  return html`<a href="${href}" class="${current ? 'current' : ''}">
    <rect class="row" y="${y}" width="100%" height="${ROW}"/>
    <text y="${y + BASELINE}">${label}</text>
    <text x="100%" y="${y + BASELINE}" text-anchor="end">${text}</text>
    <rect class="track" y="${top}" width="100%" height="${THICKNESS}" rx="3"/>
    <rect class="bar" y="${top}" width="${percent.toFixed(2)}%" height="${THICKNESS}" rx="3"/>
  </a>`
}
