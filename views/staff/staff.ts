import type { Leaver, StaffMember } from '../../server/auth/find-staff.ts'
import type { Role } from '../../server/auth/tables.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { initials } from '../sign-in.ts'
import { pinField } from './secret-fields.ts'

/** The most hired first. */
const ROLES: Role[] = ['cashier', 'supervisor', 'stock', 'technician', 'owner']

interface People {
  staff: StaffMember[]
  leavers: Leaver[]
  saved: boolean
}

/** Who works here, each a card that opens their page; who used to; and a form to take somebody on. */
export function staffPage(page: Page, { staff, leavers, saved }: People): Html {
  const w = page.words.staff
  return layout(page, {
    title: w.title,
    place: 'staff',
    content: html`<main id="content" class="page">
      <header class="head"><h1>${w.title}</h1>
        <a class="button" href="#hiring">${icon('plus')}<span>${w.add}</span></a></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        <div class="stack">
          <section class="stack" aria-label="${w.title}">
            ${staff.length === 1 && html`<p class="hint">${w.empty}</p>`}
            <ul class="stack staff">${staff.map((person) => card(page, person))}</ul>
          </section>
          ${
            leavers.length > 0 &&
            html`<section class="stack" aria-labelledby="leavers"><h2 id="leavers">${w.leavers}</h2>
            <ul class="stack staff">${leavers.map((person) => leaverCard(page, person))}</ul></section>`
          }
        </div>
        ${hiring(page)}
      </div>
    </main>`
  })
}

function card(page: Page, person: StaffMember): Html {
  const { staff: w } = page.words
  const { staff_id, name, role, singles } = person
  return html`<li><a class="card member" href="/staff/${staff_id}">
    <i aria-hidden="true">${initials(name)}</i>
    <span class="about"><b>${name}</b>
      <span class="row"><span class="tag">${w.roles[role]}</span>
        ${singles !== null && html`<span class="tag warn">${w.singles(singles.split(',').length)}</span>`}
        ${staff_id === page.who?.staff_id && html`<span class="tag good">${w.you}</span>`}
        <small>${waysIn(page, person)}</small></span></span>
    ${icon('right')}</a></li>`
}

/** How somebody signs in. */
export function waysIn({ words: { staff: w } }: Page, { has_pin, has_password }: StaffMember): string {
  if (has_pin && has_password) return w.by_both
  return has_pin ? w.by_pin : w.by_password
}

/** Somebody who has left; under it, unfolded, how they come back. */
function leaverCard(page: Page, { staff_id, name, role, left_at }: Leaver): Html {
  const { staff: w } = page.words
  const url = `/staff/${staff_id}/return`
  return html`<li class="card"><details>
    <summary class="member">
      <i aria-hidden="true">${initials(name)}</i>
      <span class="about"><b>${name}</b>
        <span class="row"><span class="tag">${w.roles[role]}</span>
          <small>${w.left(dayAndTime(left_at, page.locale, page.zone))}</small></span></span>
      <span class="button">${w.bring_back}</span>
    </summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
      ${formKeys(page)}
      <p>${w.bring_back_text(name)}</p>
      ${pinField(page, w.pin_of(name))}
      <button class="primary">${w.bring_back_action(name)}</button>
    </form>
  </details></li>`
}

function hiring(page: Page): Html {
  const w = page.words.staff
  return html`<form class="card stack" method="post" action="/staff" hx-post="/staff" hx-swap="none" id="hiring">
    <h2>${w.add}</h2>
    ${formKeys(page)}
    ${field(w.name, html`<input name="name" required maxlength="60" autocomplete="off">`, w.name_hint)}
    ${roleChoices(page, 'cashier')}
    ${pinField(page, w.pin)}
    <button class="primary">${icon('plus')}<span>${w.add_action}</span></button>
  </form>`
}

/** The roles to choose one from, each with what it means. */
export function roleChoices({ words: { staff: w } }: Page, chosen: Role): Html {
  return html`<fieldset><legend>${w.role}</legend><div class="choices">${ROLES.map(
    (
      role
    ) => html`<label class="choice"><input type="radio" name="role" value="${role}" ${role === chosen ? 'checked' : ''} required>
    <span><b>${w.roles[role]}</b><small>${w.role_texts[role]}</small></span></label>`
  )}</div></fieldset>`
}
