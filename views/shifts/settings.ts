import type { Static } from 'typebox'
import type { Refusal } from '../../server/refusal.ts'
import type { Denomination, Settings } from '../../server/settings/read-settings.ts'
import type { ShiftForm } from '../../server/settings/read-shift-form.ts'
import { backLink } from '../back.ts'
import { choices, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'
import { savedNotice } from '../saved.ts'

type Form = Static<typeof ShiftForm>

/** Whose shifts are, by which money drawers are counted, and why cash is moved. */
export function shiftSettingsPage(
  page: Page,
  settings: Settings,
  { saved, refusal, form = asTyped(settings) }: { saved: boolean; refusal?: Refusal; form?: Form }
): Html {
  const { words } = page
  const w = words.shifts.settings
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page">
      ${backLink('/settings', words.settings.title)}
      <h1>${w.title}</h1>
      ${saved && savedNotice(page)}
      <form class="stack" method="post" action="/settings/shifts" hx-post="/settings/shifts" hx-target="#content"
        hx-select="#content" hx-swap="outerHTML">
        ${refusal && html`<p class="notice refused" role="alert">${icon('warning')}<span>${refusalSentence(page, refusal)}</span></p>`}
        ${formKeys(page)}
        <div class="card stack">${choices(w.mode, 'shift_mode', form.shift_mode, [
          ['shared', w.shared, w.shared_text],
          ['own', w.own, w.own_text]
        ])}<p class="hint">${w.mode_hint}</p></div>
        <div class="card stack"><h2>${w.money}</h2><p class="hint">${w.money_text}</p>
          ${field(w.notes, html`<input name="notes" inputmode="numeric" maxlength="400" autocomplete="off" value="${form.notes}">`)}
          ${field(w.coins, html`<input name="coins" inputmode="numeric" maxlength="400" autocomplete="off" value="${form.coins}">`)}</div>
        <div class="card stack"><h2>${w.reasons}</h2><p class="hint">${w.reasons_text}</p>
          <div class="two">
            ${field(w.reasons_in, html`<textarea name="reasons_in" rows="5" maxlength="400">${form.reasons_in}</textarea>`)}
            ${field(w.reasons_out, html`<textarea name="reasons_out" rows="5" maxlength="400">${form.reasons_out}</textarea>`)}</div></div>
        <button class="primary big">${words.common.save}</button>
      </form>
    </main>`
  })
}

function asTyped({ shift_mode, denominations, cash_reasons }: Settings): Form {
  const of = (wanted: Denomination['kind']) =>
    denominations
      .filter(({ kind }) => kind === wanted)
      .map(({ value_minor }) => String(value_minor))
      .join(' ')
  return {
    shift_mode,
    notes: of('note'),
    coins: of('coin'),
    reasons_in: cash_reasons.in.join('\n'),
    reasons_out: cash_reasons.out.join('\n')
  }
}
