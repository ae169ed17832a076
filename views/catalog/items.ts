import type { ShelfItem } from '../../server/catalog/search-items.ts'
import { money, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { favouriteForm } from './favourite.ts'

interface Listing {
  text: string
  category: string
  categories: string[]
  items: ShelfItem[]
  /** Where the next part begins; null: this is the last. */
  next: number | null
  /** The shop has no items at all. */
  is_empty: boolean
}

/** The shop's goods: a table that is searched as one types, cards on a phone. */
export function itemsPage(page: Page, listing: Listing): Html {
  const w = page.words.items
  const may_edit = page.may('edit-items')
  return layout(page, {
    title: w.title,
    place: 'items',
    content: html`<main id="content" class="page">
      <header class="head">
        <h1>${w.title}</h1>
        ${
          may_edit &&
          !listing.is_empty &&
          html`<div class="row">
          ${page.may('print-labels') && html`<a class="button" href="/labels">${icon('tag')}<span>${page.words.labels.to_labels}</span></a>`}
          <a class="button" href="/items/import">${icon('upload')}<span>${w.to_import}</span></a>
          <a class="button primary" href="/items/new">${icon('plus')}<span>${w.add}</span></a>
        </div>`
        }
      </header>
      ${listing.is_empty ? nothingYet(page) : [searchForm(page, listing), found(page, listing)]}
    </main>`
  })
}

function searchForm({ words }: Page, { text, category, categories }: Listing): Html {
  const w = words.items
  return html`<form class="item-search" method="get" action="/items" role="search" hx-get="/items"
    hx-trigger="input delay:120ms, change, submit" hx-sync="this:replace" hx-target="#found" hx-select="#found"
    hx-swap="outerHTML">
    <label class="search-field">${icon('search')}
      <input name="text" type="search" value="${text}" placeholder="${w.search}" aria-label="${w.search}" maxlength="120"
        autocomplete="off" enterkeyhint="search" ${text ? 'autofocus' : ''}></label>
    <select name="category" aria-label="${w.category}">
      <option value="">${w.all_categories}</option>
      ${categories.map((name) => html`<option ${name === category ? 'selected' : ''}>${name}</option>`)}
    </select>
    <noscript><button>${words.common.search}</button></noscript>
  </form>`
}

function found(page: Page, listing: Listing): Html {
  const w = page.words.items
  const sees_cost = page.may('edit-items')
  if (listing.items.length === 0) {
    return html`<section id="found" class="empty" role="status">${icon('search')}<h2>${w.nothing_title}</h2>
      <p>${w.nothing_text}</p></section>`
  }
  return html`<section id="found" class="stack">
    <div class="table">
      <table class="cards items">
        <thead><tr>
          <th>${w.fields.name}</th><th>${w.fields.category}</th>
          <th class="number">${w.fields.stock}</th>
          ${sees_cost && html`<th class="number">${w.fields.cost}</th>`}
          <th class="number">${w.fields.price}</th>
          ${sees_cost && html`<th>${w.actions}</th>`}
        </tr></thead>
        <tbody id="item-rows">${listing.items.map((item) => row(page, item, sees_cost))}</tbody>
      </table>
    </div>
    ${more(page, listing)}
  </section>`
}

function row(page: Page, item: ShelfItem, sees_cost: boolean): Html {
  const { words, locale } = page
  const w = words.items
  return html`<tr>
    <td class="item-name"><a href="/items/${item.item_id}">${item.name}<small>${item.code}</small></a></td>
    <td class="item-category">${item.category ?? ''}</td>
    <td class="number item-stock" data-label="${w.fields.stock}">${stockMark(page, item)}
      ${quantity(item.quantity_milli, locale)} <small>${item.unit}</small></td>
    ${sees_cost && html`<td class="number item-cost" data-label="${w.fields.cost}">${item.cost_minor === null ? '–' : money(item.cost_minor, locale)}</td>`}
    <td class="number item-price"><b>${money(item.price_minor, locale)}</b></td>
    ${sees_cost && html`<td class="item-star">${favouriteForm(page, item)}</td>`}
  </tr>`
}

/** Says in words that little or nothing is left. */
export function stockMark(
  { words }: Page,
  { quantity_milli, minimum_milli }: { quantity_milli: number; minimum_milli: number }
): Html | null {
  const w = words.items
  if (quantity_milli <= 0) return html`<span class="tag bad">${w.out}</span>`
  if (quantity_milli < minimum_milli) return html`<span class="tag warn">${w.low}</span>`
  return null
}

function more({ words }: Page, { text, category, next }: Listing): Html {
  if (next === null) return html`<p id="more" hidden></p>`
  const url = `/items?${new URLSearchParams({ text, category, from: String(next) })}`
  return html`<p id="more" class="more"><a class="button" href="${url}" hx-get="${url}" hx-select="#item-rows > tr"
    hx-target="#item-rows" hx-swap="beforeend" hx-select-oob="#more">${words.items.more}</a></p>`
}

function nothingYet(page: Page): Html {
  const w = page.words.items
  const may_edit = page.may('edit-items')
  return html`<section class="card empty">${icon('box')}
    <h2>${w.empty_title}</h2>
    <p>${may_edit ? w.empty_text : w.empty_for_cashier}</p>
    ${
      may_edit &&
      html`<div class="row"><a class="button primary" href="/items/import">${icon('upload')}<span>${w.to_import}</span></a>
      <a class="button" href="/items/new">${icon('plus')}<span>${w.add}</span></a></div>`
    }
  </section>`
}
