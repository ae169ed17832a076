import type { listGroups } from '../../server/customers/groups.ts'
import { backLink } from '../back.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'

/** The groups that share prices, each with its name to change. */
export function groupsPage(
  page: Page,
  { groups, saved }: { groups: ReturnType<typeof listGroups>; saved: boolean }
): Html {
  const w = page.words.customers
  return layout(page, {
    title: w.groups.title,
    place: 'customers',
    content: html`<main id="content" class="page customers">
      ${backLink('/customers', w.back)}
      <header><h1>${w.groups.title}</h1><p class="hint">${w.groups.text}</p></header>
      ${saved && savedNotice(page)}
      <div class="columns">
        ${groups.length === 0 ? html`<p class="card hint">${w.groups.empty}</p>` : html`<ul class="stack">${groups.map((group) => groupForm(page, group))}</ul>`}
        <form class="card stack" method="post" action="/customers/groups" hx-post="/customers/groups" hx-swap="none">
          <h2>${w.groups.add}</h2>
          ${formKeys(page)}
          ${field(w.groups.name, html`<input name="name" required maxlength="40" autocomplete="off" placeholder="${w.groups.example}">`)}
          <button class="primary">${icon('plus')}<span>${w.groups.add}</span></button>
        </form>
      </div>
    </main>`
  })
}

function groupForm(page: Page, group: ReturnType<typeof listGroups>[number]): Html {
  const w = page.words.customers.groups
  const url = `/customers/groups/${group.group_id}`
  return html`<li class="card"><form class="group-name" method="post" action="${url}" hx-post="${url}" hx-swap="none">
    ${formKeys(page)}
    <label class="field"><span>${w.name}</span><input name="name" required maxlength="40" autocomplete="off" value="${group.name}">
      <small>${w.count(group.customers)}</small></label>
    <button>${w.rename}</button>
  </form></li>`
}
