import type { DayRefund, listRefundTotals } from '../../server/refunds/find-refunds.ts'
import type { listDayTotals, listSales } from '../../server/sales/find-sales.ts'
import { addDays, type BusinessDay } from '../../server/values/business-day.ts'
import { dayName, figure, money, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** The sales of one business day. */
export interface DayBook {
  day: BusinessDay
  today: BusinessDay
  /** Newest first; of a very busy day only the newest. */
  sales: ReturnType<typeof listSales>
  /** Of all of them; undefined for a day without any. */
  total: ReturnType<typeof listDayTotals>[number] | undefined
  /** What came back on that day, newest first, and all of it; whichever day it had been sold on. */
  refunds: readonly DayRefund[]
  returned: ReturnType<typeof listRefundTotals>[number] | undefined
  /** What somebody looked for and there is none of. */
  missed: string | undefined
}

/** A day's sales, and the way to other days. */
export function salesPage(page: Page, book: DayBook): Html {
  const w = page.words.sales
  const live = book.day === book.today
  return layout(page, {
    title: w.title,
    place: 'sales',
    content: html`<main id="content" class="page">
      <header class="head">
        <div><h1>${w.title}</h1><p class="hint">${dayName(book.day, page.locale)}</p></div>
        ${daySwitch(page, book)}
      </header>
      ${slipSearch(page, book)}
      <section id="sales" ${live && html`hx-get="/sales" hx-trigger="laci:sale from:body throttle:2s" hx-swap="innerMorph"`}>
        ${salesOfDay(page, book)}
      </section>
    </main>`
  })
}

/** The day's table, or what to do when there is nothing in it. */
export function salesOfDay(page: Page, book: DayBook): Html {
  const w = page.words.sales
  const { sales, refunds, total } = book
  if (!total && refunds.length === 0) return noSales(page, book)
  const rows = [
    ...sales.map((sale) => ({ at: sale.sold_at, row: saleRow(page, sale) })),
    ...refunds.map((refund) => ({ at: refund.refunded_at, row: refundRow(page, refund) }))
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return html`
    ${total && sales.length < total.sales && html`<p class="hint">${w.only_newest(sales.length)}</p>`}
    <div class="table"><table class="cards sales">
      <thead><tr><th>${w.number}</th><th>${w.time}</th><th>${w.cashier}</th><th class="number">${w.lines}</th>
        <th class="number">${w.total}</th></tr></thead>
      <tbody>${rows.map(({ row }) => row)}</tbody>
      <tfoot>${dayTotals(page, book)}</tfoot>
    </table></div>`
}

function saleRow({ words: { sales: w }, locale, zone }: Page, sale: DayBook['sales'][number]): Html {
  return html`<tr>
    <td><a href="/sales/${sale.sale_id}">${sale.receipt_no}</a></td>
    <td data-label="${w.time}">${timeOfDay(sale.sold_at, locale, zone)}</td>
    <td data-label="${w.cashier}">${sale.cashier}</td>
    <td class="number" data-label="${w.lines}">${figure(sale.lines, locale)}</td>
    <td class="number total">${money(sale.total_minor, locale)}</td>
  </tr>`
}

function refundRow({ words, locale, zone }: Page, refund: DayRefund): Html {
  const w = words.sales
  return html`<tr class="refund">
    <td><a href="/refunds/${refund.refund_id}">${refund.refund_no}</a> <span class="tag">${words.refunds.kinds[refund.kind]}</span></td>
    <td data-label="${w.time}">${timeOfDay(refund.refunded_at, locale, zone)}</td>
    <td data-label="${w.cashier}">${refund.cashier}</td>
    <td class="number" data-label="${w.lines}">${figure(refund.lines, locale)}</td>
    <td class="number total">${money(-refund.value_minor, locale)}</td>
  </tr>`
}

/** What was sold, what came back, and what is left of it: not for somebody who is to count a drawer without knowing. */
function dayTotals({ words, locale, may }: Page, { total, returned }: DayBook): Html | null {
  if (!may('see-expected')) return null
  const sold = total?.total_minor ?? 0
  const row = (label: string, amount: number) =>
    html`<tr><td colspan="4">${label}</td>
      <td class="number total">${money(amount, locale)}</td></tr>`
  return html`${total && row(words.sales.count(total.sales), sold)}
    ${returned && html`${row(words.refunds.count(returned.refunds), -returned.refunded_minor)}${row(words.refunds.net, sold - returned.refunded_minor)}`}`
}

/** A slip by its number, typed, or by the code on it, scanned. */
function slipSearch({ words, may }: Page, { missed }: DayBook): Html {
  const w = words.refunds
  return html`<div class="card stack"><form class="find" method="get" action="/sales">
      <label class="field"><span>${w.find}</span><input name="find" value="${missed}" maxlength="200" autocomplete="off" autocapitalize="characters" required autofocus></label>
      <button>${icon('search')}<span>${w.find_action}</span></button>
      ${may('sell') && html`<a class="button" href="/refunds/new">${icon('undo')}<span>${w.without_slip_action}</span></a>`}<small>${w.find_hint}</small></form>
    ${missed && html`<p class="notice refused" role="alert">${icon('warning')}<span>${w.not_found(missed)}</span></p>`}</div>`
}

function daySwitch({ words: { sales: w } }: Page, { day, today }: DayBook): Html {
  const before = `/sales?day=${addDays(day, -1)}`
  const after = `/sales?day=${addDays(day, 1)}`
  return html`<nav class="days" aria-label="${w.day}">
    <a class="button" href="${before}" aria-label="${w.previous}" title="${w.previous}">${icon('left')}</a>
    <form method="get" action="/sales">
      <input type="date" name="day" value="${day}" max="${today}" required aria-label="${w.day}">
      <button>${w.see_day}</button>
    </form>
    ${
      day < today
        ? html`<a class="button" href="${after}" aria-label="${w.following}" title="${w.following}">${icon('right')}</a>`
        : html`<span class="button" aria-hidden="true">${icon('right')}</span>`
    }
  </nav>`
}

function noSales(page: Page, { day, today }: DayBook): Html {
  const w = page.words.sales
  if (day !== today) {
    return html`<div class="card empty">${icon('calendar')}<h2>${w.empty_past_title}</h2><p>${w.empty_past_text}</p>
      <a class="button" href="/sales">${w.to_today}</a></div>`
  }
  return html`<div class="card empty">${icon('receipt')}<h2>${w.empty_title}</h2><p>${w.empty_text}</p>
    ${page.terminal && page.may('sell') && html`<a class="button primary" href="/till">${page.words.start.sale_action}</a>`}</div>`
}
