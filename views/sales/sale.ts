import type { SaleTax, SaleTender, WholeSale } from '../../server/sales/find-sales.ts'
import type { Terminal } from '../../server/terminals/find-terminal.ts'
import { backLink } from '../back.ts'
import { dayAndTime, money } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { reducedBy } from '../receipts/sale-slip.ts'
import { returnsCard, type SaleReturns } from '../refunds/returns-card.ts'
import { methodName } from '../tenders/method-name.ts'
import { giftForm, shareCard } from './share.ts'

export interface SaleFacts {
  sale: WholeSale
  till: Terminal
  /** The slip for whoever can't see its picture. */
  slip_text: string
  /** How its slips fare. */
  jobs: Html
  /** How many slips without prices were asked for. */
  gifts: number
  /** How many tickets went to kitchens and stock rooms. */
  tickets: number
  /** What came back of it. */
  returns: SaleReturns
}

/** One sale: its slip, what is known of it, a copy on paper, and the customer's own page. */
export function salePage(
  page: Page,
  { sale, till, slip_text, jobs, gifts, tickets, returns }: SaleFacts
): Html {
  const w = page.words.sales
  return layout(page, {
    title: `${w.slip} ${sale.receipt_no}`,
    place: 'sales',
    content: html`<main id="content" class="page">
      ${backLink(`/sales?day=${sale.business_day}`, w.back)}
      <header class="head"><h1>${w.slip} ${sale.receipt_no}</h1></header>
      <div class="beside">
        <div class="stack">
          ${facts(page, sale, till)}
          ${returnsCard(page, sale.sale_id, returns)}
          <section class="card stack"><h2>${w.paper}</h2>
            <div id="jobs" hx-get="/sales/${sale.sale_id}/jobs" hx-trigger="laci:job from:body" hx-swap="innerMorph">${jobs}</div>
            ${copyForm(page, sale)}${giftForm(page, sale, gifts)}${tickets > 0 && ticketForm(page, sale)}</section>
          ${shareCard(page, sale, sale.customer ?? undefined)}
        </div>
        <figure class="slip"><img class="slip-picture" src="/sales/${sale.sale_id}/slip.svg" alt="${slip_text}"></figure>
      </div>
    </main>`
  })
}

function facts(page: Page, sale: WholeSale, till: Terminal): Html {
  const { words, locale, zone } = page
  const w = words.sales
  const reduced = reducedBy(sale)
  return html`<dl class="card facts">
    <div class="first"><dt>${w.total}</dt><dd>${money(sale.total_minor, locale)}</dd></div>
    ${reduced > 0 && fact(words.slips.reductions, money(-reduced, locale))}
    ${sale.service_minor > 0 && fact(words.slips.service, money(sale.service_minor, locale))}
    ${sale.taxes.map((tax) => taxFact(page, tax))}
    ${sale.rounding_minor !== 0 && fact(words.slips.rounding, money(sale.rounding_minor, locale))}
    ${sale.tenders.map((tender) => tenderFact(page, tender))}
    ${sale.customer && fact(words.slips.customer, sale.customer)}
    ${fact(w.when, dayAndTime(sale.sold_at, locale, zone))}
    ${fact(w.cashier, sale.cashier)}
    ${fact(w.till, `${till.code} · ${till.name}`)}
  </dl>`
}

function fact(name: string, value: Html | string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function taxFact({ words, locale }: Page, { label, is_included, tax_minor }: SaleTax): Html {
  return fact(is_included ? words.receipt.tax_in(label) : label, money(tax_minor, locale))
}

/** What was given; what came back of it, and the whole reference by which the bank's list names it. */
function tenderFact({ words, locale }: Page, tender: SaleTender): Html {
  const { method, method_name, given_minor, change_minor, reference, bill } = tender
  const name = methodName(words, { kind: method, name: method_name })
  const codes = [reference, bill].filter(Boolean).join(' · ')
  return html`<div><dt>${name}${codes && html` <small>${codes}</small>`}</dt><dd>${money(given_minor, locale)}</dd></div>
    ${change_minor > 0 && fact(words.done.change, money(change_minor, locale))}`
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

function ticketForm(page: Page, { sale_id }: WholeSale): Html {
  const w = page.words.tickets
  const url = `/sales/${sale_id}/tickets`
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    <button>${icon('printer')}<span>${w.reprint}</span></button>
    <p class="hint">${w.reprint_text}</p>
  </form>`
}
