import type { ListedOrder, OrderShelf } from '../../server/orders/find-orders.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { dayAndTime, dayMark, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** Which orders are looked at. */
export interface OrderBook {
  shelf: OrderShelf
  text: string
  today: BusinessDay
  orders: ListedOrder[]
}

const SHELVES: OrderShelf[] = ['open', 'due', 'ended']

/** What the shop has promised: open, due, ended. */
export function ordersPage(page: Page, book: OrderBook): Html {
  const w = page.words.orders
  return layout(page, {
    title: w.title,
    place: 'orders',
    content: html`<main id="content" class="page">
      <header class="head"><h1>${w.title}</h1></header>
      <form class="list-search" method="get" role="search" action="/orders" hx-get="/orders/list" hx-target="#orders" hx-swap="outerMorph"
          hx-trigger="input changed delay:200ms, change, submit">
        <label class="search-field">${icon('search')}
          <input type="search" name="text" maxlength="60" value="${book.text}" placeholder="${w.search}" aria-label="${w.search}" autocomplete="off"></label>
        <div class="filter" role="group" aria-label="${w.title}">${SHELVES.map(
          (shelf) =>
            html`<label><input type="radio" name="show" value="${shelf}" ${shelf === book.shelf ? 'checked' : ''}><span>${w.shelves[shelf]}</span></label>`
        )}</div>
        <noscript><button>${page.words.common.search}</button></noscript>
      </form>
      ${orderList(page, book)}
    </main>`
  })
}

/** The orders themselves; they are drawn again when one is made or ends. */
export function orderList(page: Page, book: OrderBook): Html {
  const { words } = page
  const w = words.orders
  const here = new URLSearchParams({ show: book.shelf, text: book.text })
  return html`<div id="orders" hx-get="/orders/list?${here.toString()}" hx-trigger="laci:orders from:body" hx-swap="outerMorph">
    ${
      book.orders.length === 0
        ? html`<div class="card empty">${icon('calendar')}<h2>${w.empty_title}</h2><p>${w.empty_text}</p></div>`
        : html`<div class="table"><table class="cards">
      <thead><tr><th>${w.number}</th><th>${w.customer}</th><th>${w.day}</th><th class="number">${w.total}</th><th class="number">${w.deposit}</th></tr></thead>
      <tbody>${book.orders.map((order) => row(page, book.today, order))}</tbody></table></div>`
    }</div>`
}

function row(page: Page, today: BusinessDay, order: ListedOrder): Html {
  const { words, locale, zone } = page
  const w = words.orders
  return html`<tr><td><a href="/orders/${order.order_id}">${order.order_no}</a> <small>${w.kinds[order.kind]}</small></td>
    <td>${order.customer ?? html`<span class="hint">${w.nobody}</span>`} ${order.note && html`<small>${order.note}</small>`}</td>
    <td>${dayAndTime(order.made_at, locale, zone)} ${standing(page, today, order)}</td>
    <td class="number" data-label="${w.total}">${money(order.total_minor, locale)}</td>
    ${order.deposit_minor > 0 ? html`<td class="number" data-label="${w.deposit}">${money(order.deposit_minor, locale)}</td>` : html`<td class="number blank">–</td>`}</tr>`
}

/** What became of an order, or how much time it has, in words first. */
export function standing(
  { words, locale }: Page,
  today: BusinessDay,
  order: Pick<ListedOrder, 'ended_at' | 'sale_id' | 'due_on' | 'valid_until'> & { receipt_no?: string | null }
): Html | null {
  const w = words.orders
  const { ended_at, sale_id, due_on, valid_until } = order
  if (sale_id) return html`<span class="tag good">${w.sold(order.receipt_no ?? '')}</span>`
  if (ended_at) return html`<span class="tag">${w.called_off}</span>`
  if (due_on) {
    const words = due_on === today ? w.due_today : w.due(dayMark(due_on, locale))
    return html`<span class="tag ${due_on <= today ? 'warn' : ''}">${words}</span>`
  }
  if (!valid_until) return null
  const over = valid_until < today
  return html`<span class="tag ${over ? 'warn' : ''}">${(over ? w.over : w.valid)(dayMark(valid_until, locale))}</span>`
}
