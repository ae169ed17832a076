import type { WhenForm } from '../../server/backup/read-when-form.ts'
import type { Refusal } from '../../server/refusal.ts'
import { backLink } from '../back.ts'
import { choices, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalNotice } from '../refusal.ts'
import { savedNotice } from '../saved.ts'

/** When the backup is sent and tested, how long it is kept, and how much of the internet it may take. */
export function whenPage(
  page: Page,
  form: WhenForm,
  { saved, refusal }: { saved: boolean; refusal?: Refusal }
): Html {
  const w = page.words.backup.when
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="page backup">${backLink('/backup', page.words.backup.title)}
      <header><h1>${w.title}</h1><p class="hint">${w.text}</p></header>
      ${saved && savedNotice(page)}${refusal && refusalNotice(page, refusal)}
      <form class="stack when" method="post" action="/backup/settings" hx-post="/backup/settings"
        hx-target="#content" hx-select="#content" hx-swap="outerHTML show:top showTarget:body">${formKeys(page)}
        ${sending(page, form)}${testing(page, form)}${keeping(page, form)}
        <button class="primary">${page.words.common.save}</button></form>
    </main>`
  })
}

function sending(page: Page, form: WhenForm): Html {
  const w = page.words.backup.when
  return html`<section class="card stack">
    ${choices(
      w.ship,
      'ship',
      form.ship,
      Object.entries(w.ships).map(([value, [label, text]]) => [value, label!, text!])
    )}
    <div class="own-cron">${field(w.cron, html`<input name="cron" maxlength="100" autocomplete="off" spellcheck="false" value="${form.cron}">`, w.cron_hint)}</div>
    ${field(w.share, select('share', form.share, Object.entries(w.shares)))}</section>`
}

function testing(page: Page, form: WhenForm): Html {
  const w = page.words.backup.when
  const hours = Array.from({ length: 24 }, (_, hour): [string, string] => [
    String(hour),
    `${String(hour).padStart(2, '0')}.10`
  ])
  const days = w.days.map((day, at): [string, string] => [String(at), day])
  return html`<section class="card stack two">
    ${field(w.drill, select('drill_hour', form.drill_hour, hours), w.drill_hint)}
    ${field(w.snapshot, select('snapshot_day', form.snapshot_day, days))}</section>`
}

function keeping(page: Page, form: WhenForm): Html {
  const w = page.words.backup.when
  return html`<section class="card stack"><div><h2>${w.keep}</h2><p class="hint">${w.keep_text}</p></div>
    <div class="two">${(['keep_days', 'keep_weeks', 'keep_months', 'keep_years'] as const).map((name) =>
      field(
        w[name],
        html`<input name="${name}" class="number" inputmode="numeric" required maxlength="3" autocomplete="off" value="${form[name]}">`
      )
    )}</div><p class="hint">${icon('warning')} ${w.keep_hint}</p></section>`
}

function select(name: string, chosen: string, options: [string, string][]): Html {
  return html`<select name="${name}">${options.map(
    ([value, label]) => html`<option value="${value}" ${value === chosen && 'selected'}>${label}</option>`
  )}</select>`
}
