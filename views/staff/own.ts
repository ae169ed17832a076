import type { StaffMember } from '../../server/auth/find-staff.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { rightsList } from './rights.ts'
import { passwordFields, pinField } from './secret-fields.ts'

/** One's own page: what one may, and one's PIN and password, each changed with the old one. */
export function ownPage(page: Page, oneself: StaffMember, { saved }: { saved: boolean }): Html {
  const { staff: w } = page.words
  const { name, role } = oneself
  return layout(page, {
    title: w.own.title,
    content: html`<main id="content" class="page">
      <header class="member-head"><h1>${name}</h1><p class="row"><span class="tag">${w.roles[role]}</span></p></header>
      ${saved && savedNotice(page)}
      <div class="beside">
        <div class="stack">${pinForm(page, oneself)}${passwordForm(page, oneself)}</div>
        ${rightsList(page, oneself, w.own.may)}
      </div>
    </main>`
  })
}

function pinForm(page: Page, { has_pin }: StaffMember): Html {
  const { staff: w } = page.words
  return html`<form class="card stack" method="post" action="/me/pin" hx-post="/me/pin" hx-swap="none">
    <h2>${has_pin ? w.change_pin : w.own.make_pin}</h2>
    ${formKeys(page)}
    ${has_pin ? proof(w.own.old_pin, 'pin') : proof(w.own.password_proof, 'password')}
    ${pinField(page, w.new_pin, w.own.pin_rule)}
    <p class="hint">${w.own.signs_out}</p>
    <button class="primary">${has_pin ? w.change_pin : w.own.make_pin}</button>
  </form>`
}

function passwordForm(page: Page, { has_password }: StaffMember): Html {
  const { staff: w } = page.words
  return html`<form class="card stack" method="post" action="/me/password" hx-post="/me/password" hx-swap="none">
    <h2>${has_password ? w.change_password : w.own.make_password}</h2>
    <p class="hint">${w.password_why}</p>
    ${formKeys(page)}
    ${has_password ? proof(w.own.old_password, 'password') : proof(w.own.pin_proof, 'pin')}
    ${passwordFields(page)}
    <p class="hint">${w.own.signs_out}</p>
    <button class="primary">${has_password ? w.change_password : w.own.make_password}</button>
  </form>`
}

/** What proves that it is oneself: what one signs in by. */
function proof(label: string, kind: 'pin' | 'password'): Html {
  return field(
    label,
    html`<input name="proof" type="password" inputmode="${kind === 'pin' ? 'numeric' : 'text'}" required maxlength="200" autocomplete="${kind === 'pin' ? 'off' : 'current-password'}">`
  )
}
