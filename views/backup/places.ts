import type { DestinationKind } from '../../server/backup/destinations/destination.ts'
import type { PlaceStanding } from '../../server/backup/read-standing.ts'
import type { Moment } from '../../server/values/clock.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { ago, bytesText, shortTime, span } from './say.ts'

const ICONS: Record<DestinationKind, IconName> = {
  folder: 'folder',
  stick: 'stick',
  sftp: 'server',
  webdav: 'cloud',
  s3: 'cloud',
  rclone: 'cloud'
}

const TAGS = { there: 'good', behind: '', new: '', paused: 'warn', faulty: 'bad', away: '' } as const

/** The icon of a kind of place. */
export function kindIcon(kind: DestinationKind): Html {
  return icon(ICONS[kind])
}

/** The places, each with how far it is and what one can do there. */
export function placesCard(page: Page, places: PlaceStanding[], now: Moment): Html {
  const w = page.words.backup.places
  const add =
    page.may('manage-backup') &&
    html`<a class="button" href="/backup/places/new">${icon('plus')}<span>${w.add}</span></a>`
  return html`<section class="card stack"><header class="head"><h2>${w.title}</h2>${places.length > 0 && add}</header>
    ${
      places.length === 0
        ? html`<div class="empty">${icon('stick')}<h3>${w.none}</h3><p>${w.none_text}</p>${add}</div>`
        : html`<ul class="places">${places.map((place) => placeRow(page, place, now))}</ul>`
    }</section>`
}

function placeRow(page: Page, place: PlaceStanding, now: Moment): Html {
  const w = page.words.backup.places
  const { destination_id, name, address, state } = place
  const tag = state === 'unreadable' ? 'faulty' : state
  return html`<li id="place-${destination_id}">
    <i>${kindIcon(address.kind)}</i>
    <a class="what" href="/backup/places/${destination_id}"><span><b>${name}</b> <span class="tag ${TAGS[tag]}">${w.tags[tag]}</span>
      <small>${placeSentence(page, place, now)}</small></span>${icon('right')}</a>
    <div class="row">
      ${place.is_paused || state === 'unreadable' ? null : panelButton(page, `/backup/places/${destination_id}/sending`, w.send)}
      ${page.may('manage-backup') && pauseButton(page, place)}
    </div></li>`
}

function pauseButton(page: Page, { destination_id, is_paused }: PlaceStanding): Html {
  const w = page.words.backup.places
  return panelButton(
    page,
    `/backup/places/${destination_id}/pause`,
    is_paused ? w.resume : w.pause,
    html`<input type="hidden" name="to" value="${is_paused ? 'on' : 'off'}">`
  )
}

/** A deed after which the panel of how it stands is drawn anew. */
export function panelButton(page: Page, url: string, label: string, more?: Html, kind = ''): Html {
  return html`<form method="post" action="${url}" hx-post="${url}" hx-target="#backup-standing" hx-swap="innerMorph">
    ${formKeys(page)}${more}<button class="${kind}">${label}</button></form>`
}

/** How it stands with a place, in a sentence an owner understands. */
export function placeSentence(page: Page, place: PlaceStanding, now: Moment): string {
  const { states } = page.words.backup.places
  const { reach, behind_ms, state } = place
  switch (state) {
    case 'unreadable':
    case 'paused':
      return states[state]
    case 'new':
      return reach.waiting_bytes > 0 ? states.sending(bytesText(page, reach.waiting_bytes)) : states.new
    case 'there':
      return states.there(ago(page, reach.reached_at ?? now, now))
    case 'behind':
      return behindSentence(page, behind_ms ?? 0, reach.waiting_bytes)
    case 'away':
      return reach.safe_until ? states.stick_seen(ago(page, reach.safe_until, now)) : states.stick_away
    case 'faulty':
      return faultSentence(page, place, now)
  }
}

function behindSentence(page: Page, behind_ms: number, bytes: number): string {
  const { states } = page.words.backup.places
  // A minute behind is nothing to speak of; what is still to be sent is.
  if (behind_ms < 60_000) return states.behind_bytes(bytesText(page, bytes))
  const late = span(page, behind_ms)
  return bytes > 0 ? states.behind_both(late, bytesText(page, bytes)) : states.behind(late)
}

function faultSentence(page: Page, { reach, retry_at }: PlaceStanding, now: Moment): string {
  const w = page.words.backup.places
  const fault = w.faults[reach.fault ?? 'away']
  const since = reach.fault === 'away' && reach.reached_at
  const said = since ? w.since(fault, shortTime(page, since, now)) : fault
  return retry_at && retry_at > now ? w.again(said, shortTime(page, retry_at, now)) : said
}
