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

/** Asks why a drawer is to be opened though nothing is sold; one press on a reason opens it. */
export function openingPanel(page: Page): Html {
  const w = page.words.drawer
  const { other, ...usual } = w.reasons
  const button = (reason: string, label: string) =>
    html`<button class="big" name="reason" value="${reason}" formnovalidate>${label}</button>`
  return html`<form class="task stack drawer-task" hx-post="/till/drawer" hx-target="#task" hx-swap="innerHTML" data-task>
    ${taskHead(page, w.title)}
    ${formKeys(page)}
    <p class="hint">${w.why}</p>
    <div class="reasons">${Object.entries(usual).map(([reason, label]) => button(reason, label))}</div>
    ${field(other, html`<input name="note" maxlength="120" autocomplete="off" required placeholder="${w.other_hint}">`)}
    <button class="primary big" name="reason" value="${'other' satisfies DrawerReason}">${icon('drawer')}<span>${w.open}</span></button>
  </form>`
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
