import type { GuessedAt } from '../../server/reports/read-locks.ts'
import type { TillStanding } from '../../server/reports/read-tills.ts'
import type { DeviceKind } from '../../server/terminals/device-kind.ts'
import type { Waiting } from '../../server/terminals/waiting-room.ts'
import type { Moment } from '../../server/values/clock.ts'
import { ago } from '../backup/say.ts'
import { dayAndTime, timeOfDay } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { savedNotice } from '../saved.ts'

export interface TillsFacts {
  tills: TillStanding[]
  waiting: Waiting[]
  locks: GuessedAt[]
  lock_after_minutes: number
  now: Moment
  saved: boolean
}

/** Every till and how it is, who wants to be one, and who is locked out. */
export function tillsPage(page: Page, facts: TillsFacts): Html {
  const w = page.words.terminals
  const { tills, waiting, saved } = facts
  return layout(page, {
    title: w.title,
    place: 'tills',
    content: html`<main id="content" class="page tills">
      <header><h1>${w.title}</h1><p class="hint">${w.intro}</p></header>
      ${saved && savedNotice(page)}
      <section class="card stack" id="waiting-devices" hx-get="/tills/waiting" hx-trigger="every 2s" hx-swap="innerMorph">
        ${waitingDevices(page, waiting)}</section>
      <div id="tills" class="stack" hx-get="/tills" hx-select="#tills" hx-swap="outerMorph"
        hx-trigger="laci:settings from:body throttle:1s, laci:shift from:body throttle:1s, every 15s">
        ${tills.length === 0 ? html`<p class="card hint">${w.none}</p>` : ''}
        <ul class="till-cards">${tills.map((standing) => tillCard(page, standing, facts.now))}</ul>
        ${locksCard(page, facts)}
      </div>
      ${page.may('edit-settings') && lockForm(page, facts)}
    </main>`
  })
}

/** Devices whose page is open and shows a code; drawn anew every two seconds. */
export function waitingDevices({ words, locale, zone }: Page, waiting: Waiting[]): Html {
  const w = words.terminals
  if (waiting.length === 0) return html`<h2>${w.waiting_title}</h2><p class="hint">${w.waiting_none}</p>`
  return html`<h2>${w.waiting_title}</h2><p class="hint">${w.waiting_text}</p>
    <ul class="lines">${waiting.map(
      ({ code, device, address, asked_at }) => html`<li>
        <span><b class="pair-code">${spaced(code)}</b>
          <small>${w.kinds[device]} · ${address} · ${w.asked_at(timeOfDay(asked_at, locale, zone))}</small></span>
        <a class="button primary" href="/tills/new?code=${code}">${w.let_in}</a></li>`
    )}</ul>`
}

/** A code in two groups, as it is read aloud. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

function tillCard(page: Page, standing: TillStanding, now: Moment): Html {
  const { words, locale, zone } = page
  const w = words.terminals
  const { till, printer, drawer_printer, displays, signed_in, shift } = standing
  const drawer = drawer_printer?.name ?? w.with_printer
  const pin = till.drawer_pin ? `, ${words.printer.pins[till.drawer_pin]}` : ''
  return html`<li class="card stack" data-till="${till.code}">
    <header class="head"><div><h2><span class="tag">${till.code}</span> ${till.name}</h2>
      ${till.place && html`<p class="hint">${till.place}</p>`}</div>${stateTag(page, standing)}</header>
    <ul class="points">
      <li>${seenText(page, standing, now)}</li>
      <li>${signed_in.length > 0 ? w.signed_in(new Intl.ListFormat(locale).format(signed_in)) : w.nobody}</li>
      <li>${shift ? w.shift_open(shift.opened_by_name, dayAndTime(shift.opened_at, locale, zone)) : w.no_shift}</li>
      <li>${w.printer}: ${printer?.name ?? words.pair.no_printer} · ${w.drawer}: ${drawer}${pin}</li>
      ${displays > 0 && html`<li>${w.displays(displays)}</li>`}
    </ul>
    <div class="row">
      <a class="button" href="/tills/${till.terminal_id}">${w.edit}</a>
      ${!till.has_device && html`<a class="button primary" href="/tills/new?for=${till.terminal_id}">${w.rehome}</a>`}
    </div></li>`
}

function stateTag({ words }: Page, { till, is_online }: TillStanding): Html {
  const { state } = words.terminals
  if (!till.has_device) return html`<span class="tag bad">${state.out}</span>`
  return is_online
    ? html`<span class="tag good">${state.online}</span>`
    : html`<span class="tag">${state.offline}</span>`
}

function seenText(page: Page, { sighting, out_since }: TillStanding, now: Moment): string {
  const { words, locale, zone } = page
  const w = words.terminals
  if (out_since) return w.out_since(dayAndTime(out_since, locale, zone))
  if (!sighting) return w.never_seen
  const { seen_at, device, address } = sighting
  return `${w.seen(ago(page, seen_at, now))} · ${w.kinds[device as DeviceKind] ?? w.kinds.other} · ${address}`
}

function locksCard(page: Page, { locks }: TillsFacts): Html {
  const { words, locale, zone } = page
  const w = words.terminals
  if (locks.length === 0) return html``
  return html`<section class="card stack" id="locks"><h2>${w.locks_title}</h2>
    <ul class="lines">${locks.map(
      (lock) => html`<li><span><b>${guessedAt(page, lock)}</b>
        <small>${w.lock_tries(lock.failures)} · ${w.lock_until(timeOfDay(lock.locked_until, locale, zone))}</small></span></li>`
    )}</ul></section>`
}

function guessedAt({ words }: Page, { kind, name }: GuessedAt): string {
  const w = words.terminals
  if (kind === 'till') return w.lock_till(name)
  if (kind === 'address') return w.lock_address(name)
  return kind === 'password' ? w.lock_password(name) : name
}

function lockForm(page: Page, { lock_after_minutes }: TillsFacts): Html {
  const w = page.words.terminals
  return html`<form class="card stack" id="lock" method="post" action="/settings/lock" hx-post="/settings/lock" hx-swap="none">
    ${formKeys(page)}<h2>${w.lock_title}</h2>
    ${field(
      w.lock_minutes,
      html`<input class="number" name="minutes" type="number" inputmode="numeric" min="1" max="60" required value="${lock_after_minutes}">`,
      w.lock_hint
    )}
    <div class="actions"><button class="primary">${page.words.common.save}</button></div></form>`
}
