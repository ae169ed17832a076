import type { Import } from '../../server/catalog/find-imports.ts'
import { backLink } from '../back.ts'
import { dayAndTime, figure } from '../format.ts'
import { formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** Where a list is chosen, and what was imported before. */
export function importStartPage(page: Page, imports: Import[]): Html {
  const w = page.words.items.import
  return layout(page, {
    title: w.title,
    place: 'items',
    content: html`<main id="content" class="page">
      ${backLink('/items', page.words.items.title)}
      <h1>${w.title}</h1>
      ${upload(page)}
      <section class="stack"><h2>${w.past}</h2>
        ${imports.length === 0 ? html`<p class="hint">${w.no_past}</p>` : past(page, imports)}</section>
    </main>`
  })
}

// A plain form: the browser itself shows how far a large file has come, and the field takes what is dropped on it.
function upload(page: Page): Html {
  const w = page.words.items.import
  return html`<form class="card stack" method="post" action="/items/import" enctype="multipart/form-data">
    ${formKeys(page)}
    <p>${w.text}</p>
    <label class="field"><span>${w.file}</span>
      <input class="drop" type="file" name="file" accept=".csv,.tsv,.txt,text/csv,text/plain" required>
      <small>${w.file_hint}</small></label>
    <p class="hint">${w.columns_hint}</p>
    <div class="actions"><a class="button" href="/items">${page.words.common.back}</a>
      <button class="primary">${icon('search')}<span>${w.check}</span></button></div>
  </form>`
}

function past(page: Page, imports: Import[]): Html {
  const w = page.words.items.import
  return html`<div class="table"><table class="cards past">
    <thead><tr><th>${w.file}</th><th>${w.when}</th><th>${w.who}</th><th class="number">${w.added}</th>
      <th class="number">${w.changed}</th><th class="number">${w.refused}</th><th>${w.undo}</th></tr></thead>
    <tbody>${imports.map((one) => pastRow(page, one))}</tbody>
  </table></div>`
}

function pastRow(page: Page, one: Import): Html {
  const { words, locale, zone } = page
  const w = words.items.import
  const count = (label: string, amount: number | null) =>
    html`<td class="number" data-label="${label}">${figure(amount ?? 0, locale)}</td>`
  return html`<tr>
    <td class="item-name"><a href="/items/import/${one.import_id}">${one.file_name}</a></td>
    <td>${one.committed_at && dayAndTime(one.committed_at, locale, zone)}</td>
    <td data-label="${w.who}">${one.staff_name ?? w.by_technician}</td>
    ${count(w.added, one.added)}${count(w.changed, one.changed)}${count(w.refused, one.refused)}
    <td>${
      one.undone_at
        ? html`<span class="tag">${w.undone_at(dayAndTime(one.undone_at, locale, zone))}</span>`
        : postButton(page, `/items/import/${one.import_id}/undoing`, w.undo, '')
    }</td>
  </tr>`
}
