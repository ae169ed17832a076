import type { Entry } from '../../server/door/entries.ts'
import type { Visit } from '../../server/door/sessions.ts'
import type { Moment } from '../../server/values/clock.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { qrSvg } from '../qr.ts'
import { entryLine, whence } from './news.ts'

/** How it stands with somebody's second step. */
export type SecondStepState =
  | { is: 'off'; has_password: boolean }
  | { is: 'offered'; secret: string; address: string }
  | { is: 'on'; confirmed_at: Moment; codes_left: number; visits: Visit[]; entries: Entry[]; now: Moment }

const FEW_CODES = 3

/** In the shop: where somebody sets up the second step of the owner's door, and sees who came in by it. */
export function secondStepPage(page: Page, state: SecondStepState, codes?: Html): Html {
  const w = page.words.door.step
  return layout(page, {
    title: w.title,
    place: 'second_step',
    content: html`<main id="content" class="page second-step">
      <header><h1>${w.title}</h1><p class="hint">${w.intro}</p></header>
      ${codes}
      ${drawState(page, state)}
    </main>`
  })
}

function drawState(page: Page, state: SecondStepState): Html {
  switch (state.is) {
    case 'off':
      return off(page, state.has_password)
    case 'offered':
      return offered(page, state)
    case 'on':
      return on(page, state)
  }
}

function off(page: Page, has_password: boolean): Html {
  const w = page.words.door.step
  if (!has_password) return html`<div class="card"><p>${w.no_password}</p></div>`
  return html`<div class="card stack">${passwordForm(page, '/second-step', w.start, 'primary')}</div>`
}

function offered(page: Page, { secret, address }: Extract<SecondStepState, { is: 'offered' }>): Html {
  const w = page.words.door.step
  return html`<div class="card stack">
    <h2>${w.scan}</h2><p class="hint">${w.apps}</p>
    ${qrSvg(address, w.scan_label)}
    <p>${w.or_type} <code class="secret">${secret.match(/.{1,4}/g)!.join(' ')}</code></p>
    <form class="stack" method="post" action="/second-step/confirmation" hx-post="/second-step/confirmation"
      hx-target="#content" hx-select="#content" hx-swap="outerHTML">${formKeys(page)}
      ${field(w.confirm, html`<input class="number" name="code" inputmode="numeric" pattern="[0-9 ]{6,8}" maxlength="8" required autocomplete="one-time-code" autofocus>`)}
      <button class="primary">${w.confirm_action}</button></form>
    <details class="fold"><summary>${icon('right')}<span>${w.again}</span></summary>
      ${passwordForm(page, '/second-step', w.again, '')}</details>
  </div>`
}

function on(page: Page, state: Extract<SecondStepState, { is: 'on' }>): Html {
  const { words, locale, zone } = page
  const w = words.door.step
  const { confirmed_at, codes_left, visits, entries } = state
  return html`<div class="card stack">
      <p class="row"><span class="tag good">${icon('check')} ${w.on}</span></p>
      <p>${w.on_since(dayAndTime(confirmed_at, locale, zone))}</p>
      <p>${w.codes_left(codes_left)} ${codes_left <= FEW_CODES && html`<b class="bad">${w.codes_few}</b>`}</p>
      <details class="fold"><summary>${icon('right')}<span>${w.new_codes}</span></summary>
        <p class="hint">${w.new_codes_text}</p>
        ${passwordForm(page, '/second-step/codes', w.new_codes, '', 'content')}</details>
      <details class="fold"><summary>${icon('right')}<span>${w.turn_off}</span></summary>
        <p class="hint">${w.turn_off_text}</p>
        ${passwordForm(page, '/second-step/end', w.turn_off, 'danger')}</details>
    </div>
    ${visits.length > 0 && visitsCard(page, visits)}
    <section class="card stack"><h2>${words.door.entries_title}</h2>${entryList(page, entries)}</section>`
}

function visitsCard(page: Page, visits: Visit[]): Html {
  const w = page.words.door
  return html`<section class="card stack"><h2>${w.visits_title}</h2>
    ${visitList(page, visits, '/second-step/visits/end')}
    <form method="post" action="/second-step/visits/end">${formKeys(page)}<button class="danger">${w.step.end_all}</button></form>
  </section>`
}

/** Where somebody is signed in by the door, each with the way to end it; `own` is the one that looks. */
export function visitList(page: Page, visits: readonly Visit[], url: string, own?: string): Html {
  const { words, locale, zone } = page
  const w = words.door
  return html`<ul class="lines">${visits.map(
    ({ session_id, device, opened_at, seen_at }) => html`<li>
      <span><b>${whence(page, { device })}</b> ${session_id === own && html`<span class="tag good">${w.this_device}</span>`}
        <small>${w.since(dayAndTime(opened_at, locale, zone))}, ${w.last_seen(dayAndTime(seen_at, locale, zone))}</small></span>
      ${
        session_id !== own &&
        html`<form method="post" action="${url}">${formKeys(page)}<input type="hidden" name="session_id" value="${session_id}">
        <button>${w.end_visit}</button></form>`
      }</li>`
  )}</ul>`
}

/** Who knocked last. */
export function entryList(page: Page, entries: readonly Entry[]): Html {
  const w = page.words.door
  if (entries.length === 0) return html`<p class="hint">${w.entries_none}</p>`
  return html`<ul class="lines">${entries.map(
    (entry) =>
      html`<li><span class="${entry.outcome === 'known' ? '' : 'bad'}">${entryLine(page, entry)}</span></li>`
  )}</ul>`
}

/** The recovery codes, this once; a request that is answered again has none to show. */
export function codesCard(page: Page, codes: readonly string[] | undefined): Html {
  const w = page.words.door.step
  if (!codes) return html`<div class="notice" role="status">${icon('warning')}<p>${w.codes_gone}</p></div>`
  return html`<section class="card stack recovery-codes"><h2>${w.codes_title}</h2>
    <p>${page.shop_name} · ${page.who?.name}</p><p>${w.codes_text}</p>
    <ol>${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
    <p class="row"><button type="button" data-print>${icon('printer')}<span>${w.print}</span></button></p></section>`
}

/** Whatever changes the second step asks for the password. With `into` the answer takes that element's place. */
function passwordForm(page: Page, url: string, action: string, kind: string, into?: 'content'): Html {
  const w = page.words.door.step
  const swap = into
    ? html`hx-target="#content" hx-select="#content" hx-swap="outerHTML"`
    : html`hx-swap="none"`
  return html`<form class="stack" method="post" action="${url}" hx-post="${url}" ${swap}>${formKeys(page)}
    ${field(w.password, html`<input name="password" type="password" required maxlength="200" autocomplete="current-password">`, w.password_why)}
    <button class="${kind}">${action}</button></form>`
}
