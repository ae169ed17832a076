import type { HeldTender } from '../../server/baskets/take-tender.ts'
import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import { exchangedFor } from '../../server/till/read-owed.ts'
import type { PayState } from '../../server/till/read-payment.ts'
import type { TillState } from '../../server/till/read-till.ts'
import { newId } from '../../server/values/id.ts'
import { money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { keysOf, methodName } from '../tenders/method-name.ts'
import { cashForm } from './pay-cash.ts'
import { type PayMoment, payKeys } from './pay-keys.ts'
import { meansForm } from './pay-means.ts'
import { purseForm, voucherForm } from './pay-purse.ts'
import { qrisForm } from './pay-qris.ts'

/** Where the cashier takes the money: what is owed on top, by what it is paid, and what was given so far. */
export function pay(page: Page, state: PayState, moment: PayMoment = {}): Html {
  const { words } = page
  const { owed, till, method } = state
  // While something is asked nothing else can be pressed by mistake.
  const is_asked = till.tenders.some(({ tender_no }) => tender_no === moment.removing)
  const is_open = !owed.is_paid && owed.excess_minor === 0 && !is_asked
  return html`<section class="task pay-task" data-task aria-label="${words.pay.title}">
    <header class="head"><h2>${words.pay.title}</h2>
      <button type="button" data-leave data-key="Escape">${icon('left')}<span>${words.pay.back}</span> <kbd>Esc</kbd></button></header>
    ${owedLines(page, state, moment.removing)}
    ${is_open && tenderRow(page, state)}
    ${owed.excess_minor > 0 && html`<p class="notice refused" role="alert">${icon('warning')}<span>${words.pay.excess(moneyText(owed.excess_minor, page.locale))}</span></p>`}
    ${owed.is_paid && !is_asked && finishForm(page, state)}
    ${is_open && formOf(page, state, method, moment)}
  </section>`
}

function formOf(page: Page, state: PayState, method: TenderMethod, moment: PayMoment): Html {
  switch (method.kind) {
    case 'cash':
      return cashForm(page, state, moment)
    case 'qris':
      return qrisForm(page, state)
    case 'voucher':
      return voucherForm(page, state)
    case 'kasbon':
    case 'deposit':
    case 'points':
      return purseForm(page, state)
    default:
      return meansForm(page, state)
  }
}

/** What is owed by the means that is chosen, the biggest figure; above it how it came to differ from the total. */
function owedLines(page: Page, { till, owed, method }: PayState, removing: number | undefined): Html {
  const { words, locale } = page
  const w = words.pay
  const is_cash = method.kind === 'cash'
  const exchanged = exchangedFor(till)
  const some = till.tenders.length > 0 || exchanged > 0
  const rounding = is_cash || owed.is_paid ? owed.rounding_minor : 0
  const rest = owed.is_paid ? 0 : is_cash ? owed.cash_minor : owed.exact_minor
  const back = (owed.is_paid && till.returns?.back_minor) || 0
  return html`<div class="owed-lines">
    ${(some || rounding !== 0) && html`<p><span>${words.till.total}</span>${money(till.basket.total_minor, locale)}</p>`}
    ${exchanged > 0 && html`<p><span>${words.slips.means.exchange}</span>${money(-exchanged, locale)}</p>`}
    ${till.tenders.length > 0 && html`<ul class="taken" aria-label="${w.taken}">${till.tenders.map((tender) => takenLine(page, till, tender, removing))}</ul>`}
    ${rounding !== 0 && html`<p class="rounding"><span>${w.rounding}</span><span>${rounding > 0 && '+'}${money(rounding, locale)}</span></p>`}
    <p class="owed"><span>${back > 0 ? words.refunds.back_to_customer : owed.is_paid ? w.all_paid : some ? w.rest : w.owed}</span>
      <output>${money(back || rest, locale)}</output></p>
  </div>`
}

/** Something that was given, with a way back that is asked about first. */
function takenLine(page: Page, till: TillState, tender: HeldTender, removing: number | undefined): Html {
  const { words, locale } = page
  const { tender_no, amount_minor, reference, method } = tender
  if (tender_no === removing) return giveBackForm(page, till.basket_id, tender)
  const name = methodName(words, method)
  return html`<li><span>${name}${reference && html` <small>${reference}</small>`}</span>
    <button type="button" class="plain" hx-get="/till/pay?removing=${tender_no}" hx-target="#task" hx-swap="innerHTML"
      aria-label="${words.pay.remove(`${name} ${moneyText(amount_minor, locale)}`)}">${icon('trash')}</button>${money(-amount_minor, locale)}</li>`
}

/** One button for each means, with its key. A code for QRIS is made by the press that chooses it. */
function tenderRow(page: Page, { till, owed, methods, method, qris }: PayState): Html {
  const names = methods.map((each) => methodName(page.words, each))
  const keys = keysOf(names)
  const vals = JSON.stringify({ basket_id: till.basket_id, amount: owed.exact_minor })
  return html`<div class="means" role="group" aria-label="${page.words.pay.means}">${methods.map(
    (each, at) => {
      const key = keys[at]
      const asks = each.kind === 'qris' && qris.merchant !== null && !qris.request
      const goes = asks
        ? html`hx-post="/till/qris" hx-vals="${vals}"`
        : html`hx-get="/till/pay?method=${each.method_id}"`
      return html`<button type="button" ${goes} hx-target="#task" hx-swap="innerHTML"
      aria-pressed="${each === method ? 'true' : 'false'}" ${key && html`data-key="${key}"`}>${names[at]}${key && html` <kbd>${key.toUpperCase()}</kbd>`}</button>`
    }
  )}</div>`
}

function giveBackForm(
  page: Page,
  basket_id: string | null,
  { tender_no, amount_minor, method }: HeldTender
): Html {
  const w = page.words.pay
  return html`<li class="asked"><form class="row" hx-post="/till/tenders/${tender_no}/removal" hx-target="#task" hx-swap="innerHTML">
    <input type="hidden" name="request_id" value="${newId()}">
    <input type="hidden" name="basket_id" value="${basket_id}">
    <p>${w.give_back(moneyText(amount_minor, page.locale), methodName(page.words, method))}</p>
    <button class="danger" autofocus>${w.given_back}</button>
    <button type="button" hx-get="/till/pay" hx-target="#task" hx-swap="innerHTML">${w.keep}</button></form></li>`
}

/** Nothing more to be given: one key makes the sale. */
function finishForm(page: Page, state: PayState): Html {
  const w = page.words.pay
  const { change_minor } = state.owed
  const label = change_minor > 0 ? w.finish_change(moneyText(change_minor, page.locale)) : w.finish
  return html`<form class="pay-form" hx-post="/sales" hx-target="#task" hx-swap="innerHTML">${payKeys(state)}
    <div class="accept"><button class="primary big" autofocus>${label} <kbd>Enter</kbd></button></div></form>`
}
