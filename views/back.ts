import { type Html, html } from './html.ts'
import { icon } from './icons.ts'

/** The way up, above a page's heading: where this page was opened from. */
export function backLink(href: string, label: string): Html {
  return html`<p><a class="back" href="${href}">${icon('left')}<span>${label}</span></a></p>`
}
