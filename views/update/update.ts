import type { Locale } from '../../server/settings/read-settings.ts'
import type { FoundBundle } from '../../server/update/find-bundles.ts'
import type { Looked } from '../../server/update/look-at-package.ts'
import type { Phase, UpdateNote } from '../../server/update/notes.ts'
import type { Plan } from '../../server/update/plan.ts'
import { backLink } from '../back.ts'
import { bytesText } from '../backup/say.ts'
import { dayAndTime } from '../format.ts'
import { field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

export interface UpdateFacts {
  /** The version that runs. */
  version: string
  is_installed: boolean
  note: UpdateNote | undefined
  is_asked: boolean
  plan: Plan | undefined
  found: FoundBundle[]
  history: UpdateNote[]
  /** A package that was just read to its end. */
  looked?: { bundle: FoundBundle; looked: Looked }
}

type Standing = Pick<UpdateFacts, 'note' | 'is_asked' | 'plan'>

/** How far each thing that is done is on the way, of 100; the trying takes longest. */
const PARTS: Record<Phase, number> = {
  looking: 5,
  copying: 10,
  laying: 25,
  rehearsing: 50,
  pointing: 80,
  switching: 88,
  trial: 94,
  returning: 94,
  done: 100,
  returned: 100,
  refused: 100
}

const SHOWN_IN_HISTORY = 10

/** Which Laci the box runs, what other there is, and the way to it. */
export function updatePage(page: Page, facts: UpdateFacts): Html {
  const w = page.words.update
  return layout(page, {
    title: w.title,
    place: 'settings',
    content: html`<main id="content" class="page update">
      ${backLink('/settings', page.words.settings.title)}
      <header><h1>${w.title}</h1><p><b>${w.here(facts.version)}</b></p><p class="hint">${w.text}</p></header>
      ${updateState(page, facts)}
      ${
        facts.is_installed
          ? html`${lookedCard(page, facts)}${foundCard(page, facts)}${sendCard(page)}`
          : html`<div class="notice waiting">${icon('warning')}<p>${w.not_installed}</p></div>`
      }
      ${facts.history.length > 0 && historyCard(page, facts.history)}
    </main>`
  })
}

/** How it stands with the last update; looked at again while something goes on. */
export function updateState(page: Page, standing: Standing): Html {
  return html`<section id="update-state" class="stack" aria-live="polite" hx-get="/update/state" hx-trigger="every 2s" hx-swap="outerMorph">
    ${plannedNotice(page, standing)}${stateNotice(page, standing)}</section>`
}

function stateNotice(page: Page, { note, is_asked }: Standing): Html | false {
  const w = page.words.update
  if (is_asked) return running(w.asked, undefined)
  if (!note) return false
  const said = w.phases[note.phase](note.to)
  const part = PARTS[note.phase]
  if (part < 100) return running(said, part)
  const is_good = note.phase === 'done'
  return html`<div class="notice ${!is_good && 'waiting'}">${icon(is_good ? 'check' : 'warning')}<div>
    <p><b>${said}</b> ${dayAndTime(note.at, page.locale, page.zone)}</p>
    ${note.why && html`<p>${w.whys[note.why]}</p>`}${whatWasLeft(page, note)}${shutFor(page, note)}</div></div>`
}

function running(said: string, part: number | undefined): Html {
  return html`<div class="card stack"><p role="status">${said}</p>
    <progress max="100" ${part !== undefined && html`value="${part}"`} aria-label="${said}"></progress></div>`
}

function plannedNotice(page: Page, { plan }: Standing): Html | false {
  if (!plan) return false
  const w = page.words.update
  return html`<div class="notice">${icon('clock')}<p>${w.planned(plan.version)}</p>${postButton(page, '/update/tonight/removal', w.cancel, '')}</div>`
}

function seconds(milliseconds: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(milliseconds / 1000)
}

function shutFor({ words, locale }: Page, { shut_ms }: UpdateNote): Html | false {
  return shut_ms !== null && html`<p class="hint">${words.update.shut_for(seconds(shut_ms, locale))}</p>`
}

/** What happened in a version that somebody wanted to leave, and where that is now. */
function whatWasLeft({ words, locale }: Page, { since, left, to }: UpdateNote): Html | false {
  if (!since) return false
  const w = words.update
  const figure = (count: number): string => new Intl.NumberFormat(locale).format(count)
  const { sales, others } = since
  return html`${sales + others > 0 && html`<p>${w.since(figure(sales), figure(others))}</p>`}${left && html`<p>${w.left(left, to)}</p>`}`
}

/** What a package turned out to be, and the two moments at which it may be installed. */
function lookedCard(page: Page, { looked }: UpdateFacts): Html | undefined {
  if (!looked) return undefined
  const w = page.words.update
  const { bundle } = looked
  if (!looked.looked.fits) {
    return html`<div class="notice refused" role="alert">${icon('warning')}<p><b>${bundle.name}</b> ${w.whys[looked.looked.why]}</p></div>`
  }
  const { version, is_newer, made_at, news } = looked.looked
  if (!is_newer) {
    return html`<div class="notice waiting" role="alert">${icon('warning')}<p><b>Laci ${version}</b> ${w.whys['not-newer']}</p></div>`
  }
  return html`<section class="card stack" id="looked"><div class="head"><h2>Laci ${version}</h2><p class="hint">${dayAndTime(made_at, page.locale, page.zone)}</p></div>
    ${news.length > 0 && html`<h3>${w.news}</h3><div class="update-news" lang="en" tabindex="0">${news.map((paragraph) => html`<p>${paragraph}</p>`)}</div>`}
    <div class="update-ways">
      ${way(page, bundle, { url: '/update/now', label: w.now, text: w.now_text, kind: 'primary' })}
      ${way(page, bundle, { url: '/update/tonight', label: w.tonight, text: w.tonight_text, kind: '' })}
    </div></section>`
}

function way(
  page: Page,
  { path }: FoundBundle,
  { url, label, text, kind }: { url: string; label: string; text: string; kind: string }
): Html {
  return html`<form method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <input type="hidden" name="path" value="${path}"><button class="${kind}">${label}</button><small>${text}</small></form>`
}

function foundCard(page: Page, { found }: UpdateFacts): Html {
  const w = page.words.update
  return html`<section class="card stack"><h2>${w.found}</h2>${
    found.length === 0
      ? html`<p>${w.none}</p><p class="hint">${w.none_text}</p>`
      : html`<ul class="update-found">${found.map((one) => foundRow(page, one))}</ul>`
  }</section>`
}

function foundRow(page: Page, { path, version, where, bytes: size }: FoundBundle): Html {
  const w = page.words.update
  return html`<li><span><b>Laci ${version}</b> <small>${w.where[where]}, ${bytesText(page, size)}</small></span>
    <form method="post" action="/update/look" hx-post="/update/look" hx-target="#content" hx-select="#content" hx-swap="outerHTML show:top showTarget:body">${formKeys(page)}
    <input type="hidden" name="path" value="${path}"><button>${w.look}</button></form></li>`
}

function sendCard(page: Page): Html {
  const w = page.words.update
  return html`<form class="card stack" method="post" action="/update/package" enctype="multipart/form-data">${formKeys(page)}
    <h2>${w.send}</h2>
    ${field(w.send_text, html`<input type="file" name="package" accept=".gz,application/gzip" required>`)}
    <button>${w.send_action}</button></form>`
}

function historyCard(page: Page, history: UpdateNote[]): Html {
  const { words, locale, zone } = page
  const w = words.update
  return html`<section class="card stack"><h2>${w.history}</h2><ul class="update-history">${history
    .slice(0, SHOWN_IN_HISTORY)
    .map(
      (note) => html`<li><p><b>${dayAndTime(note.at, locale, zone)}</b> ${w.phases[note.phase](note.to)}</p>
      ${note.why && html`<p class="hint">${w.whys[note.why]}</p>`}${shutFor(page, note)}</li>`
    )}</ul></section>`
}
