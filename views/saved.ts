import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import type { Page } from './page.ts'

/** Says that what was sent is kept, where the page was drawn anew. */
export function savedNotice({ words }: Page): Html {
  return html`<div class="notice" role="status">${icon('check')}<p>${words.settings.saved}</p></div>`
}
