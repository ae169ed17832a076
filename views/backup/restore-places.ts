import type { Place } from '../../server/backup/restore/restore-desk.ts'
import { backLink } from '../back.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

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
  const first = places[0]?.place_id ?? 'path'
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="${is_setup ? 'narrow setup' : 'page'}">
      ${is_setup ? backLink('/setup', page.words.common.back) : backLink('/backup', page.words.backup_keys.back)}
      <header><h1>${w.title}</h1><p class="hint">${is_setup ? w.setup_text : w.text}</p></header>
      <form class="card stack" method="post" action="${base}" hx-post="${base}" hx-swap="none" autocomplete="off">
        ${formKeys(page)}
        <fieldset><legend>${w.from}</legend><div class="choices">
          ${places.map((place) => placeChoice(page, place, place.place_id === first))}
          ${choice('path', w.path, w.path_text, first === 'path')}
        </div></fieldset>
        ${field(w.path_label, html`<input name="path" maxlength="1000" placeholder="/media/laci/STICK" spellcheck="false">`, page.words.common.optional)}
        ${field(
          w.passphrase,
          html`<input name="passphrase" type="password" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false">`,
          is_setup ? w.passphrase_hint_setup : w.passphrase_hint
        )}
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

/** What a place is called on a page. */
export function placeName({ words }: Page, { kind, name }: Place): string {
  return kind === 'own' ? words.restore.own : name
}

function placeChoice(page: Page, place: Place, is_chosen: boolean): Html {
  const w = page.words.restore
  const text = { own: w.own_text, stick: w.stick_text, destination: w.destination_text, path: '' }[place.kind]
  return choice(place.place_id, placeName(page, place), text, is_chosen)
}

function choice(value: string, label: string, text: string, is_chosen: boolean): Html {
  return html`<label class="choice"><input type="radio" name="place_id" value="${value}" ${is_chosen ? 'checked' : ''} required>
    <span><b>${label}</b><small>${text}</small></span></label>`
}
