import type { WholeSale } from '../../server/sales/find-sales.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import { minor, sum } from '../../server/values/money.ts'
import { dayAndTime, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { formKeys, layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { returnsCard, type SaleReturns } from '../refunds/returns-card.ts'

export interface SaleFacts {
  sale: WholeSale
  till: Terminal
  /** The slip for whoever can't see its picture. */
  slip_text: string
  /** How its slips fare. */
  jobs: Html
  /** What came back of it. */
  returns: SaleReturns
}

/** One sale: its slip, what is known of it, a copy on paper, and the customer's own page. */
export function salePage(page: Page, { sale, till, slip_text, jobs, returns }: SaleFacts): Html {
  const w = page.words.sales
  return layout(page, {
    title: `${w.slip} ${sale.receipt_no}`,
    place: 'sales',
    content: html`<main id="content" class="page">
      <header class="head"><h1>${w.slip} ${sale.receipt_no}</h1>
        <a class="button" href="/sales?day=${sale.business_day}">${icon('left')}<span>${w.back}</span></a></header>
      <div class="beside">
        <div class="stack">
          ${facts(page, sale, till)}
          ${returnsCard(page, sale.sale_id, returns)}
          <section class="card stack"><h2>${w.paper}</h2>
            <div id="jobs" hx-get="/sales/${sale.sale_id}/jobs" hx-trigger="laci:job from:body" hx-swap="innerMorph">${jobs}</div>
            ${copyForm(page, sale)}</section>
          <section class="card stack"><h2>${w.share}</h2><p class="hint">${w.share_text}</p>
            <a class="button" href="/r/${sale.link}">${icon('receipt')}<span>${w.share_action}</span></a></section>
        </div>
        <figure class="slip"><img class="slip-picture" src="/sales/${sale.sale_id}/slip.svg" alt="${slip_text}"></figure>
      </div>
    </main>`
  })
}

function facts({ words, locale, zone }: Page, sale: WholeSale, till: Terminal): Html {
  const w = words.sales
  const given = sum(sale.tenders.map(({ given_minor }) => minor(given_minor)))
  const change = sum(sale.tenders.map(({ change_minor }) => minor(change_minor)))
  return html`<dl class="card facts">
    <div class="first"><dt>${w.total}</dt><dd>${money(sale.total_minor, locale)}</dd></div>
    <div><dt>${words.done.given}</dt><dd>${money(given, locale)}</dd></div>
    <div><dt>${words.done.change}</dt><dd>${money(change, locale)}</dd></div>
    ${sale.taxes.length > 0 && html`<div><dt>${w.tax}</dt><dd>${money(sale.tax_minor, locale)}</dd></div>`}
    <div><dt>${w.when}</dt><dd>${dayAndTime(sale.sold_at, locale, zone)}</dd></div>
    <div><dt>${w.cashier}</dt><dd>${sale.cashier}</dd></div>
    <div><dt>${w.till}</dt><dd>${till.code} · ${till.name}</dd></div>
  </dl>`
}

function copyForm(page: Page, { sale_id }: WholeSale): Html {
  const w = page.words.sales
  const url = `/sales/${sale_id}/copies`
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    <button>${icon('printer')}<span>${w.reprint}</span></button>
    <p class="hint">${w.reprint_text}</p>
  </form>`
}
