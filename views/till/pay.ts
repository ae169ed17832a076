import { quickAmounts } from '../../server/sales/quick-amounts.ts'
import type { TillState } from '../../server/sales/read-till.ts'
import { newId } from '../../server/values/id.ts'
import { figure, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { keypad } from '../sign-in.ts'

/** Where the cashier takes the money. Its id is minted here, so however often it is sent it is one sale. */
export function pay(page: Page, { basket_id, basket: { total_minor } }: TillState): Html {
  const { words, locale } = page
  const w = words.pay
  return html`<form class="task pay-task" hx-post="/sales" hx-target="#task" hx-swap="innerHTML" data-task
      data-total="${total_minor}">
    <input type="hidden" name="request_id" value="${newId()}">
    <input type="hidden" name="basket_id" value="${basket_id}">
    <input type="hidden" name="total" value="${total_minor}">
    <header class="head"><h2>${w.title}</h2>
      <button type="button" data-leave data-key="Escape">${icon('left')}<span>${w.back}</span> <kbd>Esc</kbd></button></header>
    <div class="stack">
      <p class="owed"><span>${w.owed}</span><output>${money(total_minor, locale)}</output></p>
      <div class="quick" role="group" aria-label="${w.quick}">${quickAmounts(total_minor).map((amount, at) => quick(page, amount, at))}</div>
      <label class="field"><span>${w.given}</span>
        <input class="number amount" name="given" inputmode="none" autocomplete="off" maxlength="15" data-money autofocus></label>
      <p class="preview" aria-live="polite" data-preview data-short="${w.short}" data-change="${w.change}"><span>${w.change}</span><output>–</output></p>
    </div>
    ${keypad(words.sign_in.digit_delete, '000')}
    <button class="primary big accept">${w.accept} <kbd>Enter</kbd></button>
  </form>`
}

/** One press takes exactly this much: the script writes it into the field and sends the form. */
function quick({ words, locale }: Page, amount: number, at: number): Html {
  const label = at === 0 ? html`<span>${words.pay.exact}</span> <kbd>F10</kbd>` : figure(amount, locale)
  return html`<button type="button" data-amount="${amount}" ${at === 0 ? html`data-key="F10"` : ''}>${label}</button>`
}
