import type { ShelfItem } from '../../server/catalog/search-items.ts'
import { figure, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

export interface Shelf {
  text: string
  category: string
  categories: string[]
  items: ShelfItem[]
}

const TINTS = 8

/** The goods to tap: categories as chips, items as tiles. It refetches itself when stock or prices change. */
export function shelf(page: Page, { text, category, categories, items }: Shelf): Html {
  const { words } = page
  const here = new URLSearchParams({ ...(text && { text }), ...(category && { category }) }).toString()
  return html`<div id="shelf" hx-get="/till/shelf?${here}" hx-swap="outerMorph"
    hx-trigger="laci:stock from:body throttle:2s, laci:items from:body">
    <form class="chips" hx-get="/till/shelf" hx-target="#shelf" hx-swap="outerMorph" aria-label="${words.till.categories}">
      <button name="category" value="" ${!category && !text ? html`aria-pressed="true"` : ''}>${icon('star')}<span>${words.till.favourites}</span></button>
      ${categories.map(
        (name) =>
          html`<button name="category" value="${name}" ${name === category ? html`aria-pressed="true"` : ''}>${name}</button>`
      )}
    </form>
    ${items.length === 0 ? nothing(page, text) : tiles(page, items)}
  </div>`
}

function tiles(page: Page, items: ShelfItem[]): Html {
  return html`<form class="tiles" hx-post="/till/lines" hx-include="#scan-text" hx-target="#slip" hx-swap="outerMorph"
    hx-sync="queue all" aria-label="${page.words.till.shelf}">${items.map((item) => tile(page, item))}</form>`
}

/** What is sold by weight or measure asks how much of it, before it goes into the basket. */
const MEASURED = /^(kg|kilo|g|gr|gram|ons|l|lt|ltr|liter|litre|ml|m|meter)$/i

function tile(page: Page, item: ShelfItem): Html {
  const { item_id, unit } = item
  const press = MEASURED.test(unit)
    ? html`type="button" hx-get="/till/goods/${item_id}" hx-include="#scan-text" hx-target="#task" hx-swap="innerHTML"`
    : html`name="item_id" value="${item_id}"`
  return html`<button class="tile tint-${tint(item.category ?? '')}" id="tile-${item_id}" ${press}><i aria-hidden="true">${letters(item.name)}</i><span>${item.name}</span><b>${figure(item.price_minor, page.locale)}</b>${stock(page, item)}</button>`
}

function stock({ words, locale }: Page, { quantity_milli, minimum_milli }: ShelfItem): Html | null {
  if (quantity_milli <= 0) return html`<em class="out">${words.till.out}</em>`
  if (quantity_milli > minimum_milli) return null
  return html`<em>${words.till.low(quantity(quantity_milli, locale))}</em>`
}

function nothing({ words, may }: Page, text: string): Html {
  if (text) return html`<div class="empty">${icon('search')}<p>${words.till.nothing_found(text)}</p></div>`
  return html`<div class="empty">${icon('box')}<h2>${words.till.no_items_title}</h2><p>${words.till.no_items_text}</p>
    ${may('edit-items') ? html`<a class="button primary" href="/items/import">${words.start.items_action}</a>` : ''}</div>`
}

/** Two letters that stand for an item: of its first two words, so that sizes and weights do not count. */
function letters(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{N}&'-]*/gu) ?? [name]
  const [first = '', second] = words
  return (second ? first[0]! + second[0]! : first.slice(0, 2)).toUpperCase()
}

/** The same category always has the same tint. */
function tint(category: string): number {
  let sum = 0
  for (const character of category) sum = (sum * 31 + character.codePointAt(0)!) % 9973
  return sum % TINTS
}
