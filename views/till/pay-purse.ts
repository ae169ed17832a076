import type { TenderKind } from '../../server/tenders/tables.ts'
import type { PayState, PurseFacts } from '../../server/till/read-payment.ts'
import type { Minor } from '../../server/values/money.ts'
import { dayName, figure, money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { methodName } from '../tenders/method-name.ts'
import { payKeys } from './pay-keys.ts'
import { acceptButton, amountField } from './pay-means.ts'

/** Kasbon, money left with the shop, points: what the customer has or owes, before and after. */
export function purseForm(page: Page, state: PayState): Html {
  const { words } = page
  const { method, purse, owed } = state
  if (!purse) {
    return html`<div class="pay-form stack"><p class="notice waiting">${icon('people')}<span>${words.pay.customer_needed}</span></p>
      <button type="button" class="primary big" hx-get="/till/customer" hx-target="#task" hx-swap="innerHTML" data-key="F3"
        autofocus>${words.pay.choose_customer} <kbd>F3</kbd></button></div>`
  }
  const accept: Partial<Record<TenderKind, string>> = words.pay.purse.accept
  const takes =
    method.kind === 'kasbon' ? owed.exact_minor : Math.min(owed.exact_minor, Math.max(0, purse.holds_minor))
  return html`<form class="pay-form means-form stack" hx-post="/sales" hx-target="#task" hx-swap="innerHTML">
    ${payKeys(state, method)}<input type="hidden" name="part" value="yes">
    ${method.kind === 'kasbon' ? debtFacts(page, purse, owed.exact_minor) : purseFacts(page, state, purse, takes)}
    ${takes > 0 ? html`${amountField(page, takes)}${acceptButton(accept[method.kind] ?? words.pay.accept_means(methodName(words, method)))}` : html`<p class="notice waiting">${icon('warning')}<span>${words.pay.purse.nothing}</span></p>`}
  </form>`
}

/** A voucher: its code first; what it is worth is said before it is used. */
export function voucherForm(page: Page, state: PayState): Html {
  const w = page.words.pay.voucher
  return html`<form class="pay-form means-form stack" hx-post="/sales" hx-target="#task" hx-swap="innerHTML">
    ${payKeys(state, state.method)}<input type="hidden" name="part" value="yes">
    <label class="field"><span>${w.code}</span><input id="voucher-code" name="reference" autocomplete="off" spellcheck="false"
      autocapitalize="characters" maxlength="40" required data-takes-scans autofocus><small>${w.hint}</small></label>
    <div id="voucher-worth" aria-live="polite" hx-get="/till/voucher" hx-include="#voucher-code" hx-swap="innerHTML"
      hx-trigger="input from:#voucher-code delay:250ms"></div>
    ${amountField(page, 0, { label: w.amount })}
    ${acceptButton(w.use)}
  </form>`
}

/** What a voucher is worth, while its code is typed. */
export function voucherWorthLine(
  { words, locale }: Page,
  { worth_minor, valid_until }: { worth_minor: Minor; valid_until: string | null }
): Html {
  const w = words.pay.voucher
  return html`<p class="notice">${icon('check')}<span>${w.worth(moneyText(worth_minor, locale))} ${valid_until && w.until(dayName(valid_until, locale))}</span></p>`
}

function debtFacts(page: Page, { customer, limit_minor, holds_minor }: PurseFacts, takes: number): Html {
  const { words, locale } = page
  const w = words.pay.purse
  const over = takes - holds_minor
  return html`<dl class="facts purse">
    <div><dt>${w.customer}</dt><dd>${customer}</dd></div>
    <div><dt>${w.debt}</dt><dd>${money(limit_minor - holds_minor, locale)}</dd></div>
    <div><dt>${w.limit}</dt><dd>${money(limit_minor, locale)}</dd></div>
    <div class="${over > 0 && 'over'}"><dt>${w.after}</dt><dd>${money(limit_minor - holds_minor + takes, locale)}</dd></div>
  </dl>
  ${over > 0 && html`<p class="notice waiting">${icon('warning')}<span>${w.over(moneyText(over, locale))}</span></p>`}`
}

function purseFacts(page: Page, { method }: PayState, purse: PurseFacts, takes: number): Html {
  const { words, locale } = page
  const w = words.pay.purse
  const { customer, holds_minor, points } = purse
  const has =
    method.kind === 'points'
      ? w.points_worth(figure(points, locale), moneyText(holds_minor, locale))
      : money(holds_minor, locale)
  return html`<dl class="facts purse">
    ${customer && html`<div><dt>${w.customer}</dt><dd>${customer}</dd></div>`}
    <div><dt>${method.kind === 'points' ? w.points : w.deposit}</dt><dd>${has}</dd></div>
    <div><dt>${w.left}</dt><dd>${money(holds_minor - takes, locale)}</dd></div>
  </dl>`
}
