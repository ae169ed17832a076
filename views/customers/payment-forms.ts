import type { Drawer } from '../../server/shifts/find-shift.ts'
import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import type { WholePayment } from '../../server/tenders/find-payment.ts'
import type { PaymentKind } from '../../server/tenders/tables.ts'
import { newId } from '../../server/values/id.ts'
import type { Minor } from '../../server/values/money.ts'
import { moneyText } from '../format.ts'
import { amountInput, field, formKeys, meansSelect, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** What a till needs to know before it takes money. */
export interface Till {
  drawer: Drawer
  /** What the shop takes besides sales. */
  methods: TenderMethod[]
}

export interface Owing {
  customer_id: string
  debt_minor: Minor
  /** The debt as coins can make it. */
  whole_cash_minor: Minor
  deposit_minor: Minor
}

/** Where a debt is paid. */
export function debtPayment(page: Page, till: Till, owing: Owing): Html | null {
  const w = page.words.customers.payment
  if (owing.debt_minor <= 0 || !page.may('take-payments')) return null
  return paymentForm(page, till, owing, {
    kind: 'debt',
    title: w.take,
    action: w.take_action,
    extra: wholeButton(page, owing)
  })
}

/** Where money is left with the shop, or given back. */
export function depositForms(page: Page, till: Till, owing: Owing): Html | null {
  const w = page.words.customers.payment
  if (!page.may('take-payments')) return null
  return html`
    <details><summary class="button">${icon('wallet')}<span>${w.leave}</span></summary>
      ${paymentForm(page, till, owing, { kind: 'deposit', title: '', action: w.leave_action })}</details>
    ${
      owing.deposit_minor > 0 &&
      html`<details><summary class="button">${icon('undo')}<span>${w.give_back}</span></summary>
      ${paymentForm(page, till, owing, { kind: 'deposit-back', title: '', action: w.give_back_action })}</details>`
    }`
}

/** Everything at once; in cash by what coins make of it. */
function wholeButton({ words, locale }: Page, { debt_minor, whole_cash_minor }: Owing): Html {
  const w = words.customers.payment
  return html`<button name="whole" value="${debt_minor}">${icon('check')}<span>${w.whole(moneyText(debt_minor, locale))}${
    whole_cash_minor !== debt_minor &&
    html`<br><small>${w.whole_rounded(moneyText(whole_cash_minor, locale))}</small>`
  }</span></button>`
}

function paymentForm(
  page: Page,
  till: Till,
  { customer_id }: Owing,
  { kind, title, action, extra }: { kind: PaymentKind; title: string; action: string; extra?: Html }
): Html {
  const { words } = page
  const w = words.customers.payment
  if (till.drawer === 'no-till') return html`<p class="hint">${w.only_at_till}</p>`
  if (till.drawer === 'no-shift') {
    return html`<p class="hint">${w.no_shift} <a href="/shift">${w.open_shift}</a></p>`
  }
  const url = `/customers/${customer_id}/payments`
  return html`<form class="stack pay-in" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${title && html`<h3>${title}</h3>`}
    ${formKeys(page)}
    <input type="hidden" name="kind" value="${kind}"><input type="hidden" name="rest_id" value="${newId()}">
    <div class="two">
      ${field(w.amount, amountInput('amount'))}
      ${field(w.means, meansSelect(page, till.methods))}
    </div>
    <div class="reference">${field(w.reference, html`<input name="reference" maxlength="60" autocomplete="off">`, w.reference_hint)}</div>
    <div class="rest" id="rest-${kind}"></div>
    <div class="row pay-actions"><button class="primary">${action}</button>${extra}</div>
  </form>`
}

/** More was given than is owed: the way to keep the rest. */
export function restOffer(
  { words, locale }: Page,
  { whole_minor, rest_minor, sentence }: { whole_minor: Minor; rest_minor: Minor; sentence: string }
): Html {
  const w = words.customers.payment
  return html`<div class="notice waiting" role="alert">${icon('warning')}<p>${sentence}</p>
    <button name="keep_rest" value="yes">${w.keep_rest(moneyText(whole_minor, locale), moneyText(rest_minor, locale))}</button></div>`
}

/** Says what was taken, and how its slip fares. */
export function takenNotice(page: Page, payment: WholePayment): Html {
  const { words, locale } = page
  const w = words.customers.payment
  const { kind, amount_minor, left_minor, payment_no, payment_id } = payment
  return html`<section class="card stack" role="status">
    <div class="notice">${icon('check')}<p>${w.taken[kind](moneyText(amount_minor, locale), moneyText(left_minor, locale))} <small>${payment_no}</small></p></div>
    ${page.may('sell') && html`<div hx-get="/sales/${payment_id}/jobs" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>`}
    ${postButton(page, `/payments/${payment_id}/copies`, w.copy, '')}
  </section>`
}
