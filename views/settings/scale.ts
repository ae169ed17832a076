import type { Item } from '../../server/catalog/find-item.ts'
import type { LabelReading } from '../../server/catalog/read-scale-label.ts'
import { Refusal } from '../../server/refusal.ts'
import { type ScaleText, scaleRows, USUAL_LABELS } from '../../server/settings/read-scale-form.ts'
import type { ScaleLabel } from '../../server/settings/read-settings.ts'
import { backLink } from '../back.ts'
import { moneyText, quantity } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'

/** What became of a label that was tried. */
export type LabelTrial =
  | { result: 'empty' | 'no-label' | 'check-digit' }
  | { result: 'barcode'; name: string }
  | { result: 'read'; reading: LabelReading; item: Item | undefined }

type Row = ReturnType<typeof scaleRows>[number]

const EMPTY: Row = { prefix: '', plu_digits: '5', value_digits: '5', holds: 'weight', factor: '1' }

/** How the shop's scales print their labels, and a field to scan one. */
export function scalePage(
  page: Page,
  { text, saved, refusal }: { text: ScaleText; saved: boolean; refusal?: Refusal }
): Html {
  const w = page.words.goods.scale
  const rows = scaleRows(text)
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${saved && savedNotice(page)}
      <form class="card stack" id="scale-rows" method="post" action="/settings/scale" hx-post="/settings/scale" hx-target="#content"
        hx-select="#content" hx-swap="outerHTML" novalidate>
        <header><h2>${w.rows}</h2><p class="hint">${w.rules}</p></header>
        ${refusal && html`<div class="notice refused" role="alert">${icon('warning')}<p>${refusalSentence(page, refusal)}</p></div>`}
        ${formKeys(page)}
        <ul class="rows" data-rows>${rows.map((row) => labelRow(page, row))}${rows.length === 0 && labelRow(page, EMPTY)}</ul>
        <div class="row"><button type="button" data-add-row>${icon('plus')}<span>${w.add}</span></button>
          <button class="primary">${page.words.common.save}</button></div>
      </form>
      <div class="beside">
        ${tester(page)}
        ${usualLabels(page, rows)}
      </div>
    </main>`
  })
}

function labelRow({ words, locale }: Page, row: Row): Html {
  const w = words.goods.scale
  const cap = (10 ** Number(row.value_digits) - 1) * Number(row.factor)
  const number = (name: 'plu_digits' | 'value_digits', label: string, hint?: string) =>
    field(
      label,
      html`<input name="${name}" class="number" inputmode="numeric" maxlength="1" value="${row[name]}">`,
      hint
    )
  return html`<li class="label-row">
    ${field(w.prefix, html`<input name="prefix" class="number" inputmode="numeric" maxlength="4" value="${row.prefix}" autocomplete="off">`)}
    ${number('plu_digits', w.plu_digits)}
    ${number('value_digits', w.value_digits)}
    ${field(
      w.holds,
      html`<select name="holds">${Object.entries(w.holdings).map(([value, label]) => html`<option value="${value}" ${value === row.holds ? 'selected' : ''}>${label}</option>`)}</select>`,
      row.holds === 'price' ? w.cap(moneyText(cap, locale)) : undefined
    )}
    ${field(
      w.factor,
      html`<select name="factor">${['1', '10', '100', '1000'].map((value) => html`<option ${value === row.factor ? 'selected' : ''}>${value}</option>`)}</select>`
    )}
    <button type="button" class="plain" data-drop-row aria-label="${w.remove}">${icon('trash')}</button>
  </li>`
}

function tester(page: Page): Html {
  const w = page.words.goods.scale
  return html`<section class="card stack">
    <header><h2>${w.tester}</h2><p class="hint">${w.tester_text}</p></header>
    <input id="trial" name="text" inputmode="numeric" maxlength="40" autocomplete="off" aria-label="${w.tester}">
    <div id="label-reading" class="stack" aria-live="polite" hx-get="/settings/scale/reading" hx-include="#trial, #scale-rows" hx-swap="innerHTML"
      hx-trigger="input from:#trial delay:200ms, change from:#scale-rows">${labelReading(page, { result: 'empty' })}</div>
  </section>`
}

/** What a label says, or why it says nothing. */
export function labelReading(page: Page, trial: LabelTrial | Refusal): Html {
  const w = page.words.goods.scale
  if (trial instanceof Refusal) return trouble(refusalSentence(page, trial))
  switch (trial.result) {
    case 'empty':
      return html`<p class="hint">${w.tester_empty}</p>`
    case 'no-label':
      return trouble(w.not_label)
    case 'check-digit':
      return trouble(w.check_digit)
    case 'barcode':
      return html`<div class="notice">${icon('box')}<p>${w.is_barcode(trial.name)}</p></div>`
    case 'read':
      return html`<p class="reads">${w.reads(trial.reading.plu, valueText(page, trial.reading, trial.item))}</p>
        ${trial.item ? html`<div class="notice">${icon('check')}<p>${w.is_item(trial.item.name)}</p></div>` : trouble(w.no_item)}`
  }
}

function valueText({ locale }: Page, reading: LabelReading, item: Item | undefined): string {
  if (reading.holds === 'price') return moneyText(reading.total_minor, locale)
  const unit = item?.unit ?? (reading.holds === 'weight' ? 'kg' : '')
  return `${quantity(reading.quantity_milli, locale)} ${unit}`.trim()
}

function usualLabels(page: Page, rows: Row[]): Html {
  const w = page.words.goods.scale
  return html`<section class="card stack"><h2>${w.offers}</h2>
    <ul class="usual">${USUAL_LABELS.map((label) => {
      const { prefix } = label
      return html`<li class="head"><span>${labelName(page, label)}</span>${
        rows.some((row) => row.prefix === prefix)
          ? html`<span class="tag good">${w.taken}</span>`
          : html`<form method="post" action="/settings/scale/usual" hx-post="/settings/scale/usual" hx-swap="none">${formKeys(page)}
              <input type="hidden" name="prefix" value="${prefix}"><button>${w.take}</button></form>`
      }</li>`
    })}</ul></section>`
}

function labelName({ words }: Page, { prefix, plu_digits, value_digits, holds, factor }: ScaleLabel): string {
  const w = words.goods.scale
  const name = w.offer(prefix, plu_digits, value_digits, w.holdings[holds])
  return factor === 1 ? name : `${name} × ${factor}`
}

function trouble(sentence: string): Html {
  return html`<div class="notice refused">${icon('warning')}<p>${sentence}</p></div>`
}
