import type { Import } from '../../server/catalog/find-imports.ts'
import { countFates, type PlannedRow } from '../../server/catalog/plan-import.ts'
import { FIELDS, type Field, type Mapping } from '../../server/catalog/price-list/faults.ts'
import { REQUIRED_FIELDS } from '../../server/catalog/price-list/guess-columns.ts'
import type { PriceList } from '../../server/catalog/price-list/read-price-list.ts'
import { backLink } from '../back.ts'
import { figure } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { figures } from './import-done.ts'
import { importRow } from './import-row.ts'

export interface Preview extends Import {
  list: PriceList
  rows: PlannedRow[]
  show: 'all' | 'faulty'
  /** The part of the rows that is shown, and where the next begins. */
  shown: PlannedRow[]
  next: number | null
}

/** What a list would do, row by row; nothing has happened yet. */
export function importPreviewPage(page: Page, preview: Preview): Html {
  const w = page.words.items.import
  const { list, rows } = preview
  const needs = list.missing_fields.map((field) => page.words.items.fields[field])
  return layout(page, {
    title: w.title,
    place: 'items',
    content: html`<main id="content" class="page">
      ${backLink('/items/import', w.other_file)}
      <header><h1>${preview.file_name}</h1>
        <p class="hint">${w.read_as(list.encoding.toUpperCase(), w.delimiters[list.delimiter])}</p></header>
      <p id="reading" class="busy htmx-indicator" role="status">${icon('wait')}<span>${w.reading}</span></p>
      <div id="preview" class="stack">
        ${columnsForm(page, preview)}
        ${
          needs.length > 0
            ? html`<div class="notice waiting">${icon('warning')}<p>${w.needed(needs.join(', '))}</p></div>`
            : [
                counts(page, rows),
                html`<p class="hint">${w.rules}</p>`,
                commitForm(page, preview),
                rowTable(page, preview)
              ]
        }
      </div>
    </main>`
  })
}

function columnsForm(page: Page, { import_id, list, show }: Preview): Html {
  const { words } = page
  const w = words.items.import
  const url = `/items/import/${import_id}`
  return html`<details class="card columns-card" ${list.missing_fields.length > 0 ? 'open' : ''}>
    <summary>${icon('right')}<h2>${w.columns}</h2></summary>
    <form class="stack" method="get" action="${url}" hx-get="${url}" hx-trigger="change" hx-target="#preview"
      hx-select="#preview" hx-swap="outerHTML" hx-indicator="#reading">
      <p class="hint">${w.columns_text}</p>
      <input type="hidden" name="show" value="${show}">
      <div class="mapping">${FIELDS.map((field) => columnChoice(page, field, list))}</div>
      <noscript><button>${w.read_again}</button></noscript>
    </form>
  </details>`
}

function columnChoice({ words }: Page, field: Field, { header, mapping }: PriceList): Html {
  const w = words.items
  const is_needed = REQUIRED_FIELDS.some((needed) => needed === field)
  const chosen = mapping[field]
  return html`<label class="field"><span>${w.fields[field]}${is_needed && ' *'}</span>
    <select name="column_${field}">
      <option value="">${w.import.not_in_file}</option>
      ${header.map(
        (heading, column) =>
          html`<option value="${column}" ${column === chosen ? 'selected' : ''}>${w.import.column(letters(column), heading)}</option>`
      )}
    </select></label>`
}

/** A column's name as a spreadsheet shows it: A, B, …, Z, AA. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

function counts(page: Page, rows: PlannedRow[]): Html {
  const w = page.words.items.import
  const fates = countFates(rows)
  const warned = rows.filter(
    ({ fate, faults }) => fate !== 'refused' && fate !== 'empty' && faults.length > 0
  )
  const good = rows.length - warned.length - fates.refused - fates.empty
  return figures(page, [
    [w.good, good],
    [w.warned, warned.length],
    [w.refused, fates.refused],
    [w.empty, fates.empty]
  ])
}

function commitForm(page: Page, { import_id, list, rows }: Preview): Html {
  const { words, locale } = page
  const w = words.items.import
  const fates = countFates(rows)
  const count = fates.new + fates.changed
  const url = `/items/import/${import_id}/commit`
  return html`<form class="card commit" method="post" action="${url}" hx-post="${url}" hx-swap="none"
    hx-indicator="#importing" hx-disable="find button">
    ${formKeys(page)}${columnFields(list.mapping)}
    <div class="actions">
      <p id="importing" class="busy htmx-indicator" role="status">${icon('wait')}<span>${w.importing}</span></p>
      ${
        count === 0
          ? html`<p><b>${w.nothing_to_do}</b></p>`
          : html`<p>${w.commit_summary(figure(fates.new, locale), figure(fates.changed, locale))}</p>
      <button class="primary big">${icon('check')}<span>${w.commit(figure(count, locale))}</span></button>`
      }
    </div>
  </form>`
}

/** The chosen columns as a form carries them; a field in no column is said to be in none. */
function columnFields(mapping: Mapping): Html[] {
  return FIELDS.map(
    (field) => html`<input type="hidden" name="column_${field}" value="${mapping[field] ?? ''}">`
  )
}

function rowTable(page: Page, preview: Preview): Html {
  const w = page.words.items
  const { show, shown, next } = preview
  return html`<section class="stack" id="rows">
    <header class="head"><h2>${w.import.rows}</h2>
      <nav class="row" aria-label="${w.import.rows}">
        ${showLink(preview, 'faulty', w.import.show_faulty)}${showLink(preview, 'all', w.import.show_all)}
      </nav></header>
    ${
      shown.length === 0
        ? html`<p class="card">${show === 'faulty' ? w.import.no_faulty : w.nothing_title}</p>`
        : html`<div class="table"><table class="cards list-rows">
      <thead><tr><th class="number">${w.import.line}</th><th>${w.fields.name}</th><th>${w.fields.code}</th>
        <th class="number">${w.fields.price}</th><th class="number">${w.fields.stock}</th><th>${w.import.remarks}</th></tr></thead>
      <tbody id="list-rows">${shown.map((row) => importRow(page, row))}</tbody>
    </table></div>`
    }
    ${more(page, preview, next)}
  </section>`
}

function showLink(preview: Preview, show: 'all' | 'faulty', label: string): Html {
  const url = addressOf(preview, { show })
  return html`<a class="button" href="${url}" hx-get="${url}" hx-target="#rows" hx-select="#rows" hx-swap="outerHTML"
    hx-indicator="#reading" ${preview.show === show ? html`aria-current="true"` : ''}>${label}</a>`
}

function more({ words }: Page, preview: Preview, next: number | null): Html {
  if (next === null) return html`<p id="more" hidden></p>`
  const url = addressOf(preview, { show: preview.show, from: String(next) })
  return html`<p id="more" class="more"><a class="button" href="${url}" hx-get="${url}" hx-select="#list-rows > tr"
    hx-target="#list-rows" hx-swap="beforeend" hx-select-oob="#more" hx-indicator="#reading">${words.items.more}</a></p>`
}

function addressOf({ import_id, list }: Preview, query: Record<string, string>): string {
  const columns = FIELDS.map((field) => [`column_${field}`, String(list.mapping[field] ?? '')])
  return `/items/import/${import_id}?${new URLSearchParams([...columns, ...Object.entries(query)] as [string, string][])}`
}
