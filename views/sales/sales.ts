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
      <section id="sales" ${live && html`hx-get="/sales" hx-trigger="laci:sale from:body throttle:2s" hx-swap="innerMorph"`}>
        ${salesOfDay(page, book)}
      </section>
    </main>`
  })
}

/** The day's table, or what to do when there is nothing in it. */
export function salesOfDay(page: Page, book: DayBook): Html {
  const { words, locale, zone } = page
  const w = words.sales
  const { sales, total } = book
  if (!total) return noSales(page, book)
  return html`
    ${sales.length < total.sales && html`<p class="hint">${w.only_newest(sales.length)}</p>`}
    <div class="table"><table class="cards sales">
      <thead><tr><th>${w.number}</th><th>${w.time}</th><th>${w.cashier}</th><th class="number">${w.lines}</th>
        <th class="number">${w.total}</th></tr></thead>
      <tbody>${sales.map(
        (sale) => html`<tr>
          <td><a href="/sales/${sale.sale_id}">${sale.receipt_no}</a></td>
          <td data-label="${w.time}">${timeOfDay(sale.sold_at, locale, zone)}</td>
          <td data-label="${w.cashier}">${sale.cashier}</td>
          <td class="number" data-label="${w.lines}">${figure(sale.lines, locale)}</td>
          <td class="number total">${money(sale.total_minor, locale)}</td>
        </tr>`
      )}</tbody>
      <tfoot><tr><td colspan="4">${w.count(total.sales)}</td>
        <td class="number total">${money(total.total_minor, locale)}</td></tr></tfoot>
    </table></div>`
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
