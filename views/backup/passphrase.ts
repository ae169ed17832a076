import type { KeptKeyFile } from '../../server/backup/keys/keep-key-file.ts'
import type { Moment } from '../../server/values/clock.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

/** How it stands with what opens the backup; no secret. */
export interface KeyStanding {
  state: KeptKeyFile['state']
  /** When the passphrase and the recovery code were made. */
  made_at: Moment | undefined
  code_made_at: Moment | undefined
  /** When the owner put the sheet away. */
  sheet_at: Moment | null
  /** Whether whoever asks signs in by password, and can show by it who they are. */
  has_password: boolean
}

/** Where the owner sets the backup's passphrase, or changes it, and reads what it is for. */
export function passphrasePage(page: Page, standing: KeyStanding & { saved: boolean }): Html {
  const w = page.words.backup_keys.passphrase
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="page">
      ${backLink('/backup', page.words.backup_keys.back)}
      <header class="head"><div><h1>${w.title}</h1><p class="hint">${w.text}</p></div>
        ${standing.state === 'sound' && html`<a class="button" href="/backup/sheet">${w.to_sheet}</a>`}</header>
      ${standing.saved && html`<div class="notice" role="status">${icon('check')}<p>${w.changed}</p></div>`}
      ${!standing.saved && state(page, standing)}
      <div class="beside">
        ${form(page, standing)}
        <section class="card"><ul class="key-points">${w.points.map((point) => html`<li>${point}</li>`)}</ul></section>
      </div>
    </main>`
  })
}

function state({ words, locale, zone }: Page, { state, made_at }: KeyStanding): Html {
  const w = words.backup_keys.passphrase
  if (state === 'sound')
    return html`<p class="hint">${made_at && w.state_set(dayAndTime(made_at, locale, zone))}</p>`
  return html`<div class="notice ${state === 'none' ? 'waiting' : 'refused'}">${icon('warning')}<p>${
    state === 'none' ? w.state_none : w.state_broken
  }</p></div>`
}

function form(page: Page, standing: KeyStanding): Html {
  const w = page.words.backup_keys.passphrase
  const is_first = standing.state === 'none'
  return html`<form class="card stack" method="post" action="/backup/passphrase" hx-post="/backup/passphrase"
    hx-target="#content" hx-select="#content" hx-swap="outerHTML show:top showTarget:body" autocomplete="off">
    ${formKeys(page)}
    <h2>${is_first ? w.set_title : w.change_title}</h2>
    ${!is_first && proofField(page, standing)}
    ${field(w.label, secretInput('passphrase', 'new-password', html`minlength="12"`), w.hint)}
    ${field(w.again, secretInput('passphrase_again', 'new-password'))}
    <button class="primary">${standing.state === 'sound' ? w.change_action : w.set_action}</button>
  </form>`
}

/** Where an owner shows that it is the owner; who has no password shows that they know the secret so far. */
export function proofField(page: Page, { has_password }: KeyStanding): Html {
  const w = page.words.backup_keys.passphrase
  return field(
    has_password ? w.proof : w.proof_other,
    secretInput('proof', has_password ? 'current-password' : 'off'),
    w.proof_hint
  )
}

function secretInput(name: string, autocomplete: string, more?: Html): Html {
  return html`<input name="${name}" type="password" required maxlength="200" autocomplete="${autocomplete}"
    autocapitalize="off" spellcheck="false" ${more}>`
}
