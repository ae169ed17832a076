import { may, RIGHT_GROUPS, RIGHTS, type Right, type Rightful } from '../../server/auth/permissions.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

type Group = keyof typeof RIGHT_GROUPS

const GROUPS: Group[] = ['counter', 'lent', 'goods', 'shop']

/** What somebody may, right by right, as whoever looks may change it: nobody gives what they have not got. */
export function rightsForm(
  page: Page,
  { person, doer }: { person: Rightful & { staff_id: string; name: string }; doer: Rightful }
): Html {
  const { rights: w } = page.words
  const url = `/staff/${person.staff_id}/rights`
  return html`<form class="card stack rights" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    <h2>${w.title}</h2><p class="hint">${w.hint}</p>
    ${formKeys(page)}
    ${GROUPS.map(
      (group) => html`<fieldset><legend>${w.groups[group]}</legend>
      ${RIGHT_GROUPS[group].map((right) => tick(page, person, right, may(doer, right)))}</fieldset>`
    )}
    <p class="hint">${w.ends_sessions(person.name)}</p>
    <button class="primary">${w.save}</button>
  </form>`
}

function tick(page: Page, person: Rightful, right: Right, may_change: boolean): Html {
  return html`<label class="tick"><input type="checkbox" name="right" value="${right}" ${may(person, right) && 'checked'} ${!may_change && 'disabled'}>
    <span>${page.words.rights.names[right]}</span>${mark(page, person, right)}</label>`
}

/** What somebody may, to be read. */
export function rightsList(page: Page, person: Rightful, title: string): Html {
  const { rights: w } = page.words
  const held = GROUPS.map((group) => ({
    group,
    rights: RIGHT_GROUPS[group].filter((right) => may(person, right) || differs(person, right))
  })).filter(({ rights }) => rights.length > 0)
  return html`<section class="card stack rights"><h2>${title}</h2>
    ${held.length === 0 && html`<p class="hint">${w.none}</p>`}
    ${held.map(
      ({ group, rights }) =>
        html`<div><h3>${w.groups[group]}</h3><ul>${rights.map(
          (right) => html`<li>${w.names[right]} ${mark(page, person, right)}</li>`
        )}</ul></div>`
    )}</section>`
}

function mark({ words: { rights: w } }: Page, person: Rightful, right: Right): Html | null {
  if (!differs(person, right)) return null
  return may(person, right)
    ? html`<span class="tag good">${w.given}</span>`
    : html`<span class="tag bad">${w.taken}</span>`
}

function differs(person: Rightful, right: Right): boolean {
  return may(person, right) !== RIGHTS[person.role].has(right)
}
