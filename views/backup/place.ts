import type { PlaceStanding } from '../../server/backup/read-standing.ts'
import type { Moment } from '../../server/values/clock.ts'
import { backLink } from '../back.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { placeForm, typedAddress } from './place-form.ts'
import { kindIcon, placeSentence } from './places.ts'
import { bytesText } from './say.ts'

export interface PlaceFacts {
  place: PlaceStanding
  /** Where it is, in one line. */
  where: string
  now: Moment
  saved: boolean
}

/** One place: how it stands with it, and what the owner may change. */
export function placePage(page: Page, facts: PlaceFacts): Html {
  const { place, saved } = facts
  const w = page.words.backup.places
  return layout(page, {
    title: place.name,
    place: 'backup',
    content: html`<main id="content" class="page backup">${backLink('/backup', page.words.backup.title)}
      <header><h1>${place.name}</h1><p class="hint kind">${kindIcon(place.address.kind)} ${w.kinds[place.address.kind]}</p></header>
      ${saved && html`<div class="notice" role="status">${icon('check')}<p>${page.words.settings.saved}</p></div>`}
      ${standing(page, facts)}
      ${page.may('manage-backup') && [renaming(page, place), changing(page, place), removal(page, place)]}
    </main>`
  })
}

function standing(page: Page, { place, where, now }: PlaceFacts): Html {
  const w = page.words.backup.place
  const { reach, added_at } = place
  const said = (moment: Moment | null): string =>
    moment ? dayAndTime(moment, page.locale, page.zone) : w.never
  const row = (label: string, text: string): Html => html`<div><dt>${label}</dt><dd>${text}</dd></div>`
  return html`<section class="card stack"><h2>${w.facts}</h2><p>${placeSentence(page, place, now)}</p>
    <dl class="facts">${where && row(w.where, where)}
      ${row(w.reached, said(reach.reached_at))}${row(w.safe_until, said(reach.safe_until))}
      ${reach.waiting_bytes > 0 && row(w.waiting, bytesText(page, reach.waiting_bytes))}
      ${row(w.added, said(added_at))}</dl>
    ${reach.fault_detail && html`<details><summary>${w.technical}</summary><p class="system-words">${reach.fault_detail}</p></details>`}
  </section>`
}

function renaming(page: Page, { destination_id, name }: PlaceStanding): Html {
  const w = page.words.backup.place
  const url = `/backup/places/${destination_id}/name`
  return html`<form class="card naming" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    ${field(w.rename, html`<input name="name" required maxlength="60" value="${name}" autocomplete="off">`)}
    <button>${page.words.common.save}</button></form>`
}

function changing(page: Page, { destination_id, name, address, state }: PlaceStanding): Html | null {
  const w = page.words.backup.place
  const typed = typedAddress(address, name)
  if (!typed) return null
  return html`<details class="card fold" ${state === 'unreadable' && 'open'}><summary>${icon('right')}<h2>${w.change}</h2></summary>
    <p class="hint">${w.change_text}</p>${placeForm(page, { typed, destination_id })}</details>`
}

function removal(page: Page, { destination_id, name }: PlaceStanding): Html {
  const w = page.words.backup.place
  const url = `/backup/places/${destination_id}/removal`
  return html`<details class="card fold"><summary>${icon('right')}<h2>${w.remove}</h2></summary>
    <p>${w.remove_text}</p><p><b>${w.remove_sure(name)}</b></p>
    <form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}<button class="danger">${w.remove_action}</button></form></details>`
}
