import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** The star that puts an item first on the till's shelf, or back among the others. */
export function favouriteForm(
  page: Page,
  { item_id, name, favourite }: { item_id: string; name: string; favourite: 0 | 1 }
): Html {
  const w = page.words.items
  const url = `/items/${item_id}/favourite`
  return html`<form class="star" method="post" action="${url}" hx-post="${url}" hx-target="this" hx-swap="outerHTML">
    ${formKeys(page)}
    <input type="hidden" name="favourite" value="${favourite ? 0 : 1}">
    <button class="plain" aria-pressed="${favourite ? 'true' : 'false'}"
      aria-label="${favourite ? w.unstar(name) : w.star(name)}">${icon('star')}</button>
  </form>`
}
