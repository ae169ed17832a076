import type { PayState } from '../../server/till/read-payment.ts'
import { money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { payKeys } from './pay-keys.ts'
import { acceptButton, amountField, referenceField, stickerForm } from './pay-means.ts'

/**
 * A code for the customer to scan, as large as the screen allows. The box never knows whether it was paid: the cashier
 * looks, and says so.
 */
export function qrisForm(page: Page, state: PayState): Html {
  const { till, owed, qris } = state
  const { request, merchant } = qris
  if (merchant === null) return stickerForm(page, state)
  if (!request) return askForm(page, state)
  const { words, locale } = page
  const w = words.pay.code
  const amount = moneyText(request.amount_minor, locale)
  const label = request.is_dynamic ? w.label(merchant, amount) : w.label_static(merchant)
  const again = JSON.stringify({ basket_id: till.basket_id, amount: request.amount_minor, original: 'yes' })
  return html`<div class="pay-form code-form">
    <figure><figcaption><b>${merchant}</b><span class="qr-amount">${money(request.amount_minor, locale)}</span></figcaption>
      ${qrSvg(request.payload, label)}
      ${!request.is_dynamic && html`<p class="notice waiting">${icon('warning')}<span>${w.types(amount)}</span></p>`}</figure>
    <form class="stack" hx-post="/sales" hx-target="#task" hx-swap="innerHTML">
      ${payKeys(state, state.method)}<input type="hidden" name="part" value="yes">
      <input type="hidden" name="given" value="${request.amount_minor}">
      <p class="wait">${icon('wait')}<b>${w.wait}</b></p>
      <button class="primary big" autofocus>${w.received} <kbd>Enter</kbd></button>
      ${referenceField(page, state, undefined, false)}
    </form>
    <div class="row">
      ${request.is_dynamic === 1 && html`<button type="button" hx-post="/till/qris" hx-vals="${again}" hx-target="#task" hx-swap="innerHTML">${w.original}</button>`}
      <button type="button" class="danger" hx-post="/till/qris/removal" hx-vals="${JSON.stringify({ basket_id: till.basket_id })}"
        hx-target="#task" hx-swap="innerHTML">${w.cancel}</button>
    </div>
    <details><summary>${w.other_amount}</summary>
      <form class="row" hx-post="/till/qris" hx-target="#task" hx-swap="innerHTML">
        <input type="hidden" name="basket_id" value="${till.basket_id}">
        ${amountField(page, owed.exact_minor, { name: 'amount' })}
        <button>${w.other_amount}</button></form></details>
  </div>`
}

/** Asks for a code; where one press could not, or the amount is to be another. */
function askForm(page: Page, { till, owed }: PayState): Html {
  return html`<form class="pay-form means-form stack" hx-post="/till/qris" hx-target="#task" hx-swap="innerHTML">
    <input type="hidden" name="basket_id" value="${till.basket_id}">
    ${amountField(page, owed.exact_minor, { name: 'amount' })}
    ${acceptButton('QRIS')}</form>`
}
