import type { Settings } from '../../server/settings/read-settings.ts'
import { pointsCard } from '../customers/points-settings.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import {
  backupCard,
  certificateCard,
  displayCard,
  exportCard,
  printerCard,
  qrisCard,
  scaleCard,
  shiftsCard,
  shopCard,
  slipCard,
  taxCard,
  tendersCard,
  tunnelCard,
  updateCard
} from './cards.ts'

/** What the owner decides, each with a line of how it stands now; the way to its own page is the whole card. */
export function settingsPage(
  page: Page,
  settings: Settings,
  { till_url, version }: { till_url: string | undefined; version: string }
): Html {
  const { title } = page.words.settings
  return layout(page, {
    title,
    place: 'settings',
    content: html`<main id="content" class="page">
      <h1>${title}</h1>
      <ul class="kinds">
        ${shopCard(page, settings)}
        ${slipCard(page)}
        ${tendersCard(page)}
        ${qrisCard(page, settings)}
        ${taxCard(page, settings)}
        ${pointsCard(page, settings)}
        ${shiftsCard(page)}
        ${printerCard(page)}
        ${displayCard(page)}
        ${scaleCard(page, settings)}
        ${page.may('see-backup') && backupCard(page)}
        ${tunnelCard(page)}
        ${updateCard(page, version)}
        ${exportCard(page)}
        ${certificateCard(page, till_url)}
      </ul>
    </main>`
  })
}
