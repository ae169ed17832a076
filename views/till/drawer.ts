import type { DrawerReason } from '../../server/printing/tables.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { jobWatch } from '../printing/job-watch.ts'
import { taskHead } from './line.ts'

/** The way to the drawer, in a till's menu; its key works while the menu is closed, too. */
export function drawerButton({ words: { drawer: w } }: Page): Html {
  return html`<button type="button" class="plain" hx-get="/till/drawer" hx-target="#task" hx-swap="innerHTML" data-key="F12"
    data-closes-menu>${icon('drawer')}<span>${w.open}</span> <kbd>F12</kbd></button>`
}

/**
 * Asks why a drawer is to be opened though nothing is sold; one press on a reason opens it. Words of one's own are a
 * form by themselves, so that Enter means them and not the first reason.
 */
export function openingPanel(page: Page): Html {
  const w = page.words.drawer
  const { other, ...usual } = w.reasons
  return html`<div class="task stack drawer-task" data-task>
    ${taskHead(page, w.title)}
    <p class="hint">${w.why}</p>
    <form class="reasons" hx-post="/till/drawer" hx-target="#task" hx-swap="innerHTML">${formKeys(page)}
      ${Object.entries(usual).map(([reason, label]) => html`<button class="big" name="reason" value="${reason}">${label}</button>`)}</form>
    <form class="stack" hx-post="/till/drawer" hx-target="#task" hx-swap="innerHTML">${formKeys(page)}
      <input type="hidden" name="reason" value="${'other' satisfies DrawerReason}">
      ${field(other, html`<input name="note" maxlength="120" autocomplete="off" required placeholder="${w.other_hint}">`)}
      <button class="primary big">${icon('drawer')}<span>${w.open}</span></button></form>
  </div>`
}

/** What became of the drawer that was asked for. */
export function drawerOpening(page: Page, job_id: string): Html {
  const w = page.words.drawer
  return html`<div class="task stack" data-task>
    ${taskHead(page, w.asked_title)}
    <div class="drawer-job">${jobWatch(job_id)}</div>
    <button type="button" class="primary big" data-leave data-key="Enter">${w.finished} <kbd>Enter</kbd></button>
  </div>`
}
