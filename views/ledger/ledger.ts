import type { PastVerification } from '../../server/chain/find-verifications.ts'
import type { Harm } from '../../server/chain/harm.ts'
import type { Verification } from '../../server/chain/watch-ledger.ts'
import type { LedgerHead } from '../../server/events/find-head.ts'
import { headCode } from '../../server/values/head-code.ts'
import { dayAndTime, figure } from '../format.ts'
import { field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { tellHarm, tellLeft } from './tell-harm.ts'

/** How it stands with the ledger. */
export interface LedgerStanding {
  head: LedgerHead | undefined
  newest: Verification | undefined
  past: PastVerification[]
}

/** The sealed ledger: its newest seal, and whether all that it seals is as it was. */
export function ledgerPage(page: Page, standing: LedgerStanding): Html {
  const w = page.words.ledger
  return layout(page, {
    title: w.title,
    place: 'ledger',
    content: html`<main id="content" class="page">
      <div class="head"><div><h1>${w.title}</h1><p class="hint">${w.intro}</p></div></div>
      <div class="beside">
        <form class="card stack" method="post" action="/ledger/verifications" hx-post="/ledger/verifications" hx-target="#ledger" hx-swap="innerHTML show:top">
          ${formKeys(page)}
          ${newestSeal(page, standing.head)}
          ${field(w.noted, html`<input name="noted" maxlength="200" autocomplete="off" autocapitalize="characters" spellcheck="false">`, w.noted_hint)}
          <button class="primary big">${icon('shield')}<span>${w.verify}</span></button>
        </form>
        <section id="ledger" class="stack" aria-live="polite" hx-get="/ledger/now" hx-trigger="laci:ledger from:body">${ledgerPanel(page, standing)}</section>
      </div>
    </main>`
  })
}

function newestSeal({ words, locale }: Page, head: LedgerHead | undefined): Html {
  const w = words.ledger
  if (!head) return html`<p class="hint">${w.head_none}</p>`
  return html`<div class="seal"><h2>${w.head}</h2><p class="seal-code">${headCode(head.hash)}</p>
    <p class="hint">${w.head_of(figure(head.event_id, locale))}</p></div>`
}

/** How the verification fares, or what the last one came to, and those before. */
export function ledgerPanel(page: Page, { newest, past }: LedgerStanding): Html {
  const w = page.words.ledger
  return html`${newest && verification(page, newest)}
    <div class="card stack"><h2>${w.history}</h2>${
      past.length === 0
        ? html`<p class="hint">${w.history_none}</p>`
        : html`<ul class="plain verifications">${past.map((one) => pastLine(page, one))}</ul>`
    }</div>`
}

function verification(page: Page, { state, done, of, seconds_left, verdict, detail }: Verification): Html {
  const w = page.words.ledger
  if (state === 'running') {
    const part = of > 0 ? Math.round((100 * done) / of) : 0
    return html`<div class="card stack" hx-get="/ledger/now" hx-trigger="every 1s" hx-target="#ledger"><h2>${w.running}</h2>
      <progress max="100" ${of > 0 && html`value="${part}"`} aria-label="${w.running}"></progress>
      ${of > 0 && html`<p class="hint">${w.progress(figure(done, page.locale), figure(of, page.locale))} ${seconds_left !== null && `· ${w.time_left(figure(seconds_left, page.locale))}`}</p>`}
      <form method="post" action="/ledger/verifications/ending" hx-post="/ledger/verifications/ending" hx-target="#ledger">${formKeys(page)}<button>${w.end}</button></form></div>`
  }
  if (state === 'ended') return html`<p class="notice" role="status">${w.ended}</p>`
  if (!verdict)
    return html`<div class="notice refused" role="alert">${icon('warning')}<p><b>${w.failed}</b> ${w.failed_text(detail)}</p></div>`
  const { harm, events, rows, left, sealed_later_to } = verdict
  return html`${
    harm
      ? harmed(page, harm)
      : html`<div class="notice good" role="status">${icon('check')}<p><b>${w.sound}</b> ${w.sound_text(figure(events, page.locale), figure(rows, page.locale))}</p></div>`
  }<p class="hint">${verdict.anchors > 0 ? w.anchors(figure(verdict.anchors, page.locale)) : w.anchors_none}
    ${sealed_later_to > 0 && w.later(figure(sealed_later_to, page.locale))}</p>
    ${tellLeft(page, left).map((sentence) => html`<div class="notice waiting" role="status">${icon('warning')}<p>${sentence}</p></div>`)}`
}

/** The first thing that is wrong: what, where, what it says now, and what to do. */
function harmed(page: Page, harm: Harm): Html {
  const w = page.words.ledger
  return html`<div class="notice refused" role="alert">${icon('warning')}<div class="stack"><p><b>${w.harmed}</b> ${tellHarm(page, harm)}</p>
    ${harm.says && html`<p>${w.says_now}:</p><pre class="says">${harm.says}</pre>`}
    <p>${w.harmed_do}</p></div></div>`
}

function pastLine(page: Page, { event_id, at, by, from, to, harm }: PastVerification): Html {
  const { words, locale, zone } = page
  const w = words.ledger
  const span = w.history_span(figure(from + 1, locale), figure(to, locale))
  return html`<li id="event-${event_id}"><span>${icon(harm ? 'warning' : 'check')} <b>${dayAndTime(at, locale, zone)}</b> ${by ?? w.history_box}</span>
    <span class="hint">${span}</span>
    <span>${harm ? tellHarm(page, harm) : w.sound}</span></li>`
}
