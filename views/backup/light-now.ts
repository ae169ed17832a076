import type { BackupLight } from '../../server/backup/read-light.ts'
import type { BackupStanding } from '../../server/backup/read-standing.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { span } from './say.ts'

const ICONS: Record<BackupLight['colour'], IconName> = { green: 'check', yellow: 'warning', red: 'close' }

/** The one light: a colour, an icon and a word, then what it means in a sentence. */
export function lightNow(page: Page, light: BackupLight, standing: BackupStanding): Html {
  const { colour } = light
  return html`<section class="card light ${colour}" aria-live="polite"><i>${icon(ICONS[colour])}</i>
    <div><h2>${page.words.backup.light[colour]}</h2><p>${lightSentence(page, light, standing.places.length)}</p></div></section>`
}

function lightSentence(page: Page, { says }: BackupLight, places: number): string {
  const { light, troubles } = page.words.backup
  switch (says.because) {
    case 'trouble':
      return troubles[says.kind] ?? troubles['other']!
    case 'all_there':
      return light.all_there(places)
    case 'one_place':
      return light.one_place(says.place!.name)
    case 'faulty':
      return light.faulty(says.place!.name)
    case 'behind':
      return light.behind(says.place!.name, span(page, says.place!.behind_ms ?? 0))
    default:
      return light[says.because]
  }
}
