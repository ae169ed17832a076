import type { PricedLine } from '../../server/pricing/basket.ts'
import type { TillState } from '../../server/sales/read-till.ts'
import { figure, money, moneyText, quantity, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { orderButton } from '../orders/make.ts'
import type { Page } from '../page.ts'
import { owedAmount, returnedLines, returnedSum } from './returns.ts'

/** The basket as the slip it will become: same order, same lines, same figures. It refetches itself when told. */
export function slip(page: Page, till: TillState): Html {
  const { words, locale } = page
  const { lines, taxes, total_minor } = till.basket
  return html`<section id="slip" aria-label="${words.till.slip}" hx-get="/till/slip"
    hx-trigger="laci:basket from:body, laci:items from:body" hx-swap="outerMorph">
    <form class="lines" hx-get="/till/line" hx-target="#task" hx-swap="innerHTML">
      ${lines.length === 0 ? empty(page, till) : html`<ol>${lines.map((line) => slipLine(page, line, till))}</ol>`}
      ${till.returns && returnedLines(page, till.returns)}
    </form>
    <div class="sum">
      ${taxes.map(({ label, included, tax_minor }) => html`<p><span>${included ? `${words.till.in_total} ${label}` : label}</span>${money(tax_minor, locale)}</p>`)}
      <p ${!till.returns && html`class="total"`}><span>${words.till.total}</span><output>${money(total_minor, locale)}</output></p>
      ${till.returns && returnedSum(page, till.returns, total_minor)}
      ${orderButton(page, till)}
    </div>
  </section>`
}

/** What hangs on the basket elsewhere on the page: the pay button with the total in it. */
export function payBar(page: Page, till: TillState): Html {
  const { words, locale } = page
  const { lines } = till.basket
  const some = lines.length > 0
  const paid = paidMinor(till)
  return html`<button class="undo" hx-post="/till/undo" hx-target="#slip" hx-swap="outerMorph" data-key="F7"
      ${till.can_undo ? '' : 'disabled'}>${icon('undo')}<span>${words.till.undo}</span> <kbd>F7</kbd></button>
    <button class="peek" type="button" data-toggle="slip-open" aria-controls="slip">${icon('receipt')}
      <span>${words.till.pieces(lines.length)}</span></button>
    <button class="primary big pay" hx-get="/till/pay" hx-target="#task" hx-swap="innerHTML" data-key="F9"
      ${some ? '' : 'disabled'}><span>${words.till.pay}${paid > 0 && html` <small>${words.pay.paid} ${moneyText(paid, locale)}</small>`}</span>
      <b>${moneyText(Math.max(0, owedAmount(till) - paid), locale)}</b> <kbd>F9</kbd></button>`
}

function paidMinor({ tenders }: TillState): number {
  return tenders.reduce((sum, { amount_minor }) => sum + amount_minor, 0)
}

/** Everything a change of the basket moves: the slip, the pay button, and the task that is over. */
export function afterChange(page: Page, till: TillState): Html {
  return html`${slip(page, till)}
    <hx-partial hx-target="#bar" hx-swap="innerMorph">${payBar(page, till)}</hx-partial>
    <hx-partial hx-target="#task" hx-swap="innerHTML"><!-- done --></hx-partial>`
}

function slipLine(page: Page, line: PricedLine, till: TillState): Html {
  const { locale } = page
  const count = `${quantity(line.quantity_milli, locale)} ${line.unit} × ${figure(line.price_minor, locale)}`
  return html`<li id="line-${line.line_no}"><button name="line" value="${line.line_no}"
    class="${line.line_no === till.last_line_no ? 'latest' : ''}"><span class="name">${line.name}</span>
    <span class="count">${count}</span><span class="amount">${figure(line.total_minor, locale)}</span></button></li>`
}

function empty(page: Page, till: TillState): Html {
  const { words } = page
  if (till.returns) return html`<div class="empty">${icon('exchange')}<p>${words.refunds.scan_new}</p></div>`
  return html`<div class="empty">${icon('basket')}<h2>${words.till.empty_title}</h2><p>${words.till.empty_text}</p>
    ${lastSale(page, till)}${otherBaskets(page, till)}</div>`
}

function lastSale({ words, locale, zone }: Page, { last_sale }: TillState): Html | null {
  if (!last_sale) return null
  const change = last_sale.tenders.reduce((sum, { change_minor }) => sum + change_minor, 0)
  return html`<p class="last-sale">${words.till.last_sale}: <a href="/sales/${last_sale.sale_id}">${last_sale.receipt_no}</a>,
    ${timeOfDay(last_sale.sold_at, locale, zone)} · ${moneyText(last_sale.total_minor, locale)} ·
    ${words.done.change} ${moneyText(change, locale)}</p>`
}

function otherBaskets({ words, locale, zone }: Page, { others }: TillState): Html | null {
  if (others.length === 0) return null
  return html`<div class="others"><h3>${words.till.other_baskets}</h3>
    ${others.map(
      (
        basket
      ) => html`<button type="button" hx-post="/till/moves" hx-vals='${JSON.stringify({ basket_id: basket.basket_id })}'
        hx-target="#slip" hx-swap="outerMorph"><span>${basket.code} · ${words.till.pieces(basket.lines)} ·
        ${timeOfDay(basket.begun_at, locale, zone)}</span> <b>${words.till.take_basket}</b></button>`
    )}</div>`
}
