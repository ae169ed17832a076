import type { BackupStanding } from '../../server/backup/read-standing.ts'
import type { RescueFault } from '../../server/rescue/rescue-fault.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { panelButton } from './places.ts'
import { ago, bytesText } from './say.ts'

type Stick = BackupStanding['sticks'][number]

/** A stick that was made longer ago may hold settings that changed since. */
const OLD_AFTER_MS = 60 * 86_400_000

/** What a stick of the shop's is for the day when the box is lost, and the button that makes it so. */
export function rescueNow(
  page: Page,
  { path, rescue }: Stick,
  { now, can_make_rescue }: BackupStanding
): Html | null {
  const w = page.words.rescue
  const manages = page.may('manage-backup')
  const button = (label: string, kind = ''): Html | false =>
    manages && can_make_rescue && rescueButton(page, path, label, kind)
  switch (rescue.state) {
    case 'making':
      return html`<div class="notice waiting">${icon('wait')}<p><b>${w.stages[rescue.stage]}</b>
        <progress max="100" value="${Math.round(rescue.part * 100)}" aria-label="${w.stages[rescue.stage]}"></progress></p></div>`
    case 'failed':
      return html`<div class="notice refused stick" role="status">${icon('warning')}<p><b>${w.failed}</b><br>${faultText(page, rescue.fault, rescue.needed_bytes)}</p>${button(w.again)}</div>`
    case 'made': {
      const { made_at, version } = rescue.facts
      const is_old = Date.parse(now) - Date.parse(made_at) > OLD_AFTER_MS
      const stale = rescue.is_old_version ? w.old_version(version) : is_old ? w.old : undefined
      return html`<div class="notice ${stale && 'waiting'} stick">${icon(stale ? 'warning' : 'check')}<p><b>${w.made(ago(page, made_at, now))}</b><br>${stale ?? w.made_text(version)}</p>${button(w.renew)}</div>`
    }
    case 'none':
      if (!manages) return null
      return html`<div class="notice stick">${icon('stick')}<p><b>${w.title}</b><br>${w.text}${
        !can_make_rescue && html`<br>${w.by_hand} <code>laci stick make --bundle …</code>`
      }</p>${button(w.make)}</div>`
  }
}

/** Makes a stick one that rescues; also one that is not the shop's yet. */
export function rescueButton(page: Page, path: string, label: string, kind = ''): Html {
  return panelButton(
    page,
    '/backup/sticks/rescue',
    label,
    html`<input type="hidden" name="path" value="${path}">`,
    kind
  )
}

/** Why a rescue stick could not be made, in a sentence. */
export function faultText(
  page: Pick<Page, 'words' | 'locale'>,
  fault: RescueFault,
  needed_bytes: number
): string {
  const { 'no-room': no_room, ...own } = page.words.rescue.faults
  if (fault === 'no-room') return no_room(bytesText(page, needed_bytes))
  return { ...page.words.backup.places.faults, ...own }[fault]
}
