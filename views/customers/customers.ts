import { phoneText } from '../../server/customers/phone.ts'
import type { FoundCustomer } from '../../server/customers/search-customers.ts'
import type { Minor } from '../../server/values/money.ts'
import { figure, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

export interface CustomerListing {
  text: string
  /** Only who owes the shop, the largest debt first. */
  owing: boolean
  found: FoundCustomer[]
  /** There are more than are shown. */
  more: boolean
  receivables: { customers: number; debt_minor: Minor }
}

/** The shop's customers, found as one types; cards on a phone. */
export function customersPage(page: Page, listing: CustomerListing): Html {
  const w = page.words.customers
  return layout(page, {
    title: w.title,
    place: 'customers',
    content: html`<main id="content" class="page customers">
      <header class="head"><h1>${w.title}</h1>
        <div class="row">
          ${page.may('manage-customers') && html`<a class="button" href="/customers/groups">${icon('people')}<span>${w.groups.title}</span></a>`}
          ${page.may('edit-customers') && html`<a class="button primary" href="/customers/new">${icon('plus')}<span>${w.add}</span></a>`}
        </div></header>
      ${searchForm(page, listing)}
      ${foundCustomers(page, listing)}
    </main>`
  })
}

function searchForm({ words }: Page, { text, owing }: CustomerListing): Html {
  const w = words.customers
  const choice = (value: string, label: string, chosen: boolean) =>
    html`<label><input type="radio" name="owing" value="${value}" ${chosen && 'checked'}><span>${label}</span></label>`
  return html`<form class="list-search" method="get" action="/customers" role="search" hx-get="/customers"
    hx-trigger="input delay:120ms, change, submit" hx-sync="this:replace" hx-target="#found" hx-select="#found"
    hx-swap="outerHTML">
    <label class="search-field">${icon('search')}
      <input name="text" type="search" value="${text}" placeholder="${w.search}" aria-label="${w.search}" maxlength="80"
        autocomplete="off" enterkeyhint="search"></label>
    <div class="filter" role="group" aria-label="${w.title}">${choice('', w.everyone, !owing)}${choice('yes', w.owing, owing)}</div>
    <noscript><button>${words.common.search}</button></noscript>
  </form>`
}

/** Whoever was found, and what all of the shop's customers owe. */
function foundCustomers(page: Page, listing: CustomerListing): Html {
  const { words, locale } = page
  const w = words.customers
  const { found, more, receivables } = listing
  if (found.length === 0) return nobody(page, listing)
  return html`<section id="found" class="stack">
    <div class="table"><table class="cards customer-table">
      <thead><tr><th>${w.name}</th><th>${w.group}</th><th class="number">${w.points}</th>
        <th class="number">${w.deposit}</th><th class="number">${w.debt}</th></tr></thead>
      <tbody>${found.map((customer) => row(page, customer))}</tbody>
      ${
        receivables.debt_minor > 0 &&
        html`<tfoot><tr><td colspan="4">${w.receivables} <small>${w.receivables_of(figure(receivables.customers, locale))}</small></td>
          <td class="number">${money(receivables.debt_minor, locale)}</td></tr></tfoot>`
      }
    </table></div>
    ${more && html`<p class="hint">${w.only_first(figure(found.length, locale))}</p>`}
  </section>`
}

function row(page: Page, customer: FoundCustomer): Html {
  const { words, locale } = page
  const w = words.customers
  const { debt_minor, limit_minor, deposit_minor, points } = customer
  const over = debt_minor > limit_minor
  return html`<tr>
    <td class="item-name"><a href="/customers/${customer.customer_id}">${customer.name}<small>${customer.phone && phoneText(customer.phone)}</small></a></td>
    <td class="group">${customer.group_name && html`<span class="tag">${customer.group_name}</span>`}</td>
    <td class="number ${points === 0 && 'none'}" data-label="${w.points}">${points === 0 ? '–' : figure(points, locale)}</td>
    <td class="number ${deposit_minor === 0 && 'none'}" data-label="${w.deposit}">${deposit_minor === 0 ? '–' : money(deposit_minor, locale)}</td>
    <td class="number debt ${debt_minor === 0 && 'none'}" data-label="${w.debt}">${debt_minor === 0 ? '–' : html`<b class="${over ? 'fault' : ''}">${money(debt_minor, locale)}</b>`}</td>
  </tr>`
}

function nobody(page: Page, { text, owing }: CustomerListing): Html {
  const w = page.words.customers
  if (text) {
    return html`<section id="found" class="empty" role="status">${icon('search')}<h2>${w.nothing_title}</h2>
      <p>${w.nothing_text}</p></section>`
  }
  if (owing) {
    return html`<section id="found" class="card empty" role="status">${icon('check')}<h2>${w.nobody_owes_title}</h2>
      <p>${w.nobody_owes_text}</p></section>`
  }
  return html`<section id="found" class="card empty">${icon('customer')}<h2>${w.empty_title}</h2>
    <p>${w.empty_text}</p>
    ${page.may('edit-customers') && html`<a class="button primary" href="/customers/new">${icon('plus')}<span>${w.add}</span></a>`}
  </section>`
}
