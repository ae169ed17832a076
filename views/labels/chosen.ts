import type { LabelGoods } from '../../server/labels/find-goods.ts'
import type { Printer } from '../../server/printing/find-printer.ts'
import { moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { DOTS_PER_MM, type LabelLayout, type LabelSize } from './label.ts'

/** Goods that were chosen, how many labels of each, and the other units they could be labelled by. */
interface Line {
  goods: LabelGoods
  units: LabelGoods[]
  copies: number
}

/** What will be printed, where, and how. */
export interface ChosenLabels {
  lines: Line[]
  layout: LabelLayout
  printer: Printer | undefined
  printers: Printer[]
  size: LabelSize | undefined
  /** What a search could not tell apart. */
  found: LabelGoods[]
  /** What nothing was found for. */
  missed: 'text' | 'many' | null
  /** Above so many somebody is asked whether they mean it; above the most nothing is printed. */
  many: number
  most: number
  is_sure: boolean
}

/** The labels as they will be, each with how many; above them what a search found, below them the button. */
export function chosenLabels(page: Page, chosen: ChosenLabels): Html {
  const w = page.words.labels
  const { lines, found, missed } = chosen
  return html`${missed && html`<p class="notice waiting" role="status">${icon('search')}<span>${w.missed[missed]}</span></p>`}
    ${found.length > 0 && foundGoods(page, found)}
    ${lines.length === 0 && found.length === 0 && html`<div class="empty">${icon('tag')}<h2>${w.empty_title}</h2><p>${w.empty_text}</p></div>`}
    <ul class="label-lines" data-rows>${lines.map((line) => chosenLine(page, chosen, line))}</ul>
    ${lines.length > 0 && printBar(page, chosen)}`
}

function foundGoods(page: Page, found: LabelGoods[]): Html {
  return html`<div class="found">${found.map(
    ({
      key,
      name,
      unit,
      price_minor
    }) => html`<button type="button" hx-get="/labels/goods?add=${key}" hx-include="#label-choices"
      hx-target="#chosen" hx-swap="innerMorph"><span>${name} <small>${unit}</small></span><b>${moneyText(price_minor, page.locale)}</b></button>`
  )}</div>`
}

function chosenLine(
  page: Page,
  { layout, printer, size }: ChosenLabels,
  { goods, units, copies }: Line
): Html {
  const { words, locale } = page
  const w = words.labels
  const { key, name, unit, price_minor } = goods
  const picture = new URLSearchParams({
    of: key,
    layout,
    printer_id: printer?.printer_id ?? '',
    at: String(price_minor)
  })
  return html`<li id="label-${key}">
    <div class="label-picture">${size && html`<img src="/labels/picture.png?${picture.toString()}" width="${size.width}" height="${size.height}" alt="${w.picture(name)}" loading="lazy">`}</div>
    <div class="label-what"><b>${name}</b>
      ${
        units.length > 1
          ? html`<select name="g" aria-label="${w.unit_of(name)}">${units.map(
              (one) =>
                html`<option value="${one.key}" ${one.key === key && 'selected'}>${one.unit} · ${moneyText(one.price_minor, locale)}</option>`
            )}</select>`
          : html`<input type="hidden" name="g" value="${key}"><small>${unit} · ${moneyText(price_minor, locale)}</small>`
      }</div>
    <div class="label-copies">
      <div class="stepper" data-stepper>
        <button type="button" data-step="-1" aria-label="${w.fewer(name)}">${icon('minus')}</button>
        <input class="number" name="n" value="${copies}" inputmode="numeric" autocomplete="off" maxlength="3" aria-label="${w.copies_of(name)}" data-fresh>
        <button type="button" data-step="1" aria-label="${w.more(name)}">${icon('plus')}</button></div>
      <button type="button" class="plain" data-drop-row aria-label="${w.drop(name)}">${icon('trash')}</button></div>
  </li>`
}

/** How many, on what, whether so many are meant, and the button. */
function printBar(page: Page, { lines, printer, layout, size, many, most, is_sure }: ChosenLabels): Html {
  const w = page.words.labels
  const labels = lines.reduce((sum, { copies }) => sum + copies, 0)
  if (labels > most)
    return html`<p class="notice refused" role="alert">${icon('warning')}<span>${w.too_many(labels, most)}</span></p>`
  const millimetres = size && w.size(size.width / DOTS_PER_MM, size.height / DOTS_PER_MM)
  return html`<div class="print-bar">
    <p class="hint">${w.layouts[layout]}${millimetres && ` · ${millimetres}`}${printer && ` · ${printer.name}`}</p>
    ${
      labels > many &&
      html`<label class="tick"><input type="checkbox" name="sure" value="yes" required ${is_sure && 'checked'}>
        <span><b>${w.sure(labels)}</b></span></label>`
    }
    <button class="primary big" data-key="F9">${icon('printer')}<span>${w.print(labels)}</span> <kbd>F9</kbd></button></div>`
}
