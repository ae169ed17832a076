import type { Light, ReminderCode } from '../../server/backup/light/judge-light.ts'
import type { BackupStanding } from '../../server/backup/read-standing.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import { linkCard } from '../link-card.ts'
import type { Page } from '../page.ts'
import { detailsCard } from './details.ts'
import { lightCard } from './light.ts'
import { placesCard } from './places.ts'
import { setupSteps } from './setup-steps.ts'
import { sticksNow } from './sticks.ts'

/** The backup at a glance: is the shop safe, where does it lie, and what is to be done. */
export function backupPage(page: Page, standing: BackupStanding, light: Light): Html {
  const { title } = page.words.backup
  return layout(page, {
    title,
    place: 'backup',
    content: html`<main id="content" class="page backup">
      <h1>${title}</h1>
      <div id="backup-standing" class="stack" hx-get="/backup/standing" hx-swap="innerMorph"
        hx-trigger="laci:backup from:body throttle:1s, every 20s">${standingPanel(page, standing, light)}</div>
      ${detailsCard(page, standing)}
      ${links(page)}
    </main>`
  })
}

/** What changes by itself on the page. */
export function standingPanel(page: Page, standing: BackupStanding, light: Light): Html {
  const steps = page.may('manage-backup') && setupSteps(page, standing)
  return html`${lightCard(page, steps ? withoutSteps(light) : light, 'backup')}
    ${sticksNow(page, standing)}
    ${steps || (page.may('manage-backup') && advice(page, standing))}
    ${(!steps || standing.places.length > 0) && placesCard(page, standing.places, standing.now)}`
}

/** What the steps below say is not said twice, unless it is danger; the colour stays as it is. */
function withoutSteps(light: Light): Light {
  return {
    ...light,
    reminders: light.reminders.filter(({ code, level }) => level === 'red' || !IN_STEPS.has(code))
  }
}

const IN_STEPS: ReadonlySet<ReminderCode> = new Set(['no-passphrase', 'no-place', 'no-sheet'])

/** What only the owner can put right: a password that another box sealed. */
function advice(page: Page, { places }: BackupStanding): Html | null {
  const w = page.words.backup.advice
  const locked = places.filter(({ state }) => state === 'unreadable')
  if (locked.length === 0) return null
  return html`<section class="card stack"><h2>${w.title}</h2><ul class="lines">${locked.map(
    ({ name, destination_id }) =>
      html`<li><span><b>${w.secret(name)}</b><small>${w.secret_text}</small></span>
        <a class="button" href="/backup/places/${destination_id}" aria-label="${w.secret(name)}">${icon('right')}</a></li>`
  )}</ul></section>`
}

function links(page: Page): Html {
  const w = page.words.backup.links
  const manages = page.may('manage-backup')
  return html`<ul class="kinds">
    ${page.may('restore-backup') && linkCard({ icon: 'undo', title: w.restore, text: w.restore_text, href: '/backup/restore' })}
    ${manages && linkCard({ icon: 'clock', title: w.points, text: w.points_text, href: '/backup/points' })}
    ${manages && linkCard({ icon: 'calendar', title: w.when, text: w.when_text, href: '/backup/settings' })}
    ${manages && linkCard({ icon: 'keys', title: w.key, text: w.key_text, href: '/backup/passphrase' })}
    ${page.may('export-data') && linkCard({ icon: 'download', title: w.export, text: w.export_text, href: '/export' })}
  </ul>`
}
