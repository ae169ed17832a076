import type { StaffMember } from '../server/auth/find-staff.ts'
import type { TakenOut } from '../server/terminals/revoke-terminal.ts'
import { field, formKeys } from './forms.ts'
import { type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { languageSwitch, layout } from './layout.ts'
import type { Page } from './page.ts'
import { takenOut, waitingPlace } from './terminals/waiting.ts'

/** How somebody comes to the sign-in: to go on afterwards where they were, and whose screen it still is. */
export interface Coming {
  /** Where to go on; nothing for the start. */
  back?: string | undefined
  /** Whose session is locked here: their secret opens it. */
  locked?: { name: string } | undefined
}

/** At a till: who is on duty? */
export function whoPage(page: Page, staff: StaffMember[], { back }: Coming = {}): Html {
  const w = page.words.sign_in
  return frame(
    page,
    w.who,
    html`
    ${staff.length === 0 ? html`<p class="hint">${w.no_cashiers}</p>` : ''}
    <ul class="people">
      ${staff.map(
        (person) => html`<li><a class="person" href="/sign-in?who=${person.staff_id}${and(back)}">
          <i aria-hidden="true">${initials(person.name)}</i><b>${person.name}</b>
          <small>${page.words.staff.roles[person.role]}</small></a></li>`
      )}
    </ul>
    <a class="button" href="/sign-in?by=password${and(back)}">${w.as_owner}</a>`
  )
}

/** At a till: the PIN of one person, by keys or by touch. */
export function pinPage(
  page: Page,
  person: Pick<StaffMember, 'staff_id' | 'name'>,
  { back, locked }: Coming = {}
): Html {
  const w = page.words.sign_in
  return frame(
    page,
    locked ? page.words.terminals.locked_title(person.name) : person.name,
    html`${locked ? html`<p class="hint">${page.words.terminals.locked_text}</p>` : ''}
    <form class="stack pin" method="post" action="/sign-in/pin" hx-post="/sign-in/pin" hx-swap="none" data-pin>
      ${formKeys(page)}
      <input type="hidden" name="staff_id" value="${person.staff_id}">${backField(back)}
      <input class="digits" name="pin" type="password" inputmode="none" autocomplete="off" required minlength="4"
        maxlength="8" aria-label="${w.pin_for(person.name)}" autofocus>
      ${keypad(w.digit_delete)}
      <button class="primary big">${w.enter}</button>
    </form>
    <a class="button" href="/sign-in?by=name${and(back)}">${w.other_person}</a>`
  )
}

/** Away from a till, or for the owner: name and password. */
export function passwordPage(page: Page, { back, locked }: Coming = {}): Html {
  const w = page.words.sign_in
  return frame(
    page,
    locked ? page.words.terminals.locked_title(locked.name) : w.title,
    html`
    ${hint(page, locked)}
    <form class="stack" method="post" action="/sign-in/password" hx-post="/sign-in/password" hx-swap="none">
      ${formKeys(page)}${backField(back)}
      ${field(w.name, html`<input name="name" required maxlength="60" autocomplete="username" value="${locked?.name ?? ''}" ${!locked && 'autofocus'}>`)}
      ${field(w.password, html`<input name="password" type="password" required maxlength="200" autocomplete="current-password" ${locked && 'autofocus'}>`)}
      <button class="primary">${w.enter}</button>
    </form>
    ${page.terminal ? html`<a class="button" href="/sign-in?by=name${and(back)}">${page.words.common.back}</a>` : ''}`,
    !page.terminal && !locked ? waitingPlace(page) : undefined
  )
}

/** On a device that was a till until it was taken out. */
export function takenOutPage(page: Page, till: TakenOut): Html {
  return frame(page, page.words.terminals.out_title, takenOut(page, till))
}

function hint({ words, terminal }: Page, locked: Coming['locked']): Html | '' {
  if (locked) return html`<p class="hint">${words.terminals.locked_text_away}</p>`
  return terminal ? '' : html`<p class="hint">${words.sign_in.not_paired}</p>`
}

function backField(back: string | undefined): Html | '' {
  return back ? html`<input type="hidden" name="back" value="${back}">` : ''
}

function and(back: string | undefined): string {
  return back ? `&back=${encodeURIComponent(back)}` : ''
}

/** Ten digits and a way back, for fingers; `keys.js` types them into the form's field of digits. */
export function keypad(remove: string, extra?: string): Html {
  const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', extra ?? '', '0']
  return html`<div class="keypad">
    ${keys.map((key) =>
      key ? html`<button type="button" data-digit="${key}">${key}</button>` : html`<span></span>`
    )}
    <button type="button" data-digit="delete" aria-label="${remove}">${icon('backspace')}</button>
  </div>`
}

function frame(page: Page, title: string, content: Html, beside?: Html): Html {
  return layout(page, {
    title: page.words.sign_in.title,
    content: html`<main id="content" class="narrow sign-in">
      <header><p class="brand">${page.shop_name || page.words.common.app}</p>
        ${page.terminal ? html`<p class="tag">${page.terminal.code} · ${page.terminal.name}</p>` : ''}</header>
      ${keptPlace(page)}
      <section class="card stack"><h1>${title}</h1>${content}</section>
      ${beside}
      <p class="foot">${icon('language')}${languageSwitch(page)}
        <a class="language" href="/guide">${icon('help')}<span>${page.words.guides.title}</span></a></p>
    </main>`
  })
}

/** Where the outbox says that something waits on this device for whoever pressed it. */
function keptPlace({ words }: Page): Html {
  const { kept_one, kept_many } = words.terminals
  return html`<div id="kept" class="notice waiting" role="status" data-one="${kept_one}" data-many="${kept_many}" hidden>
    ${icon('wait')}<p></p></div>`
}

/** Two letters that stand for a name on a tile. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  return (
    (parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : (parts[0]?.[1] ?? ''))
  ).toUpperCase()
}
