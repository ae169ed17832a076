import type { BackupStanding } from '../../server/backup/read-standing.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { panelButton } from './places.ts'
import { rescueButton, rescueNow } from './rescue.ts'
import { bytesText } from './say.ts'

type Stick = BackupStanding['sticks'][number]

/** What is plugged in and what may be done about it; nothing while nothing is. */
export function sticksNow(page: Page, standing: BackupStanding): Html {
  const { sticks, early_pulls, places } = standing
  const nameOf = (id: string | undefined): string | undefined =>
    places.find(({ destination_id }) => destination_id === id)?.name
  return html`${sticks.map((stick) => stickNotice(page, stick, standing, nameOf(stick.destination_id)))}
    ${early_pulls.map(({ destination_id }) => {
      const name = nameOf(destination_id)
      return (
        name && notice('waiting', page.words.backup.sticks.pulled(name), page.words.backup.sticks.pulled_text)
      )
    })}`
}

function stickNotice(page: Page, stick: Stick, standing: BackupStanding, name: string | undefined): Html {
  const w = page.words.backup.sticks
  if (stick.whose === 'chosen') {
    // That it may be pulled is not said while something else is brought.
    const is_making = stick.rescue.state === 'making'
    return html`${!is_making && chosenNotice(page, stick, name ?? '')}${rescueNow(page, stick, standing)}`
  }
  if (stick.whose === 'foreign') return notice('waiting', w.foreign)
  if (stick.read_only) return notice('waiting', w.read_only)
  const is_new = stick.whose === 'new'
  const title = is_new ? w.found(bytesText(page, stick.bytes)) : w.left
  const text = is_new ? w.found_text(bytesText(page, stick.free_bytes)) : w.left_text
  if (!standing.has_passphrase) return notice('', title, w.first)
  const claim =
    page.may('manage-backup') &&
    panelButton(
      page,
      '/backup/sticks',
      is_new ? w.use : w.use_again,
      html`<input type="hidden" name="path" value="${stick.path}">`,
      'primary'
    )
  return html`<div class="notice stick">${icon('stick')}<p><b>${title}</b><br>${text}</p>${claim}${
    standing.can_make_rescue &&
    page.may('manage-backup') &&
    rescueButton(page, stick.path, page.words.rescue.make)
  }</div>`
}

function chosenNotice(page: Page, { progress }: Stick, name: string): Html {
  const w = page.words.backup.sticks
  if (progress.state === 'ready') return notice('', w.ready(name), w.ready_text)
  if (progress.state === 'failed')
    return notice('refused', name, page.words.backup.places.faults[progress.fault])
  return html`<div class="notice waiting">${icon('wait')}<p><b>${w.bringing(name)}</b>
    <progress max="100" value="${Math.round(progress.part * 100)}" aria-label="${w.bringing(name)}"></progress></p></div>`
}

function notice(kind: string, title: string, text?: string): Html {
  return html`<div class="notice ${kind}" role="status">${icon(kind === '' ? 'check' : 'warning')}<p><b>${title}</b>${text && html`<br>${text}`}</p></div>`
}
