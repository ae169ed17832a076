import type { Item } from '../../server/catalog/find-item.ts'
import type { Unit } from '../../server/catalog/find-units.ts'
import type { PricedLine } from '../../server/pricing/basket.ts'
import type { Milli } from '../../server/values/quantity.ts'
import { figure, moneyText, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { reasonSentence } from '../pricing/reasons.ts'
import { keypad } from '../sign-in.ts'

/** How many of one line and by which unit, by keys or by touch; or out of the basket altogether. */
export function linePanel(page: Page, row: PricedLine, units: Unit[]): Html {
  const { words, locale } = page
  const w = words.till.line
  const is_fixed = row.fixed !== null
  return html`<form class="task stack line-task" hx-post="/till/lines/${row.line_no}" hx-target="#slip" hx-swap="outerMorph" data-task>
    ${taskHead(page, row.name)}
    ${lineTabs(page, row, 'quantity')}
    <div class="each"><p class="hint">${is_fixed ? words.basket.line.fixed : w.each(moneyText(row.price_minor, locale), row.unit)}</p>${whyThisPrice(page, row)}</div>
    ${is_fixed ? html`<input type="hidden" name="quantity" value="0">` : quantityField(page, row.quantity_milli)}
    ${is_fixed ? '' : html`<button class="primary big">${w.set} <kbd>Enter</kbd></button>`}
    ${is_fixed || units.length < 2 ? '' : unitButtons(page, row, units)}
    <button class="danger" name="remove" value="yes" formnovalidate data-key="Delete">${icon('trash')}<span>${w.remove}</span> <kbd>Del</kbd></button>
  </form>`
}

/** How much of goods that are weighed or measured goes into the basket. */
export function goodsPanel(page: Page, item: Item, typed: Milli | null): Html {
  const { words, locale } = page
  return html`<form class="task stack line-task" hx-post="/till/lines" hx-target="#slip" hx-swap="outerMorph" data-task>
    <input type="hidden" name="item_id" value="${item.item_id}">
    ${taskHead(page, item.name)}
    <p class="hint">${words.till.line.each(moneyText(item.price_minor, locale), item.unit)}</p>
    ${quantityField(page, typed)}
    <button class="primary big">${words.basket.line.add} <kbd>Enter</kbd></button>
  </form>`
}

/** A task's name, and the way back. */
export function taskHead({ words }: Page, title: string): Html {
  return html`<header class="head"><h2>${title}</h2>
    <button type="button" data-leave data-key="Escape">${icon('close')}<span>${words.common.close}</span> <kbd>Esc</kbd></button></header>`
}

/** What can be said of a line: how much, what is taken off, another price. Each key stands on the tab it opens. */
export function lineTabs(page: Page, row: PricedLine, here: 'quantity' | 'discount' | 'price'): Html {
  const { tabs } = page.words.basket.line
  const keys = {
    quantity: here === 'price' ? 'F4' : null,
    discount: 'F6',
    price: here === 'price' ? null : 'F4'
  }
  const names = (['quantity', 'discount', 'price'] as const).filter((name) => name !== 'price' || !row.fixed)
  return html`<div class="tabs" role="group" aria-label="${row.name}">${names.map((name) => {
    const key = name === here ? null : keys[name]
    return html`<button type="button" hx-get="/till/line?line=${row.line_no}&amp;of=${name}" hx-target="#task"
      hx-swap="innerHTML" ${name === here ? html`aria-pressed="true"` : ''} ${key ? html`data-key="${key}"` : ''}>${tabs[name]}${key ? html` <kbd>${key}</kbd>` : ''}</button>`
  })}</div>`
}

function quantityField({ words, locale }: Page, value: Milli | null): Html {
  return html`<label class="field"><span>${words.till.line.quantity}</span>
      <input class="number" name="quantity" inputmode="none" autocomplete="off" maxlength="12" required
        value="${value === null ? '' : quantity(value, locale)}" data-fresh autofocus></label>
    ${keypad(words.sign_in.digit_delete, ',')}`
}

/** One press sells so many of the typed quantity by this unit. */
function unitButtons({ words, locale }: Page, row: PricedLine, units: Unit[]): Html {
  return html`<div class="units" role="group" aria-label="${words.basket.line.sold_by}">${units.map(
    (
      unit
    ) => html`<button name="unit" value="${unit.unit_id ?? ''}" ${unit.unit_id === row.unit_id ? html`aria-pressed="true"` : ''}>
      <span>${unit.name}</span> <b>${figure(unit.price_minor, locale)}</b></button>`
  )}</div>`
}

function whyThisPrice(page: Page, { reasons, unit }: PricedLine): Html | null {
  if (reasons.length === 0) return null
  return html`<details class="why"><summary>${page.words.basket.line.why}</summary>
    <ol>${reasons.map((reason) => html`<li>${reasonSentence(page.words, page.locale, reason, unit)}</li>`)}</ol></details>`
}
