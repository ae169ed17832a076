import type { LabelRun } from '../../server/labels/find-runs.ts'
import type { Printer } from '../../server/printing/find-printer.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { type ChosenLabels, chosenLabels } from './chosen.ts'

interface Around {
  categories: { category_id: string; name: string }[]
  /** What was printed before, the newest first. */
  runs: LabelRun[]
  /** How many goods cost something else now than their last label says. */
  outdated: number
}

/** Price tags and stickers: goods are scanned or searched onto a list, each is seen as it will be, and printed. */
export function labelsPage(page: Page, chosen: ChosenLabels, around: Around): Html {
  const { words } = page
  const w = words.labels
  return layout(page, {
    title: w.title,
    place: 'items',
    content: html`<main id="content" class="page">
      ${backLink('/items', words.items.title)}
      <header class="head"><div><h1>${w.title}</h1><p class="hint">${w.text}</p></div></header>
      ${
        chosen.printers.length === 0
          ? noPrinter(page)
          : html`${around.outdated > 0 && outdatedNotice(page, around.outdated)}
      <div class="labels-beside">
        <div class="stack">
          <section class="card stack">${searchForm(page)}${manyAtOnce(page, around)}</section>
          <form class="stack" id="label-form" method="post" action="/labels" hx-post="/labels" hx-swap="none">
            ${formKeys(page)}
            <div id="label-choices" class="stack">
              ${howAndWhere(page, chosen)}
              <section class="card stack"><h2>${w.chosen}</h2>
                <div id="chosen" class="stack" aria-live="polite" hx-get="/labels/goods" hx-include="#label-choices"
                  hx-trigger="change from:#label-choices" hx-sync="this:replace" hx-swap="innerMorph">${chosenLabels(page, chosen)}</div>
              </section>
            </div>
          </form>
        </div>
        ${earlier(page, around.runs)}
      </div>`
      }
    </main>`
  })
}

function noPrinter({ words, may }: Page): Html {
  const w = words.labels
  return html`<section class="card empty">${icon('printer')}<h2>${words.printer.empty_title}</h2><p>${w.no_printer}</p>
    ${may('edit-printers') && html`<a class="button primary" href="/printers/new">${words.printer.add}</a>`}</section>`
}

function outdatedNotice({ words: { labels: w } }: Page, count: number): Html {
  return html`<div class="notice waiting" role="status">${icon('tag')}<p>${w.outdated(count)}</p>
    <button type="button" hx-get="/labels/goods?add=outdated" hx-include="#label-choices" hx-target="#chosen"
      hx-swap="innerMorph">${w.outdated_action}</button></div>`
}

function searchForm({ words }: Page): Html {
  const w = words.labels
  return html`<form class="find" role="search" hx-get="/labels/goods" hx-include="#label-choices" hx-target="#chosen" hx-swap="innerMorph">
    <label class="field"><span>${w.search}</span>
      <input name="text" autocomplete="off" maxlength="120" placeholder="${w.search_hint}" enterkeyhint="search" data-cleared autofocus></label>
    <button>${icon('plus')}<span>${words.till.add}</span></button></form>`
}

/** A whole category, or whatever has changed since a day. */
function manyAtOnce({ words }: Page, { categories }: Around): Html {
  const w = words.labels
  return html`<details class="many" data-fold><summary>${w.many_at_once}</summary>
    <div class="stack">
      ${
        categories.length > 0 &&
        html`<form class="find" hx-get="/labels/goods?add=category" hx-include="#label-choices" hx-target="#chosen" hx-swap="innerMorph">
        ${field(words.items.category, html`<select name="category" required><option value="">${w.choose_category}</option>${categories.map(({ category_id, name }) => html`<option value="${category_id}">${name}</option>`)}</select>`)}
        <button>${icon('plus')}<span>${words.till.add}</span></button></form>`
      }
      <form class="find" hx-get="/labels/goods?add=since" hx-include="#label-choices" hx-target="#chosen" hx-swap="innerMorph">
        ${field(w.changed_since, html`<input type="date" name="since" required>`)}
        <button>${icon('plus')}<span>${words.till.add}</span></button></form>
    </div></details>`
}

function howAndWhere({ words }: Page, { layout: chosen, printer, printers }: ChosenLabels): Html {
  const w = words.labels
  return html`<section class="card stack">
    <fieldset><legend>${w.layout}</legend><div class="choices two">${(['shelf', 'sticker'] as const).map(
      (
        one
      ) => html`<label class="choice"><input type="radio" name="layout" value="${one}" ${one === chosen && 'checked'}>
        <span><b>${w.layouts[one]}</b><small>${w.layout_texts[one]}</small></span></label>`
    )}</div></fieldset>
    ${field(
      w.printer,
      html`<select name="printer_id">${printers.map(
        (one) =>
          html`<option value="${one.printer_id}" ${one.printer_id === printer?.printer_id && 'selected'}>${one.name} · ${paper(w, one)}</option>`
      )}</select>`
    )}</section>`
}

function paper(w: Page['words']['labels'], printer: Printer): string {
  if (printer.language === 'escpos') return w.receipt_paper(printer.columns === 32 ? 58 : 80)
  return w.size(printer.label_width_mm, printer.label_height_mm)
}

function earlier(page: Page, runs: LabelRun[]): Html {
  const { words, locale, zone } = page
  const w = words.labels
  return html`<section class="card stack"><h2>${w.earlier}</h2>
    ${
      runs.length === 0
        ? html`<p class="hint">${w.earlier_none}</p>`
        : html`<ul class="label-runs">${runs.map(
            (
              run
            ) => html`<li><a href="/labels/${run.run_id}"><b>${w.run(run.labels ?? 0, w.layouts[run.layout])}</b>
              <span>${run.first}${(run.goods ?? 1) > 1 && ` ${w.and_more((run.goods ?? 1) - 1)}`}</span>
              <small>${dayAndTime(run.asked_at, locale, zone)} · ${run.staff_name}</small></a></li>`
          )}</ul>`
    }</section>`
}
