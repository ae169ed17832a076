import type { Certificate } from '../../server/backup/proof/certificate.ts'
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
  const watching = html`hx-get="${base}/result" hx-trigger="every 1s" hx-select="#content" hx-swap="outerMorph"`
  return layout(page, {
    title: w.result_title,
    place: 'backup',
    content: html`<main id="content" class="${is_setup ? 'narrow setup' : 'page backup restore'}" ${is_waiting && watching}>
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
  if (standing.step === 'failed')
    return html`${notice('refused', w.faults[standing.kind](''))}${otherWays(page, facts.base)}`
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
    ${loss && !facts.is_setup && lossCard(page, loss)}
    ${is_sound ? confirmation(page, facts) : otherWays(page, facts.base)}
    ${certificate && proofCard(page, certificate, is_sound)}`
}

/** What was counted and added up; open where it did not come out right. */
function proofCard(page: Page, certificate: Certificate, is_sound: boolean): Html {
  return html`<details class="card fold" ${is_sound ? '' : 'open'}><summary>${icon('right')}<h2>${page.words.restore.certificate}</h2></summary>
    <dl class="facts">${factLines(page, certificate).map(
      ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
    )}</dl></details>`
}

/** No dead end: another moment, or another place. */
function otherWays({ words }: Page, base: string): Html {
  const w = words.restore
  return html`<div class="row"><a class="button" href="${base}/moment">${w.other_moment}</a>
    <a class="button" href="${base}">${w.other_place}</a></div>`
}

function lossCard(page: Page, loss: Loss): Html {
  const w = page.words.restore
  const { sales, refunds, payments, stock_moves, events } = loss
  if (sales.count + refunds.count + payments.count + stock_moves === 0) {
    return notice('', w.nothing_lost, events > 0 ? w.only_events(figure(events, page.locale)) : undefined)
  }
  return html`<section class="card stack"><h2>${w.loss_title}</h2><p class="hint">${w.loss_text}</p>
    <table class="loss"><thead><tr><th>${w.loss_what}</th><th class="number">${w.loss_count}</th><th class="number">${w.loss_amount}</th></tr></thead>
    <tbody>${lostRow(page, w.lost_sales, sales)}${lostRow(page, w.lost_refunds, refunds)}
    ${lostRow(page, w.lost_payments, payments)}
    ${countRow(page, w.lost_stock, stock_moves)}${countRow(page, w.lost_events, events)}</tbody></table>
    ${[sales, refunds, payments].some(({ count }) => count > 0) && numbersOf(page, [sales, refunds, payments])}</section>`
}

function lostRow(page: Page, name: string, { count, amount_minor }: LostKind): Html | false {
  return countRow(page, name, count, moneyText(amount_minor, page.locale))
}

function countRow({ locale }: Page, name: string, count: number, amount = ''): Html | false {
  return (
    count > 0 &&
    html`<tr><th scope="row">${name}</th><td class="number">${figure(count, locale)}</td><td class="number">${amount}</td></tr>`
  )
}

/** To be held against the slips in the drawer. */
function numbersOf({ words, locale }: Page, kinds: LostKind[]): Html {
  const numbers = kinds.flatMap((kind) => kind.numbers)
  const more = numbers.length - MOST_NUMBERS
  return html`<details class="fold"><summary>${icon('right')}<span>${words.restore.loss_numbers}</span></summary>
    <p class="numbers">${numbers.slice(0, MOST_NUMBERS).join(', ')}${more > 0 && words.restore.more(figure(more, locale))}</p></details>`
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
    <button class="${is_setup ? 'primary' : 'danger'}">${is_setup ? w.swap_setup : w.swap}</button>
  </form>`
}

function notice(kind: string, title: string, text?: string): Html {
  return html`<div class="notice ${kind}" role="status">${icon(kind === '' ? 'check' : 'warning')}<p><b>${title}</b>${text && html`<br>${text}`}</p></div>`
}
