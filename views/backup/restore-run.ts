import type { Loss, LostKind } from '../../server/backup/restore/loss.ts'
import type { Standing } from '../../server/backup/restore/restore-desk.ts'
import type { TriedRestoring } from '../../server/backup/restore/run-restore.ts'
import { backLink } from '../back.ts'
import { dayAndTime, figure, moneyText } from '../format.ts'
import { field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { factLines, stepSentence } from './certificate-lines.ts'

interface RunFacts {
  base: string
  is_setup: boolean
  /** Whether whoever asks signs in by password; else by PIN. */
  has_password: boolean
  standing: Exclude<Standing, { step: 'idle' } | { step: 'open' }>
}

/** So many receipts are named; more say only how many. */
const MOST_NUMBERS = 100

/** How the restoring goes, and what came of it. */
export function restoringPage(page: Page, facts: RunFacts): Html {
  const { base, is_setup, standing } = facts
  const w = page.words.restore
  const is_waiting = standing.step === 'running' || standing.step === 'swapping'
  const watching = html`hx-get="${base}/result" hx-trigger="every 1s" hx-select="#content" hx-swap="outerHTML"`
  return layout(page, {
    title: w.result_title,
    place: 'settings',
    content: html`<main id="content" class="${is_setup ? 'narrow setup' : 'page'}" ${is_waiting && watching}>
      ${!is_waiting && backLink(`${base}/moment`, w.moment_title)}
      <h1>${w.result_title}</h1>
      ${body(page, facts)}
    </main>`
  })
}

function body(page: Page, facts: RunFacts): Html {
  const { standing } = facts
  if (standing.step === 'running') return running(page, facts.base, standing)
  const w = page.words.restore
  if (standing.step === 'swapping')
    return html`<div class="notice waiting" role="status">${icon('wait')}<p><b>${w.swapping}</b><br>${w.swapping_text}
      <a href="/">${w.swapping_link}</a></p></div>`
  if (standing.step === 'failed') return notice('refused', w.faults[standing.kind](''))
  return result(page, facts, standing.restoring)
}

function running(
  page: Page,
  base: string,
  { progress, steps }: Extract<Standing, { step: 'running' }>
): Html {
  const w = page.words.restore
  const part = progress && progress.bytes_of > 0 ? Math.round((100 * progress.bytes) / progress.bytes_of) : 0
  const segments = progress
    ? w.segments(figure(progress.segments, page.locale), figure(progress.segments_of, page.locale))
    : w.reading
  const text = steps > 0 ? w.proving(steps) : segments
  return html`<section class="card stack" role="status"><p>${w.running}</p>
    <progress max="100" value="${part}" aria-label="${w.running}"></progress>
    <p class="hint">${text}</p>${postButton(page, `${base}/stop`, w.stop, '')}</section>`
}

function result(page: Page, facts: RunFacts, restoring: TriedRestoring): Html {
  const { words, locale, zone } = page
  const w = words.restore
  const { reached, certificate, fault, plan, loss } = restoring
  const until = reached && dayAndTime(new Date(reached.at).toISOString(), locale, zone)
  const is_sound = certificate?.proof.ok === true
  const failed = certificate?.proof.steps.filter(({ ok }) => !ok) ?? []
  return html`${!plan.wanted && notice('refused', w.not_found)}
    ${fault && plan.wanted && notice('refused', w.faults[fault.kind](fault.name), until ? w.until(until) : w.nothing_reached)}
    ${is_sound && notice('', words.proof.proved, until ?? '')}
    ${certificate && !is_sound && notice('refused', words.proof.not_proved)}
    ${failed.map((step) => html`<p class="hint">${stepSentence(page, step)}</p>`)}
    ${
      certificate &&
      html`<section class="card stack"><h2>${words.proof.facts_title}</h2><dl class="facts">${factLines(
        page,
        certificate
      ).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`
    }
    ${loss && !facts.is_setup && lossCard(page, loss)}
    ${is_sound && confirmation(page, facts)}`
}

function lossCard(page: Page, loss: Loss): Html {
  const w = page.words.restore
  const { sales, refunds, payments } = loss
  if (sales.count + refunds.count + payments.count + loss.stock_moves === 0) return notice('', w.nothing_lost)
  return html`<section class="card stack"><h2>${w.loss_title}</h2><p class="hint">${w.loss_text}</p>
    ${lostLine(page, w.lost_sales, sales)}${lostLine(page, w.lost_refunds, refunds)}
    ${lostLine(page, w.lost_payments, payments)}
    <p>${w.lost_stock(figure(loss.stock_moves, page.locale))}</p></section>`
}

function lostLine({ words, locale }: Page, name: (count: string) => string, kind: LostKind): Html | false {
  if (kind.count === 0) return false
  const more = kind.numbers.length - MOST_NUMBERS
  return html`<details><summary><b>${name(figure(kind.count, locale))}</b> · ${moneyText(kind.amount_minor, locale)}</summary>
    <p class="numbers">${kind.numbers.slice(0, MOST_NUMBERS).join(', ')}${more > 0 && words.restore.more(figure(more, locale))}</p></details>`
}

function confirmation(page: Page, { base, is_setup, has_password }: RunFacts): Html {
  const w = page.words.restore
  return html`<form class="card stack" method="post" action="${base}/result" hx-post="${base}/result" hx-swap="none" autocomplete="off">
    ${formKeys(page)}
    <h2>${w.swap_title}</h2><p class="hint">${is_setup ? w.swap_text_setup : w.swap_text}</p>
    ${
      !is_setup &&
      field(
        has_password ? w.password : w.pin,
        html`<input name="proof" type="password" required maxlength="200" autocomplete="current-password">`
      )
    }
    <button class="${is_setup ? 'primary' : 'danger'}">${w.swap}</button>
  </form>`
}

function notice(kind: string, title: string, text?: string): Html {
  return html`<div class="notice ${kind}" role="status">${icon(kind === '' ? 'check' : 'warning')}<p><b>${title}</b>${text && html`<br>${text}`}</p></div>`
}
