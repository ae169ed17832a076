import type { LastSale } from '../../server/door/read-now.ts'
import type { listRefundsOf } from '../../server/refunds/find-refunds.ts'
import type { WholeSale } from '../../server/sales/find-sales.ts'
import type { Moment } from '../../server/values/clock.ts'
import { money, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'
import { asOf, doorFrame } from './frame.ts'

/** Today's sales from afar. */
export function soldPage(page: Page, { as_of, sales }: { as_of: Moment; sales: LastSale[] }): Html {
  const w = page.words.door
  return doorFrame(page, {
    title: w.sold_list,
    place: 'sold_list',
    content: html`<main id="content" class="page" ${look('/sold')}>
      <section class="card stack"><header class="card-head"><h1>${w.sold_list}</h1>${asOf(page, as_of)}</header>
      ${saleList(page, sales)}</section></main>`
  })
}

/** What a page's middle needs to look again when something happened, and from time to time so that its age is young. */
export function look(url: string): Html {
  return html`hx-get="${url}" hx-select="#content" hx-swap="outerMorph" hx-trigger="laci:happened from:body, every 30s"`
}

/** Sales, each leading to its slip. */
export function saleList(page: Page, sales: readonly LastSale[]): Html {
  const { words, locale, zone } = page
  const w = words.door
  if (sales.length === 0) return html`<p class="hint">${w.last_sales_none}</p>`
  return html`<ul class="lines">${sales.map(
    ({ sale_id, receipt_no, sold_at, cashier, lines, total_minor }) => html`<li id="sale-${sale_id}">
      <span><a href="/sold/${sale_id}">${receipt_no}</a><small>${timeOfDay(sold_at, locale, zone)} · ${cashier} · ${w.lines(lines)}</small></span>
      <b>${money(total_minor, locale)}</b></li>`
  )}</ul>`
}

interface SeenSale {
  sale: WholeSale | undefined
  slip: string
  refunds: ReturnType<typeof listRefundsOf>
  as_of: Moment
}

/** One sale as its slip says it, and what came back of it. */
export function saleFromAfar(page: Page, { sale, slip, refunds, as_of }: SeenSale): Html {
  const { words, locale, zone } = page
  const w = words.door
  return doorFrame(page, {
    title: sale?.receipt_no ?? w.sold_list,
    place: 'sold_list',
    content: html`<main id="content" class="page">
      <section class="card stack"><header class="card-head"><h1>${sale?.receipt_no}</h1>${asOf(page, as_of)}</header>
        <pre class="slip-text" tabindex="0">${slip}</pre>
        ${
          refunds.length > 0 &&
          html`<ul class="lines">${refunds.map(
            ({
              refund_no,
              refunded_at,
              value_minor
            }) => html`<li><span class="bad">${w.events['refund.completed']} ${refund_no}
              <small>${timeOfDay(refunded_at, locale, zone)}</small></span><b>${money(-value_minor, locale)}</b></li>`
          )}</ul>`
        }
        <p><a class="button" href="/sold">${words.common.back}</a></p></section></main>`
  })
}
