import { quickAmounts } from '../../server/till/quick-amounts.ts'
import type { PayState } from '../../server/till/read-payment.ts'
import { minor } from '../../server/values/money.ts'
import { figure } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { keypad } from '../sign-in.ts'
import { type PayMoment, payKeys } from './pay-keys.ts'

/** As many as stand in two rows; people hand over the smaller ones anyway. */
const MOST_QUICK = 6

/** Cash: one press for the notes people hand over, or typed. Too little is a part of it only if the cashier says so. */
export function cashForm(page: Page, state: PayState, { given = '', short }: PayMoment): Html {
  const { words } = page
  const w = words.pay
  const { cash_minor } = state.owed
  return html`<form class="pay-form cash-form" hx-post="/sales" hx-target="#task" hx-swap="innerHTML" data-total="${cash_minor}">
    ${payKeys(state, state.method)}
    <div class="stack">
      <div class="quick" role="group" aria-label="${w.quick}">${quickAmounts(minor(cash_minor))
        .slice(0, MOST_QUICK)
        .map((amount, at) => quick(page, amount, at))}</div>
      <label class="field"><span>${w.given}</span>
        <input class="number amount" name="given" inputmode="none" autocomplete="off" maxlength="15" data-money
          value="${given}" ${short && html`aria-invalid="true" data-fresh`} autofocus></label>
      <p class="preview" aria-live="polite" data-preview data-short="${w.short}" data-change="${w.change}"><span>${w.change}</span><output>–</output></p>
    </div>
    ${keypad(words.sign_in.digit_delete, '000')}
    <div class="accept">
      <button class="primary big">${w.accept} <kbd>Enter</kbd></button>
      <button class="big part" name="part" value="yes" data-key="F8" title="${w.part_hint}">${w.part} <kbd>F8</kbd></button>
    </div>
  </form>`
}

/** One press takes exactly this much: the script writes it into the field and sends the form. */
function quick({ words, locale }: Page, amount: number, at: number): Html {
  const label = at === 0 ? html`<span>${words.pay.exact}</span> <kbd>F10</kbd>` : figure(amount, locale)
  return html`<button type="button" data-amount="${amount}" ${at === 0 ? html`data-key="F10"` : ''}>${label}</button>`
}
