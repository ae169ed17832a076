import type { WholeRefund } from '../../server/refunds/find-refunds.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import { backLink } from '../back.ts'
import { dayAndTime, money, quantity } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { methodName } from '../tenders/method-name.ts'

export interface RefundFacts {
  refund: WholeRefund
  till: Terminal
  /** The slip for whoever can't see its picture. */
  slip_text: string
  /** How its slips fare. */
  jobs: Html
  /** It was made this moment: what to hand over stands first and largest. */
  is_new: boolean
}

/** One refund: what came back, what went back for it, and its slip. */
export function refundPage(page: Page, { refund, till, slip_text, jobs, is_new }: RefundFacts): Html {
  const { words } = page
  const w = words.refunds
  const title = is_new ? w.done[refund.kind] : w.title(refund.refund_no)
  return layout(page, {
    title,
    place: 'sales',
    content: html`<main id="content" class="page">
      ${backLink(`/sales?day=${refund.business_day}`, words.sales.back)}
      <header class="head"><div><h1>${title}</h1>${is_new && html`<p class="hint">${refund.refund_no}</p>`}</div></header>
      <div class="beside">
        <div class="stack">
          ${is_new && handOver(page, refund)}
          ${facts(page, refund, till)}
          <section class="card stack"><h2>${w.came_back}</h2>${goods(page, refund)}</section>
          <section class="card stack"><h2>${words.sales.paper}</h2>
            <div id="jobs" hx-get="/sales/${refund.refund_id}/jobs" hx-trigger="laci:job from:body" hx-swap="innerMorph">${jobs}</div>
            ${copyForm(page, refund)}</section>
        </div>
        <figure class="slip"><img class="slip-picture" src="/refunds/${refund.refund_id}/slip.svg" alt="${slip_text}"></figure>
      </div>
    </main>`
  })
}

/** What the cashier does now, in the largest type there is. */
function handOver(page: Page, refund: WholeRefund): Html {
  return html`<section class="card stack hand-over" role="status">${toHandOver(page, refund)}
    ${page.terminal && html`<a class="button primary big" href="/till">${page.words.refunds.next}</a>`}
  </section>`
}

/** What goes to the customer, each means by itself; goods taken instead are not among it. */
export function toHandOver({ words, locale }: Page, { cash_minor, tenders }: WholeRefund): Html {
  const w = words.refunds
  const others = tenders.filter(({ method }) => method !== 'cash' && method !== 'exchange')
  const [only] = others
  if (only && others.length === 1 && cash_minor === 0) {
    return html`<p class="change"><span>${w.back_by[only.method]}</span><output>${money(only.amount_minor, locale)}</output></p>`
  }
  return html`${
    cash_minor > 0
      ? html`<p class="change"><span>${w.hand_over}</span><output>${money(cash_minor, locale)}</output></p>`
      : others.length === 0 && html`<p class="change"><span>${w.nothing_to_hand}</span></p>`
  }
    ${others.length > 0 && html`<ul class="ways">${others.map(({ method, amount_minor }) => html`<li><span>${w.back_by[method]}</span><b>${money(amount_minor, locale)}</b></li>`)}</ul>`}`
}

function facts(page: Page, refund: WholeRefund, till: Terminal): Html {
  const { words, locale, zone } = page
  const w = words.refunds
  const fact = (label: string, value: Html | string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  return html`<dl class="card facts">
    <div class="first"><dt>${w.given_back}</dt><dd>${money(-refund.payout_minor, locale)}</dd></div>
    ${refund.tenders.map((tender) => fact(methodName(words, { kind: tender.method, name: tender.method_name }), money(tender.amount_minor, locale)))}
    ${refund.rounding_minor !== 0 && fact(w.rounding, money(refund.rounding_minor, locale))}
    ${refund.taxes.map((tax) => fact(tax.is_tax_included ? w.tax_included(tax.label) : tax.label, money(tax.tax_minor, locale)))}
    ${fact(w.sale, refund.sale_id ? html`<a href="/sales/${refund.sale_id}">${refund.receipt_no}</a>` : w.no_slip)}
    ${refund.exchange_sale_id && fact(w.taken_instead, html`<a href="/sales/${refund.exchange_sale_id}">${refund.exchange_receipt_no}</a>`)}
    ${fact(w.reason, refund.reason)}
    ${fact(words.sales.when, dayAndTime(refund.refunded_at, locale, zone))}
    ${fact(words.sales.cashier, refund.cashier)}
    ${refund.approver && fact(w.approved_by, refund.approver)}
    ${fact(words.sales.till, `${till.code} · ${till.name}`)}
  </dl>`
}

function goods({ words, locale }: Page, { lines }: WholeRefund): Html {
  const w = words.refunds
  return html`<ul class="lines">${lines.map(
    (line) => html`<li><span>${line.name}<small>${quantity(line.quantity_milli, locale)} ${line.unit} ·
      ${line.destination === 'shelf' ? w.to_shelf : w.to_waste}</small></span><b>${money(line.total_minor, locale)}</b></li>`
  )}</ul>`
}

function copyForm(page: Page, { refund_id }: WholeRefund): Html {
  const w = page.words.sales
  const url = `/refunds/${refund_id}/copies`
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}<button>${icon('printer')}<span>${w.reprint}</span></button>
    <p class="hint">${w.reprint_text}</p></form>`
}
