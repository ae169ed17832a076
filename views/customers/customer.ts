import type { Customer } from '../../server/customers/find-customers.ts'
import type { listGroups } from '../../server/customers/groups.ts'
import type { Purchase } from '../../server/customers/list-purchases.ts'
import { phoneText } from '../../server/customers/phone.ts'
import type { AccountMove, Statement } from '../../server/customers/read-statement.ts'
import type { WholePayment } from '../../server/tenders/find-payment.ts'
import type { Minor } from '../../server/values/money.ts'
import { backLink } from '../back.ts'
import { dayAndTime, figure, money } from '../format.ts'
import { amountInput, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { ageing, debtTable, latestOf, limitBar, moveRow } from './account.ts'
import { historyCard, type PointsFacts, pointsCard } from './books.ts'
import { customerForm } from './customer-form.ts'
import { debtPayment, depositForms, type Owing, type Till, takenNotice } from './payment-forms.ts'

/** So many moves of an account are shown here; the statement has them all. */
const SHOWN = 10

/** All that is known of a customer. */
export interface CustomerFacts {
  customer: Customer
  groups: ReturnType<typeof listGroups>
  statement: Statement
  deposits: AccountMove[]
  owing: Owing
  till: Till
  points: PointsFacts
  purchases: Purchase[]
  bought: { sales: number; total_minor: Minor }
  saved: boolean
  /** The payment that was just taken. */
  paid: WholePayment | undefined
}

/** One customer: how the two stand with each other, what happened between them, and who it is. */
export function customerPage(page: Page, facts: CustomerFacts): Html {
  const { customer, purchases, bought, saved, paid } = facts
  const w = page.words.customers
  const is_erased = customer.erased_at !== null
  return layout(page, {
    title: customer.name,
    place: 'customers',
    content: html`<main id="content" class="page customers">
      ${backLink('/customers', w.back)}
      ${head(page, customer)}
      ${saved && savedNotice(page)}
      ${paid && takenNotice(page, paid)}
      ${figures(page, facts)}
      <div class="beside">
        <div class="stack">
          ${is_erased ? html`<p class="card">${w.erased_text}</p>` : [accountCard(page, facts), depositCard(page, facts)]}
          ${historyCard(page, purchases, bought.sales)}
        </div>
        ${!is_erased && html`<div class="stack">${aside(page, facts)}</div>`}
      </div>
    </main>`
  })
}

function head(page: Page, { name, phone, group_name, added_at }: Customer): Html {
  const { words, locale, zone } = page
  return html`<header class="head">
    <div class="who-it-is"><h1>${name}</h1>
      <p class="row">${phone && html`<a href="tel:+${phone}">${phoneText(phone)}</a>`}
        ${group_name && html`<span class="tag">${group_name}</span>`}
        <small>${words.customers.since(dayAndTime(added_at, locale, zone))}</small></p></div>
  </header>`
}

function figures({ words, locale }: Page, { owing, points, bought }: CustomerFacts): Html {
  const w = words.customers
  const one = (label: string, value: Html | string, more = '') =>
    html`<div><dt>${label}</dt><dd>${value}${more && html` <small>${more}</small>`}</dd></div>`
  return html`<dl class="figures">
    ${one(w.debt, money(owing.debt_minor, locale))}
    ${one(w.deposit, money(owing.deposit_minor, locale))}
    ${one(w.points, figure(points.points, locale))}
    ${one(w.bought, money(bought.total_minor, locale), w.bought_times(figure(bought.sales, locale)))}
  </dl>`
}

function accountCard(page: Page, { customer, statement, owing, till }: CustomerFacts): Html {
  const w = page.words.customers
  const { customer_id, limit_minor } = customer
  return html`<section class="card stack" id="account">
    <div class="head"><h2>${w.account.title}</h2>
      <a class="button" href="/customers/${customer_id}/statement">${icon('receipt')}<span>${w.account.statement}</span></a></div>
    ${limitBar(page, { debt_minor: owing.debt_minor, limit_minor })}
    ${debtPayment(page, till, owing)}
    ${statement.closing_minor > 0 && ageing(page, statement)}
    ${statement.moves.length === 0 ? html`<p class="hint">${w.account.nothing_owed}</p>` : debtTable(page, latestOf(statement, SHOWN))}
  </section>`
}

function depositCard(page: Page, { deposits, owing, till }: CustomerFacts): Html {
  const { words, locale } = page
  const w = words.customers
  return html`<section class="card stack">
    <div class="head"><h2>${w.deposit}</h2><b>${money(owing.deposit_minor, locale)}</b></div>
    ${
      deposits.length > 0 &&
      html`<div class="table"><table class="cards account"><tbody>
        ${deposits.slice(-SHOWN).map((move) => moveRow(page, move, w.account.deposit_kinds[move.kind], w.account.balance))}
      </tbody></table></div>`
    }
    ${depositForms(page, till, owing)}
  </section>`
}

function aside(page: Page, { customer, groups, points }: CustomerFacts): Html {
  const may_edit = page.may('edit-customers')
  return html`
    ${may_edit && customerForm(page, customer, groups)}
    ${may_edit && limitForm(page, customer)}
    ${pointsCard(page, points)}
    ${may_edit && dataCard(page, customer)}`
}

function limitForm(page: Page, { customer_id, limit_minor }: Customer): Html {
  const { words, locale } = page
  const w = words.customers
  const url = `/customers/${customer_id}/limit`
  return html`<form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    ${field(
      w.limit,
      amountInput('limit', html`value="${figure(limit_minor, locale)}"`),
      page.may('set-debt-limits') ? undefined : w.account.limit_hint
    )}
    <button>${w.account.set_limit}</button>
  </form>`
}

/** What the law gives the customer: to see what is kept, and to be forgotten. */
function dataCard(page: Page, { customer_id }: Customer): Html {
  const w = page.words.customers.data
  const url = `/customers/${customer_id}/erasure`
  return html`<section class="card stack"><h2>${w.title}</h2><p class="hint">${w.text}</p>
    ${page.may('manage-customers') && html`<a class="button" href="/customers/${customer_id}/data.json" download>${w.download}</a>`}
    <details><summary class="button danger">${icon('trash')}<span>${w.erase}</span></summary>
      <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
        ${formKeys(page)}
        <p>${w.erase_text}</p>
        <label class="choice"><input type="checkbox" name="sure" value="yes" required><b>${w.erase_sure}</b></label>
        <button class="danger">${w.erase_action}</button>
      </form></details>
  </section>`
}
