import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import type { ListedVoucher } from '../../server/tenders/find-voucher.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import type { Minor } from '../../server/values/money.ts'
import { dayAndTime, dayName, figure, money } from '../format.ts'
import { amountInput, choices, field, formKeys, meansSelect } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

export interface VouchersFacts {
  vouchers: ListedVoucher[]
  outstanding_minor: Minor
  /** By what a voucher may be paid. */
  methods: TenderMethod[]
  /** Whether tills take vouchers at all. */
  is_taken: boolean
  /** Whether this is a till with an open shift: money can be taken. */
  may_sell: boolean
  today: BusinessDay
  /** The code of the one that was just issued. */
  issued: string | undefined
}

/** Where vouchers are sold or given away, and what is left of each. */
export function vouchersPage(page: Page, facts: VouchersFacts): Html {
  const w = page.words.vouchers
  return layout(page, {
    title: w.title,
    place: 'vouchers',
    content: html`<main id="content" class="page vouchers">
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${facts.issued && html`<div class="notice issued" role="status">${icon('check')}<p>${w.issued(facts.issued)}</p></div>`}
      ${
        !facts.is_taken &&
        html`<p class="notice waiting">${icon('warning')}<span>${w.off}</span>
        ${page.may('edit-settings') && html`<a class="button" href="/settings/tenders">${page.words.tenders.open}</a>`}</p>`
      }
      <div class="beside">${issueForm(page, facts)}${voucherList(page, facts)}</div>
    </main>`
  })
}

function issueForm(page: Page, { methods, may_sell, today }: VouchersFacts): Html {
  const { words } = page
  const w = words.vouchers
  return html`<form class="card stack" method="post" action="/vouchers" hx-post="/vouchers" hx-target="#content" hx-select="#content" hx-swap="outerHTML">
    ${formKeys(page)}<h2>${w.issue}</h2>
    ${field(w.value, amountInput('value', html`required`))}
    ${field(w.until, html`<input type="date" name="valid_until" min="${today}">`, w.until_hint)}
    ${
      may_sell
        ? html`${choices(w.how, 'how', 'sold', [
            ['sold', w.sold, w.sold_text],
            ['given', w.given, w.given_text]
          ])}
          <fieldset class="stack paid-by">${field(w.paid_by, meansSelect(page, methods))}
          ${field(words.pay.reference, html`<input name="reference" maxlength="60" autocomplete="off">`, words.common.optional)}</fieldset>`
        : html`<input type="hidden" name="how" value="given"><p class="hint">${w.only_at_till}</p>`
    }
    <button class="primary">${w.action}</button></form>`
}

function voucherList(page: Page, { vouchers, outstanding_minor, today }: VouchersFacts): Html {
  const { words, locale, zone } = page
  const w = words.vouchers
  if (vouchers.length === 0) {
    return html`<section class="card empty">${icon('receipt')}<h2>${w.empty_title}</h2><p>${w.empty_text}</p></section>`
  }
  return html`<section class="stack"><dl class="figures"><div><dt>${w.outstanding}</dt><dd>${money(outstanding_minor, locale)}</dd></div></dl>
    <div class="table"><table class="cards"><thead><tr><th>${w.code}</th><th class="number">${w.left}</th><th class="number">${w.of}</th><th>${w.until}</th><th>${w.issued_on}</th></tr></thead>
    <tbody>${vouchers.map((voucher) => {
      const is_over = voucher.valid_until !== null && voucher.valid_until < today
      const state = voucher.left_minor === 0 ? w.used_up : is_over ? w.ended : ''
      return html`<tr><td><b class="code">${voucher.code}</b> ${state && html`<span class="tag">${state}</span>`}</td>
        <td class="number" data-label="${w.left}">${figure(voucher.left_minor, locale)}</td>
        <td class="number" data-label="${w.of}">${figure(voucher.value_minor, locale)}</td>
        <td data-label="${w.until}">${voucher.valid_until ? dayName(voucher.valid_until, locale) : w.forever}</td>
        <td data-label="${w.issued_on}">${voucher.payment_no ? w.sold : w.given} · ${dayAndTime(voucher.issued_at, locale, zone)} · ${voucher.issued_by_name}</td></tr>`
    })}</tbody></table></div></section>`
}
