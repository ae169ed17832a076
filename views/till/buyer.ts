import { phoneText } from '../../server/customers/phone.ts'
import type { FoundCustomer } from '../../server/customers/search-customers.ts'
import type { Buyer } from '../../server/till/find-buyer.ts'
import { figure, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { taskHead } from './line.ts'

/** Who buys: found as one types, or written down on the spot. */
export function buyerPanel(page: Page, buyer: Buyer | undefined, found: FoundCustomer[]): Html {
  const w = page.words.basket.buyer
  return html`<div class="task stack buyer-task" data-task>
    ${taskHead(page, w.title)}
    ${buyer ? removeButton(page, buyer) : ''}
    <form class="search" hx-post="/till/customer" hx-target="#slip" hx-swap="outerMorph">
      <label class="field"><span>${w.search}</span>
        <input name="text" maxlength="80" autocomplete="off" spellcheck="false" required enterkeyhint="search" autofocus
          hx-get="/till/customers" hx-trigger="input delay:150ms" hx-target="#found" hx-swap="outerMorph" hx-sync="this:replace"></label>
      <button class="primary">${w.choose} <kbd>Enter</kbd></button></form>
    ${foundBuyers(page, '', found)}
  </div>`
}

/** Who fits what was typed, and the form for somebody who isn't known yet. */
export function foundBuyers(page: Page, text: string, found: FoundCustomer[]): Html {
  const w = page.words.basket.buyer
  return html`<div id="found" class="stack">
    <ul class="held" aria-label="${w.found}">${found.map((one) => html`<li>${foundOne(page, one)}</li>`)}</ul>
    ${found.length === 0 && text ? html`<p class="hint">${w.none}</p>` : ''}
    ${page.may('edit-customers') ? addForm(page, text) : ''}
  </div>`
}

function foundOne(page: Page, one: FoundCustomer): Html {
  const about = [one.phone && phoneText(one.phone), one.group_name, ...standing(page, one)]
  return html`<button type="button" hx-post="/till/customer" hx-vals='${JSON.stringify({ customer_id: one.customer_id })}'
    hx-target="#slip" hx-swap="outerMorph"><span><b>${one.name}</b><small>${about.filter(Boolean).join(' · ')}</small></span>
    <i>${page.words.basket.buyer.choose}</i></button>`
}

function addForm({ words }: Page, text: string): Html {
  const w = words.basket.buyer
  const is_phone = /^[\d\s+().-]+$/.test(text)
  return html`<form class="card stack" hx-post="/till/customers" hx-target="#slip" hx-swap="outerMorph">
    <h3>${w.add_title}</h3>
    <div class="pair"><label class="field"><span>${w.name}</span>
        <input name="name" maxlength="80" autocomplete="off" required value="${is_phone ? '' : text}"></label>
      <label class="field"><span>${w.phone}</span>
        <input name="phone" type="tel" maxlength="30" autocomplete="off" value="${is_phone ? text : ''}"></label></div>
    <label class="row"><input type="checkbox" name="consent" value="yes"><span>${w.consent}</span></label>
    <button>${icon('plus')}<span>${w.add}</span></button></form>`
}

function removeButton({ words }: Page, { name }: Buyer): Html {
  return html`<button type="button" class="danger" hx-post="/till/customer" hx-vals='{"customer_id":""}' hx-target="#slip"
    hx-swap="outerMorph">${icon('close')}<span>${words.basket.buyer.remove(name)}</span></button>`
}

/** On the slip: who buys, and how they stand; one press chooses somebody else. */
export function buyerButton(page: Page, buyer: Buyer | undefined): Html {
  const { words } = page
  const about = buyer ? [buyer.group_name, ...standing(page, buyer)].filter(Boolean).join(' · ') : ''
  return html`<button type="button" class="buyer" hx-get="/till/customer" hx-target="#task" hx-swap="innerHTML" data-key="F3">${icon('people')}
    <span>${buyer ? html`<b>${buyer.name}</b>${about ? html`<small>${about}</small>` : ''}` : words.basket.buyer.button}</span> <kbd>F3</kbd></button>`
}

function standing(
  { words, locale }: Page,
  { points, debt_minor, limit_minor }: Pick<Buyer, 'points' | 'debt_minor' | 'limit_minor'>
): string[] {
  const w = words.basket.buyer
  const debt = moneyText(debt_minor, locale)
  return [
    ...(points > 0 ? [w.points(figure(points, locale))] : []),
    ...(limit_minor > 0
      ? [w.debt(debt, moneyText(limit_minor, locale))]
      : debt_minor > 0
        ? [w.debt_only(debt)]
        : [])
  ]
}
