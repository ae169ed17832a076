import type { PayState } from '../../server/till/read-payment.ts'
import { figure, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { methodName } from '../tenders/method-name.ts'
import { payKeys } from './pay-keys.ts'

/** A card, a wallet, a transfer: the rest of what is owed, or a part, and what the other side called it. */
export function meansForm(page: Page, state: PayState): Html {
  const { words } = page
  const w = words.pay
  const { kind } = state.method
  return html`<form class="pay-form means-form stack" hx-post="/sales" hx-target="#task" hx-swap="innerHTML">
    ${payKeys(state, state.method)}<input type="hidden" name="part" value="yes">
    <p class="hint look">${icon('warning')}<span>${kind === 'card' ? w.look_card : w.look_transfer}</span></p>
    ${referenceField(page, state, kind === 'card' ? w.reference_card : w.reference_transfer)}
    ${amountField(page, state.owed.exact_minor)}
    ${acceptButton(w.accept_means(methodName(words, state.method)))}
  </form>`
}

/** The printed sticker, where the shop's code is not in the box. */
export function stickerForm(page: Page, state: PayState): Html {
  const { words, locale } = page
  const w = words.pay.code
  return html`<form class="pay-form means-form stack" hx-post="/sales" hx-target="#task" hx-swap="innerHTML">
    ${payKeys(state, state.method)}<input type="hidden" name="part" value="yes">
    <p>${w.sticker}</p>
    <p class="qr-amount">${money(state.owed.exact_minor, locale)}</p>
    <p class="hint">${page.may('edit-settings') ? html`<a href="/settings/qris">${w.set_up}</a>` : w.set_up}</p>
    ${referenceField(page, state)}
    ${amountField(page, state.owed.exact_minor)}
    <p class="wait">${icon('wait')}<b>${w.wait}</b></p>
    ${acceptButton(w.received)}
  </form>`
}

/** How much: what is owed unless something else is typed. */
export function amountField(
  { words, locale }: Page,
  amount: number,
  { label = words.pay.amount, name = 'given' } = {}
): Html {
  return html`<label class="field"><span>${label}</span>
    <input class="number amount" name="${name}" inputmode="numeric" autocomplete="off" maxlength="15" data-money data-fresh
      value="${amount > 0 ? figure(amount, locale) : ''}"></label>`
}

/** What the other side calls the payment; a scanner may read it. */
export function referenceField(
  { words }: Page,
  { method }: PayState,
  label = words.pay.reference,
  has_focus = true
): Html {
  const needed = method.needs_reference === 1
  return html`<label class="field"><span>${needed ? label : words.pay.reference_optional}</span>
    <input name="reference" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60"
      ${needed && 'required'} data-takes-scans ${(has_focus || needed) && 'autofocus'}></label>`
}

export function acceptButton(label: string): Html {
  return html`<div class="accept"><button class="primary big">${label} <kbd>Enter</kbd></button></div>`
}
