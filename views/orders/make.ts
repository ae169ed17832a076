import type { WholeOrder } from '../../server/orders/find-orders.ts'
import type { TillState } from '../../server/till/read-till.ts'
import { addDays, type BusinessDay } from '../../server/values/business-day.ts'
import { newId } from '../../server/values/id.ts'
import { money, moneyText } from '../format.ts'
import { field } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** How long a quotation holds unless somebody says otherwise. */
const VALID_DAYS = 7

/** The way from a basket to a promise; or which promise it comes from, and what was left for it: nobody pays that twice. */
export function orderButton(page: Page, till: TillState): Html | null {
  if (till.head?.order_no) return orderNote(page, till.head.order_no, till.head.order_deposit_minor)
  if (!page.may('make-orders')) return null
  return html`<button type="button" hx-get="/till/order" hx-target="#task" hx-swap="innerHTML"
    ${till.basket.lines.length === 0 && 'disabled'}>${icon('calendar')}<span>${page.words.orders.make.button}</span></button>`
}

function orderNote({ words, locale }: Page, order_no: string, deposit_minor: number): Html {
  const w = words.orders.make
  return html`<p class="order-note"><span>${w.of(order_no)}</span>${deposit_minor > 0 && html` <b>${w.left(moneyText(deposit_minor, locale))}</b>`}</p>`
}

/** Keeps the basket as an order or a quotation. Its id is minted here, so however often it is sent it is one. */
export function makeOrderTask(page: Page, till: TillState, today: BusinessDay): Html {
  const { words, locale } = page
  const w = words.orders.make
  const name = till.head?.customer_name
  return html`<form class="task stack order-task" hx-post="/orders" hx-target="#task" hx-swap="innerHTML" data-task>
    <input type="hidden" name="request_id" value="${newId()}">
    <input type="hidden" name="basket_id" value="${till.basket_id}">
    <input type="hidden" name="total" value="${till.basket.total_minor}">
    <header class="head"><h2>${w.title}</h2>
      <button type="button" data-leave data-key="Escape">${icon('close')}<span>${words.common.close}</span> <kbd>Esc</kbd></button></header>
    <p class="owed"><span>${words.orders.total}</span><output>${money(till.basket.total_minor, locale)}</output></p>
    <p class="hint">${name ? w.for(name) : w.no_customer}</p>
    <div class="choices two">${(['order', 'quotation'] as const).map(
      (
        kind
      ) => html`<label class="choice"><input type="radio" name="kind" value="${kind}" required ${kind === 'order' ? 'checked' : ''}>
        <span><b>${words.orders.kinds[kind]}</b><small>${w.kind_texts[kind]}</small></span></label>`
    )}</div>
    <div class="for-order">${field(w.due_on, html`<input type="date" name="due_on" min="${today}">`, words.common.optional)}</div>
    <div class="for-quotation">${field(
      w.valid_until,
      html`<input type="date" name="valid_until" min="${today}" value="${addDays(today, VALID_DAYS)}">`
    )}</div>
    ${field(w.note, html`<input name="note" maxlength="200" autocomplete="off" placeholder="${w.note_example}">`, words.common.optional)}
    <button class="primary big">${w.action}</button>
  </form>`
}

/** The promise is kept, and the till is free. */
export function orderDone({ words, locale }: Page, order: WholeOrder): Html {
  const w = words.orders
  return html`<div class="task done-task stack" data-task data-done>
    <p class="hint">${w.kinds[order.kind]} · ${words.orders.total} ${moneyText(order.total_minor, locale)}</p>
    <p class="change"><span>${w.make.done}</span><output>${order.order_no}</output></p>
    <button type="button" class="primary big" data-leave data-key="Enter">${words.done.new_sale} <kbd>Enter</kbd></button>
    <a class="button" href="/orders/${order.order_id}">${icon('calendar')}<span>${w.make.see}</span></a>
  </div>`
}
