import type { BackupStanding } from '../../server/backup/read-standing.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** The way to a shop that is safe, in three steps; null once all are taken. */
export function setupSteps({ words }: Page, standing: BackupStanding): Html | null {
  const w = words.backup.steps
  const { has_passphrase, places, sheet_at } = standing
  const steps = [
    { title: w.passphrase, text: w.passphrase_text, href: '/backup/passphrase', is_done: has_passphrase },
    { title: w.place, text: w.place_text, href: '/backup/places/new', is_done: places.length > 0 },
    { title: w.sheet, text: w.sheet_text, href: '/backup/sheet', is_done: sheet_at !== null }
  ]
  const next = steps.find(({ is_done }) => !is_done)
  if (!next) return null
  const done = steps.filter(({ is_done }) => is_done).length
  return html`<section class="stack setup-steps"><header><h2>${w.title(done)}</h2><p class="hint">${w.text}</p></header>
    <ol class="steps">${steps.map((step, at) => {
      const { title, text, href, is_done } = step
      return html`<li class="card ${is_done ? 'done' : step === next && 'next'}"><i>${is_done ? icon('check') : at + 1}</i>
        <div><h3>${title} ${is_done && html`<span class="tag good">${w.done}</span>`}</h3><p>${text}</p></div>
        ${is_done ? null : has_passphrase || step === next ? html`<a class="button ${step === next && 'primary'}" href="${href}">${w.start}</a>` : html`<span class="hint">${w.wait}</span>`}</li>`
    })}</ol></section>`
}
