import type { StaffMember } from '../../server/auth/find-staff.ts'
import { may, type Rightful, rightsOf } from '../../server/auth/permissions.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'
import { rightsForm, rightsList } from './rights.ts'
import { passwordFields, pinField } from './secret-fields.ts'
import { roleChoices, waysIn } from './staff.ts'

interface Looking {
  /** Who looks: it decides what can be changed. */
  doer: Rightful & { staff_id: string }
  saved: boolean
}

/** One person's page: what they are called, what they may, how they sign in, and how they leave. */
export function memberPage(page: Page, person: StaffMember, { doer, saved }: Looking): Html {
  const { staff: w } = page.words
  const { name, role, hired_at } = person
  return layout(page, {
    title: name,
    place: 'staff',
    content: html`<main id="content" class="page">
      ${backLink('/staff', w.back)}
      <header class="member-head"><h1>${name}</h1>
        <p class="row"><span class="tag">${w.roles[role]}</span><small>${waysIn(page, person)}</small>
          <small>${w.hired(dayAndTime(hired_at, page.locale, page.zone))}</small></p></header>
      ${saved && savedNotice(page)}
      ${content(page, person, doer)}
    </main>`
  })
}

function content(page: Page, person: StaffMember, doer: Looking['doer']): Html {
  const { rights } = page.words
  const oneself = person.staff_id === doer.staff_id
  if (!oneself && rightsOf(person).some((right) => !may(doer, right))) {
    return html`<p class="notice">${icon('warning')}<span>${rights.beyond}</span></p>
      ${rightsList(page, person, rights.title)}`
  }
  return html`<div class="beside">
    ${oneself ? rightsList(page, person, rights.title) : rightsForm(page, { person, doer })}
    <div class="stack">
      ${naming(page, person)}
      ${oneself ? ownSecrets(page) : [roleForm(page, person), secrets(page, person), leaving(page, person)]}
    </div>
  </div>`
}

function naming(page: Page, { staff_id, name }: StaffMember): Html {
  const { staff: w } = page.words
  const url = `/staff/${staff_id}/name`
  return html`<form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    ${field(w.name, html`<input name="name" required maxlength="60" autocomplete="off" value="${name}">`, w.name_hint)}
    <button>${w.rename}</button>
  </form>`
}

function ownSecrets(page: Page): Html {
  const { rights, staff: w } = page.words
  return html`<section class="card stack"><h2>${w.ways_in}</h2><p class="hint">${rights.own}</p>
    <p><a class="button" href="/me">${icon('customer')}<span>${w.own.link}</span></a></p></section>`
}

function roleForm(page: Page, { staff_id, name, role }: StaffMember): Html {
  const { rights, staff: w } = page.words
  const url = `/staff/${staff_id}/role`
  return html`<details class="card fold"><summary>${icon('right')}<h2>${w.change_role}</h2></summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
      ${formKeys(page)}
      ${roleChoices(page, role)}
      <p class="hint">${w.role_resets} ${rights.ends_sessions(name)}</p>
      <button class="primary">${w.change_role}</button>
    </form></details>`
}

function secrets(page: Page, { staff_id, name, has_pin, has_password }: StaffMember): Html {
  const { staff: w } = page.words
  const [pin_url, password_url] = [`/staff/${staff_id}/pin`, `/staff/${staff_id}/password`]
  return html`<details class="card fold"><summary>${icon('right')}<h2>${w.ways_in}</h2></summary>
    <div class="stack">
      <p class="hint">${w.signs_out}</p>
      <form class="stack" method="post" action="${pin_url}" hx-post="${pin_url}" hx-swap="none">
        ${formKeys(page)}
        ${pinField(page, w.pin_of(name))}
        <button class="primary">${has_pin ? w.change_pin : w.give_pin}</button>
      </form>
      <form class="stack" method="post" action="${password_url}" hx-post="${password_url}" hx-swap="none">
        ${formKeys(page)}
        <p class="hint">${w.password_why}</p>
        ${passwordFields(page)}
        <button class="primary">${has_password ? w.change_password : w.give_password}</button>
      </form>
    </div></details>`
}

/** Asked twice: the first press only shows what it means. */
function leaving(page: Page, { staff_id, name }: StaffMember): Html {
  const w = page.words.staff
  const url = `/staff/${staff_id}/departure`
  return html`<details class="card fold"><summary>${icon('right')}<h2>${w.leave}</h2></summary>
    <form class="stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">
      ${formKeys(page)}
      <p>${w.leave_question(name)}</p>
      <button class="danger">${w.leave_action(name)}</button>
    </form></details>`
}
