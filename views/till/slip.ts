import type { PricedBasket, PricedLine } from '../../server/pricing/basket.ts'
import type { TillState } from '../../server/till/read-till.ts'
import { type Minor, sum } from '../../server/values/money.ts'
import { figure, money, moneyText, quantity, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { orderButton } from '../orders/make.ts'
import type { Page } from '../page.ts'
import { buyerButton } from './buyer.ts'
import { heldButtons } from './held.ts'
import { owedAmount, returnedLines, returnedSum } from './returns.ts'

/** The basket as the slip it will become: same order, same lines, same figures. It refetches itself when told. */
export function slip(page: Page, till: TillState): Html {
  const { words } = page
  const { lines } = till.basket
  const idle = lines.length === 0
  return html`<section id="slip" aria-label="${words.till.slip}" hx-get="/till/slip"
    hx-trigger="laci:basket from:body, laci:items from:body${idle ? ', laci:held from:body' : ''}" hx-swap="outerMorph">
    <div class="slip-head">${buyerButton(page, till.buyer)}</div>
    <form class="lines" hx-get="/till/line" hx-target="#task" hx-swap="innerHTML">
      ${idle ? empty(page, till) : html`<ol>${lines.map((line) => slipLine(page, line, till))}</ol>`}
      ${till.returns && returnedLines(page, till.returns)}
    </form>
    <div class="sum">
      ${sums(page, till)}
      ${till.returns && returnedSum(page, till.returns, till.basket.total_minor)}
      <div class="slip-actions">
        <button type="button" hx-get="/till/discount" hx-target="#task" hx-swap="innerHTML" data-key="F6"
          ${idle ? 'disabled' : ''}>${icon('percent')}<span>${words.basket.off.button}</span> <kbd>F6</kbd></button>
        ${orderButton(page, till)}
        <button type="button" class="clear" hx-get="/till/discard" hx-target="#ask" hx-swap="innerHTML"
          ${idle ? 'disabled' : ''}>${icon('trash')}<span>${words.basket.slip.empty}</span></button>
      </div>
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
      <span>${till.returns && !some ? words.refunds.exchange : words.till.pieces(lines.length)}</span></button>
    <button class="primary big pay" hx-get="/till/pay" hx-target="#task" hx-swap="innerHTML" data-key="F9"
      ${some ? '' : 'disabled'}><span>${words.till.pay}${paid > 0 && html` <small>${words.pay.paid} ${moneyText(paid, locale)}</small>`}</span>
      <b>${moneyText(Math.max(0, owedAmount(till) - paid), locale)}</b> <kbd>F9</kbd></button>`
}

function paidMinor({ tenders }: TillState): number {
  return tenders.reduce((sum, { amount_minor }) => sum + amount_minor, 0)
}

/** The slip and the pay button where another part of the till is answered. */
export function besideAnswer(page: Page, till: TillState): Html {
  return html`<hx-partial hx-target="#slip" hx-swap="outerMorph">${slip(page, till)}</hx-partial>${barBeside(page, till)}`
}

/** The pay button where the slip is answered. */
export function barBeside(page: Page, till: TillState): Html {
  return html`<hx-partial hx-target="#bar" hx-swap="innerMorph">${payBar(page, till)}</hx-partial>`
}

/** Everything a change of the basket moves: the slip, the pay button, and the task that is over. */
export function afterChange(page: Page, till: TillState): Html {
  return html`${slip(page, till)}${barBeside(page, till)}
    <hx-partial hx-target="#task" hx-swap="innerHTML"><!-- done --></hx-partial>`
}

function slipLine(page: Page, line: PricedLine, till: TillState): Html {
  const { locale, words } = page
  const w = words.basket.slip
  const each = line.fixed ? '' : ` × ${figure(line.price_minor, locale)}`
  const marks = line.own_price_minor === null ? '' : ` · ${w.own_price}`
  const off = line.reductions.filter(({ kind }) => kind !== 'basket-discount')
  return html`<li id="line-${line.line_no}"><button name="line" value="${line.line_no}"
    class="${line.line_no === till.last_line_no ? 'latest' : ''}"><span class="name">${line.name}</span>
    <span class="count">${quantity(line.quantity_milli, locale)} ${line.unit}${each}${marks}</span><span class="amount">${figure(line.gross_minor, locale)}</span>
    ${off.map(({ kind, name, amount_minor }) => html`<span class="off"><span>${name ?? (kind === 'tier' ? w.tier : w.line_discount)}</span> <b>−${figure(amount_minor, locale)}</b></span>`)}</button></li>`
}

/** From the lines to the total: what is taken off the whole, service, and taxes on top of the prices or within them. */
function sums(page: Page, { basket, tenders, returns }: TillState): Html {
  const { words, locale } = page
  const w = words.basket.slip
  const off = basketDiscount(basket)
  const added = basket.taxes.filter(({ included }) => !included)
  const steps = off > 0 || basket.service_minor > 0 || added.length > 0
  const row = (label: string, amount: number) => html`<p><span>${label}</span>${money(amount, locale)}</p>`
  return html`${steps ? row(w.subtotal, basket.subtotal_minor + off) : ''}
      ${off > 0 ? row(w.basket_discount, -off) : ''}
      ${basket.service_minor > 0 ? row(w.service, basket.service_minor) : ''}
      ${basket.taxes.map(({ label, included, tax_minor }) => row(included ? `${words.till.in_total} ${label}` : label, tax_minor))}
      <p ${!returns && html`class="total"`}><span>${words.till.total}</span><output>${money(basket.total_minor, locale)}</output></p>
      ${tenders.length > 0 ? row(w.held_money, sum(tenders.map(({ amount_minor }) => amount_minor))) : ''}`
}

/** What is taken off the whole by hand, which the lines share. */
function basketDiscount({ lines }: PricedBasket): Minor {
  const reductions = lines.flatMap((line) => line.reductions)
  return sum(
    reductions.filter(({ kind }) => kind === 'basket-discount').map(({ amount_minor }) => amount_minor)
  )
}

function empty(page: Page, till: TillState): Html {
  const { words } = page
  if (till.returns) return html`<div class="empty">${icon('exchange')}<p>${words.refunds.scan_new}</p></div>`
  return html`<div class="empty">${icon('basket')}<h2>${words.till.empty_title}</h2><p>${words.till.empty_text}</p>
    ${lastSale(page, till)}${heldBaskets(page, till)}${otherBaskets(page, till)}</div>`
}

function lastSale({ words, locale, zone }: Page, { last_sale }: TillState): Html | null {
  if (!last_sale) return null
  const change = last_sale.tenders.reduce((sum, { change_minor }) => sum + change_minor, 0)
  return html`<p class="last-sale">${words.till.last_sale}: <a href="/sales/${last_sale.sale_id}">${last_sale.receipt_no}</a>,
    ${timeOfDay(last_sale.sold_at, locale, zone)} · ${moneyText(last_sale.total_minor, locale)} ·
    ${words.done.change} ${moneyText(change, locale)}</p>`
}

function heldBaskets(page: Page, { held, now }: TillState): Html | null {
  if (held.length === 0) return null
  return html`<div class="others"><h3>${page.words.basket.held.title}</h3>${heldButtons(page, held, now)}</div>`
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
