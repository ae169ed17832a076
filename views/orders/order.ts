import type { WholeOrder } from '../../server/orders/find-orders.ts'
import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { backLink } from '../back.ts'
import { dayAndTime, money, moneyText } from '../format.ts'
import { amountInput, field, formKeys, meansSelect } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { methodName } from '../tenders/method-name.ts'
import { standing } from './orders.ts'

export interface OrderFacts {
  order: WholeOrder
  today: BusinessDay
  is_over: boolean
  /** The till in whose basket it lies. */
  in_hand: string | null
  /** What can be taken as a deposit. */
  methods: TenderMethod[]
  slip_text: string
  jobs: Html
}

/** One order: what was promised, what was left for it, and what can become of it. */
export function orderPage(page: Page, facts: OrderFacts): Html {
  const { words } = page
  const w = words.orders
  const { order, slip_text, jobs } = facts
  return layout(page, {
    title: `${w.kinds[order.kind]} ${order.order_no}`,
    place: 'orders',
    content: html`<main id="content" class="page">
      ${backLink('/orders', w.back)}
      <header class="head"><h1>${w.kinds[order.kind]} ${order.order_no}</h1></header>
      <div class="beside">
        <div class="stack">
          ${summary(page, facts)}
          ${order.ended_at ? '' : openCards(page, facts)}
          ${order.ended_at && order.deposit_minor > 0 ? giveBack(page, facts) : ''}
          <section class="card stack"><h2>${w.paper}</h2>
            <div id="jobs" hx-get="/sales/${order.order_id}/jobs" hx-trigger="laci:job from:body" hx-swap="innerMorph">${jobs}</div>
            ${pressForm(page, `/orders/${order.order_id}/copies`, html`<button>${icon('printer')}<span>${w.copy}</span></button>`)}</section>
          <section class="card stack"><h2>${w.share}</h2>
            <a class="button" href="/o/${order.link}">${icon('receipt')}<span>${w.share_action}</span></a>
            <a class="button" href="/orders/${order.order_id}/whatsapp" target="_blank" rel="noopener noreferrer">${icon('share')}<span>${w.whatsapp}</span></a></section>
        </div>
        <figure class="slip"><img class="slip-picture" src="/orders/${order.order_id}/slip.svg" alt="${slip_text}"></figure>
      </div>
    </main>`
  })
}

function summary(page: Page, { order, today }: OrderFacts): Html {
  const { words, locale, zone } = page
  const w = words.orders
  const { total_minor, deposit_minor } = order
  return html`<dl class="card facts">
    <div class="first"><dt>${w.total}</dt><dd>${money(total_minor, locale)}</dd></div>
    ${
      deposit_minor > 0 &&
      html`<div><dt>${w.deposit}</dt><dd>${money(deposit_minor, locale)}</dd></div>
      <div><dt>${w.rest}</dt><dd>${money(total_minor - deposit_minor, locale)}</dd></div>`
    }
    <div><dt>${w.customer}</dt><dd>${order.customer ?? w.nobody}</dd></div>
    <div><dt>${w.day}</dt><dd>${w.made(order.made_by, dayAndTime(order.made_at, locale, zone))} ${standing(page, today, order)}</dd></div>
    ${order.note && html`<div><dt>${w.make.note}</dt><dd>${order.note}</dd></div>`}
    ${order.reason && html`<div><dt>${w.end.reason}</dt><dd>${order.reason}</dd></div>`}
  </dl>`
}

function openCards(page: Page, facts: OrderFacts): Html {
  const w = page.words.orders
  if (facts.in_hand) return html`<p class="card">${w.sell.in_hand(facts.in_hand)}</p>`
  if (!page.terminal) return html`<p class="card hint">${w.sell.only_at_till}</p>${endCard(page, facts)}`
  return html`${sellCard(page, facts)}${payCard(page, facts)}${endCard(page, facts)}`
}

function sellCard(page: Page, { order, is_over }: OrderFacts): Html {
  const w = page.words.orders.sell
  const press = (value: string, label: string, main: boolean) =>
    html`<button class="${main ? 'primary big' : ''}" name="prices" value="${value}">${label}</button>`
  return html`<section class="card stack"><h2>${w.title}</h2><p>${is_over ? w.over_text : w.text}</p>
    ${pressForm(
      page,
      `/orders/${order.order_id}/basket`,
      is_over
        ? html`${press('today', w.today_action, true)}${press('promised', w.promised_action, false)}`
        : press('promised', w.action, true)
    )}</section>`
}

function payCard(page: Page, { order, methods }: OrderFacts): Html {
  const { words, locale, zone } = page
  const w = words.orders.pay
  const rest = order.total_minor - order.deposit_minor
  return html`<section class="card stack"><h2>${w.title}</h2>
    ${
      order.payments.length === 0
        ? html`<p class="hint">${w.none}</p>`
        : html`<ul class="lines">${order.payments.map(
            (
              paid
            ) => html`<li><span>${dayAndTime(paid.paid_at, locale, zone)} <small>${methodName(words, { kind: paid.method, name: paid.name })} · ${paid.payment_no}</small></span>
              <b>${money(paid.kind === 'deposit-back' ? -paid.amount_minor : paid.amount_minor, locale)}</b></li>`
          )}</ul>`
    }
    ${
      rest > 0 &&
      pressForm(
        page,
        `/orders/${order.order_id}/deposits`,
        html`${field(w.amount, amountInput('amount', html`required`))}
        ${field(w.means, meansSelect(page, methods))}
        ${field(w.reference, html`<input name="reference" maxlength="60" autocomplete="off">`, words.common.optional)}
        <button>${icon('cash')}<span>${w.action}</span></button>`
      )
    }</section>`
}

function endCard(page: Page, { order, methods }: OrderFacts): Html {
  const { words, locale } = page
  const w = words.orders.end
  const deposit = order.deposit_minor > 0
  return html`<section class="card stack"><h2>${w.title}</h2>
    <p>${deposit ? w.text_deposit(moneyText(order.deposit_minor, locale)) : w.text}</p>
    ${pressForm(
      page,
      `/orders/${order.order_id}/ending`,
      html`${field(w.reason, html`<input name="reason" maxlength="200" required autocomplete="off">`)}
      ${deposit ? field(words.orders.pay.means, meansSelect(page, methods)) : html`<input type="hidden" name="method_id" value="cash">`}
      <button class="danger">${icon('close')}<span>${w.action}</span></button>`
    )}</section>`
}

/** What was left over when an order ended. */
function giveBack(page: Page, { order, methods }: OrderFacts): Html {
  const w = page.words.orders.pay
  return html`<section class="card stack"><h2>${w.title}</h2>
    ${pressForm(
      page,
      `/orders/${order.order_id}/deposit-back`,
      html`${field(w.means, meansSelect(page, methods))}<button>${icon('cash')}<span>${w.back_action}</span></button>`
    )}</section>`
}

function pressForm(page: Page, url: string, fields: Html): Html {
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}${fields}</form>`
}
