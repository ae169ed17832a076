import type { Place } from '../../server/backup/restore/restore-desk.ts'
import { backLink } from '../back.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { bytesText } from './say.ts'

interface PlacesFacts {
  base: string
  /** Whether the box is empty, and this is how it is set up. */
  is_setup: boolean
  asks_code: boolean
  places: Place[]
}

/** Where the shop is to be restored from. */
export function placesPage(page: Page, { base, is_setup, asks_code, places }: PlacesFacts): Html {
  const w = page.words.restore
  const shown = likelyFirst(places, is_setup)
  const first = shown[0]?.place_id ?? 'path'
  return layout(page, {
    title: w.title,
    place: 'backup',
    content: html`<main id="content" class="${is_setup ? 'narrow setup' : 'page backup restore'}">
      ${is_setup ? backLink('/setup', page.words.common.back) : backLink('/backup', page.words.backup.title)}
      <header><h1>${w.title}</h1><p class="hint">${is_setup ? w.setup_text : w.text}</p></header>
      ${is_setup && places.length === 0 && html`<div class="notice waiting" role="status">${icon('stick')}<p>${w.no_stick} <a href="${base}">${w.look_again}</a></p></div>`}
      <form class="card stack restore-from" method="post" action="${base}" hx-post="${base}" hx-swap="none" autocomplete="off">
        ${formKeys(page)}
        <fieldset><legend>${w.from}</legend><div class="choices">
          ${shown.map((place) => placeChoice(page, place, place.place_id === first))}
          ${choice({ value: 'path', label: w.path, text: w.path_text, is_chosen: first === 'path', is_own: false })}
        </div></fieldset>
        <div class="for-path">${field(
          w.path_label,
          html`<input name="path" maxlength="1000" placeholder="/media/laci/KINGSTON" autocapitalize="off" spellcheck="false">`,
          w.path_hint
        )}</div>
        <div class="for-locked">${field(
          w.passphrase,
          html`<input name="passphrase" type="password" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false">`,
          is_setup ? w.passphrase_hint_setup : w.passphrase_hint
        )}</div>
        ${
          asks_code &&
          field(
            page.words.setup.code,
            html`<input name="code" required inputmode="numeric" maxlength="20">`,
            page.words.setup.code_hint
          )
        }
        <button class="primary">${w.look}</button>
      </form>
    </main>`
  })
}

/** What a place is called on a page: as the owner calls it, a stick of nobody's by its size and label. */
export function placeName({ words, locale }: Pick<Page, 'words' | 'locale'>, place: Place): string {
  const { kind, name, path, bytes } = place
  if (kind === 'own') return words.restore.own
  if (kind !== 'stick' || name) return name || path
  const label = path.split('/').at(-1) ?? ''
  return `${words.backup.sticks.name(bytesText({ locale }, bytes))} (${label})`
}

/** What most likely is looked for stands first: on an empty box a stick that holds a backup. */
function likelyFirst(places: Place[], is_setup: boolean): Place[] {
  const order: Place['whose'][] = is_setup ? ['other', 'own', 'unknown'] : ['own', 'other', 'unknown']
  return places.toSorted((one, other) => order.indexOf(one.whose) - order.indexOf(other.whose))
}

function placeChoice(page: Page, place: Place, is_chosen: boolean): Html {
  const { own_text, stick_texts, destination_text } = page.words.restore
  const { place_id, kind, whose } = place
  const text = kind === 'own' ? own_text : kind === 'stick' ? stick_texts[whose] : destination_text
  return choice({ value: place_id, label: placeName(page, place), text, is_chosen, is_own: whose === 'own' })
}

function choice(one: {
  value: string
  label: string
  text: string
  is_chosen: boolean
  /** Opened without a passphrase. */
  is_own: boolean
}): Html {
  const { value, label, text, is_chosen, is_own } = one
  return html`<label class="choice"><input type="radio" name="place_id" value="${value}" class="${is_own ? 'own' : ''}" ${is_chosen ? 'checked' : ''} required>
    <span><b>${label}</b><small>${text}</small></span></label>`
}
