import type { StaffMember } from '../../server/auth/find-staff.ts'
import type { Role } from '../../server/auth/tables.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { initials } from '../sign-in.ts'

/** The most hired first. */
const ROLES: Role[] = ['cashier', 'supervisor', 'stock', 'technician', 'owner']

/** Who works here: each a card, and a form to take somebody on. */
export function staffPage(page: Page, staff: StaffMember[], { saved }: { saved: boolean }): Html {
  const w = page.words.staff
  return layout(page, {
    title: w.title,
    place: 'staff',
    content: html`<main id="content" class="page">
      <header class="head"><h1>${w.title}</h1>
        <a class="button" href="#hiring">${icon('plus')}<span>${w.add}</span></a></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        <section class="stack" aria-label="${w.title}">
          ${staff.length === 1 && html`<p class="hint">${w.empty}</p>`}
          <ul class="stack staff">${staff.map((person) => member(page, person))}</ul>
        </section>
        ${hiring(page)}
      </div>
    </main>`
  })
}

/** One card: who it is, and unfolded under it what can be changed. Nothing moves above the finger. */
function member(page: Page, person: StaffMember): Html {
  const { words } = page
  const w = words.staff
  const oneself = person.staff_id === page.who?.staff_id
  return html`<li class="card"><details>
    <summary class="member">
      <i aria-hidden="true">${initials(person.name)}</i>
      <span class="about"><b>${person.name}</b>
        <span class="row"><span class="tag">${w.roles[person.role]}</span>${oneself && html`<span class="tag good">${w.you}</span>`}
          <small>${waysIn(page, person)}</small></span></span>
      <span class="button">${words.common.edit}</span>
    </summary>
    ${pinForm(page, person)}
    ${!oneself && leaving(page, person)}
  </details></li>`
}

function waysIn({ words: { staff: w } }: Page, { has_pin, has_password }: StaffMember): string {
  if (has_pin && has_password) return w.by_both
  return has_pin ? w.by_pin : w.by_password
}

function pinForm(page: Page, { staff_id, name, has_pin }: StaffMember): Html {
  const w = page.words.staff
  const url = `/staff/${staff_id}/pin`
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    ${field(w.pin_of(name), pinInput(), w.pin_hint)}
    <button class="primary">${has_pin ? w.change_pin : w.give_pin}</button>
  </form>`
}

/** Asked twice: the first press only shows what it means. */
function leaving(page: Page, { staff_id, name }: StaffMember): Html {
  const w = page.words.staff
  const url = `/staff/${staff_id}/departure`
  return html`<details class="leaving"><summary class="button danger">${w.leave}</summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
      ${formKeys(page)}
      <p>${w.leave_question(name)}</p>
      <button class="danger">${w.leave_action(name)}</button>
    </form></details>`
}

function hiring(page: Page): Html {
  const w = page.words.staff
  return html`<form class="card stack" method="post" action="/staff" hx-post="/staff" hx-swap="none" id="hiring">
    <h2>${w.add}</h2>
    ${formKeys(page)}
    ${field(w.name, html`<input name="name" required maxlength="60" autocomplete="off">`, w.name_hint)}
    <fieldset><legend>${w.role}</legend><div class="choices">${ROLES.map((role) => roleChoice(page, role))}</div></fieldset>
    ${field(w.pin, pinInput(), w.pin_hint)}
    <button class="primary">${icon('plus')}<span>${w.add_action}</span></button>
  </form>`
}

function roleChoice({ words: { staff: w } }: Page, role: Role): Html {
  return html`<label class="choice"><input type="radio" name="role" value="${role}" ${role === 'cashier' ? 'checked' : ''} required>
    <span><b>${w.roles[role]}</b><small>${w.role_texts[role]}</small></span></label>`
}

function pinInput(): Html {
  return html`<input name="pin" type="password" inputmode="numeric" pattern="[0-9]{4,8}" required minlength="4" maxlength="8" autocomplete="new-password">`
}
