import type { Printer } from '../../server/printing/find-printer.ts'
import type { TicketCategory, TicketPlace } from '../../server/printing/tickets.ts'
import { backLink } from '../back.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'

interface Grid {
  categories: TicketCategory[]
  printers: Printer[]
  places: TicketPlace[]
}

/** Which printer is told of what is sold of which category: a box to tick for each. */
export function ticketsPage(page: Page, grid: Grid, { saved }: { saved: boolean }): Html {
  const w = page.words.tickets
  return layout(page, {
    title: w.title,
    place: 'printers',
    content: html`<main id="content" class="page">
      ${backLink('/printers', w.back)}
      <div><h1>${w.title}</h1><p class="hint">${w.text}</p></div>
      ${saved && savedNotice(page)}
      ${ticketGrid(page, grid)}
    </main>`
  })
}

function ticketGrid(page: Page, grid: Grid): Html {
  const { tickets: w, printer } = page.words
  if (grid.printers.length === 0)
    return nothing({
      picture: 'printer',
      title: w.none_printers_title,
      text: w.none_printers,
      href: '/printers/new',
      action: printer.add
    })
  if (grid.categories.length === 0)
    return nothing({
      picture: 'tag',
      title: w.none_categories_title,
      text: w.none_categories,
      href: '/items',
      action: w.to_items
    })
  return gridForm(page, grid)
}

function nothing({
  picture,
  title,
  text,
  href,
  action
}: {
  picture: IconName
  title: string
  text: string
  href: string
  action: string
}): Html {
  return html`<section class="card empty">${icon(picture)}<h2>${title}</h2><p>${text}</p>
    <a class="button primary" href="${href}">${action}</a></section>`
}

function gridForm(page: Page, { categories, printers, places }: Grid): Html {
  const { tickets: w, common } = page.words
  const ticked = new Set(places.map(({ category_id, printer_id }) => `${category_id}:${printer_id}`))
  const box = (category: TicketCategory, printer: Printer): Html => {
    const cell = `${category.category_id}:${printer.printer_id}`
    return html`<td data-label="${printer.name}"><label><input type="checkbox" name="cell" value="${cell}"
      ${ticked.has(cell) ? 'checked' : ''} aria-label="${category.name}, ${printer.name}"></label></td>`
  }
  return html`<form class="stack" method="post" action="/printers/tickets" hx-post="/printers/tickets" hx-swap="none">
    ${formKeys(page)}
    <div class="table"><table class="cards ticket-grid">
      <thead><tr><th>${w.category}</th>${printers.map(({ name }) => html`<th>${name}</th>`)}</tr></thead>
      <tbody>${categories.map(
        (category) =>
          html`<tr><th scope="row">${category.name}</th>${printers.map((printer) => box(category, printer))}</tr>`
      )}</tbody></table></div>
    <p class="hint">${w.uncategorised}</p>
    <div class="actions"><button class="primary">${common.save}</button></div></form>`
}
