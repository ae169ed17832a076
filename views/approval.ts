import type { StaffMember } from '../server/auth/find-staff.ts'
import { proves } from '../server/auth/list-approvers.ts'
import type { Refusal } from '../server/refusal.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { layout } from './layout.ts'
import type { Page } from './page.ts'
import { refusalSentence, saidFacts } from './refusal.ts'
import { keypad } from './sign-in.ts'

/** A form that was refused for want of a right, and who may lend it. */
export interface Asking {
  url: string
  /** What the form holds, its request's id among it, so that it is the same deed when it comes again. */
  fields: [name: string, value: string][]
  /** The id of the element where its answer goes, and how; null for an answer that leads to another page. */
  target: string | null
  swap: string | null
  /** Who was chosen at the last try. */
  approver_id: string | null
  people: StaffMember[]
}

/** Asks for the PIN of somebody who may, on a page of its own: where there is no script to ask over the page. */
export function approvalPage(page: Page, refusal: Refusal, asking: Asking): Html {
  return layout(page, {
    title: page.words.approval.title,
    content: html`<main id="content" class="narrow"><div class="card">${approval(page, refusal, asking)}</div></main>`
  })
}

/** Asks for the PIN of somebody who may, and sends the very same form again with it; a script makes a dialog of it. */
export function approval(page: Page, refusal: Refusal, asking: Asking): Html {
  const { words } = page
  const w = words.approval
  return html`<form class="stack approval" method="post" action="${asking.url}" hx-post="${asking.url}" ${sentBack(asking)}
      aria-labelledby="approval-title">
    ${asking.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <input type="hidden" name="_csrf" value="${page.csrf_token()}">
    <header class="head"><h2 id="approval-title">${w.title}</h2>
      <a class="button" href="${page.terminal ? '/till' : '/'}" data-close>${icon('close')}<span>${words.common.cancel}</span> <kbd>Esc</kbd></a></header>
    <p class="asked">${askedSentence(page, refusal)}</p>
    ${refusal.code === 'right/ask' ? '' : html`<p class="notice refused" role="alert">${icon('warning')}<span>${refusalSentence(page, refusal)}</span></p>`}
    ${asking.people.length === 0 ? html`<p class="notice waiting">${icon('people')}<span>${w.nobody}</span></p>` : proof(page, asking)}
  </form>`
}

function proof({ words }: Page, { people, approver_id }: Asking): Html {
  const w = words.approval
  const chosen = people.find(({ staff_id }) => staff_id === approver_id) ?? people[0]!
  return html`<fieldset class="approvers"><legend>${w.who}</legend>
      ${people.map(
        (
          person
        ) => html`<label class="choice"><input type="radio" name="approver_id" value="${person.staff_id}" required
          data-proof="${proves(person)}" ${person === chosen ? 'checked' : ''}>
          <span><b>${person.name}</b><small>${words.staff.roles[person.role]}</small></span></label>`
      )}</fieldset>
    <label class="field"><span class="by-pin">${w.pin}</span><span class="by-password">${words.sign_in.password}</span>
      <input class="digits" name="approver_pin" type="password" inputmode="${proves(chosen) === 'pin' ? 'none' : 'text'}" autocomplete="off" required maxlength="200"
        data-secret autofocus></label>
    ${keypad(words.sign_in.digit_delete)}
    <button class="primary big">${w.allow} <kbd>Enter</kbd></button>`
}

/** What is asked for, in the words of the counter. */
function askedSentence(page: Page, refusal: Refusal): string {
  const asks: Partial<Record<string, (facts: Record<string, string | number>) => string>> =
    page.words.approval.asks
  const sentence = asks[String(refusal.facts['right'])]
  return sentence ? sentence(saidFacts(page, refusal)) : page.words.approval.ask_any
}

/** Where the answer goes: to where that of the refused form would have gone. */
function sentBack({ target, swap }: Asking): Html {
  if (!target || !swap) return html`hx-swap="none"`
  return html`hx-target="#${target}" hx-swap="${swap}"`
}
