import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** What a difference means, in a word. */
export function differenceTag({ words: { shift: w } }: Page, difference: number): Html {
  const tag = difference === 0 ? 'good' : 'warn'
  return html`<span class="tag ${tag}">${difference === 0 ? w.exact : difference > 0 ? w.over : w.short}</span>`
}
