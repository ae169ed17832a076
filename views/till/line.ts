import type { PricedLine } from '../../server/pricing/basket.ts'
import { moneyText, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { keypad } from '../sign-in.ts'

/** How many of one line: by keys or by touch, and out of the basket altogether. */
export function line(page: Page, row: PricedLine): Html {
  const w = page.words.till.line
  const { locale, words } = page
  return html`<form class="task stack" hx-post="/till/lines/${row.line_no}" hx-target="#slip" hx-swap="outerMorph" data-task>
    <header class="head"><h2>${row.name}</h2>
      <button type="button" data-leave data-key="Escape">${icon('close')}<span>${words.common.close}</span> <kbd>Esc</kbd></button></header>
    <p class="hint">${w.each(moneyText(row.price_minor, locale), row.unit)}</p>
    <label class="field"><span>${w.quantity}</span>
      <input class="number" name="quantity" inputmode="none" autocomplete="off" maxlength="12" required
        value="${quantity(row.quantity_milli, locale)}" data-fresh autofocus></label>
    ${keypad(words.sign_in.digit_delete, ',')}
    <button class="primary big">${w.set} <kbd>Enter</kbd></button>
    <button class="danger" name="remove" value="yes" formnovalidate data-key="Delete">${icon('trash')}<span>${w.remove}</span> <kbd>Del</kbd></button>
  </form>`
}
