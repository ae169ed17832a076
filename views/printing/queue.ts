import type { PastSlip, UnsettledSlip } from '../../server/printing/find-slips.ts'
import type { QueueGroup } from '../../server/printing/read-queue.ts'
import type { Moment } from '../../server/values/clock.ts'
import { dayAndTime, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { dropIt, elsewhere, handOverTo, slipSentence, troubleSentence, verdicts } from './job-states.ts'
import { whatSlip } from './what-slip.ts'

/** All that the queue page shows. */
export interface Queue {
  groups: QueueGroup[]
  past: PastSlip[]
  now: Moment
}

/** Everything that has not come out yet: what, where, since when, why, and what one can do about it; then what did. */
export function queuePage(page: Page, all: Queue, { has_screen }: { has_screen: boolean }): Html {
  const w = page.words.printer
  return layout(page, {
    title: w.queue,
    place: 'printing',
    content: html`<main id="content" class="page">
      <div class="head"><div><h1>${w.queue}</h1><p class="hint">${w.queue_text}</p></div>
        <div class="row">${has_screen && html`<a class="button" href="/printing/screen">${icon('receipt')}<span>${w.screen}</span></a>`}
          ${page.may('edit-printers') && html`<a class="button" href="/printers">${icon('printer')}<span>${w.title}</span></a>`}</div></div>
      <div id="queue" class="stack" hx-get="/printing/queue"
        hx-trigger="laci:job from:body, laci:sale from:body, laci:shift from:body" hx-swap="innerMorph">${queue(page, all)}</div>
    </main>`
  })
}

/** The slips themselves, drawn again whenever one fares differently. */
export function queue(page: Page, { groups: all, past, now }: Queue): Html {
  return html`<div class="stack" aria-live="polite">${groups(page, all, now)}</div>${history(page, past, now)}`
}

/** Each printer that something is to be said of, with what waits for it. */
export function groups(page: Page, all: QueueGroup[], now: Moment): Html {
  const w = page.words.printer
  const some = all.filter((one) => one.slips.length > 0 || stateOf(page, one, now))
  if (some.length === 0)
    return html`<div class="card empty">${icon('check')}<h2>${w.queue_empty}</h2><p>${w.queue_empty_text}</p></div>`
  return html`${some.map((one) => group(page, one, all, now))}`
}

function group(page: Page, one: QueueGroup, all: QueueGroup[], now: Moment): Html {
  const { printer, slips } = one
  const printers = new Map(
    all.filter(({ printer }) => !printer.removed_at).map((each) => [each.printer.printer_id, each.printer])
  )
  return html`<section class="print-group stack" id="group-${printer.printer_id}">
    <div class="head"><h2>${printer.name}</h2>${stateOf(page, one, now)}</div>
    ${slips.length > 0 && html`<ul class="stack queue">${slips.map((slip) => row(page, slip, printers, now))}</ul>`}
    ${groupDeeds(page, one, printers)}
  </section>`
}

/** What a printer says of itself. Paper that soon ends is a gentle word; that it has ended is a loud one. */
export function stateOf(
  page: Page,
  { printer, state }: Pick<QueueGroup, 'printer' | 'state'>,
  now: Moment
): Html | null {
  if (!state || printer.transport === 'preview') return null
  const { words } = page
  if (state.link === 'ok')
    return state.paper === 'near-end' ? html`<p class="tag warn">${words.print_queue.near_end}</p>` : null
  const why = troubleSentence(page, { state: 'waiting', trouble: state.link }) ?? words.job.trouble.unknown
  return html`<p class="tag bad">${capital(why)} ${sinceWhen(page, state.since, now)}</p>`
}

/** What can be done about a printer that others wait behind: try it at once, or have another do it all. */
function groupDeeds(
  page: Page,
  { printer, state, slips }: QueueGroup,
  printers: Parameters<typeof elsewhere>[2]
): Html | null {
  const w = page.words.print_queue
  const waiting = slips.filter((slip) => slip.state === 'waiting')
  const is_troubled = (state && state.link !== 'ok') || waiting.some(({ trouble }) => trouble !== null)
  if (!is_troubled || !page.may('sell')) return null
  const url = `/printing/printers/${printer.printer_id}`
  return html`<div class="row">
    <button type="button" hx-post="${url}/tries" hx-swap="none">${w.try_again}</button>
    ${waiting.length > 1 && handOverTo(page, { url: `${url}/hand-over`, from: printer.printer_id, printers, label: (name) => w.hand_over_all(waiting.length, name) })}
  </div>`
}

function row(page: Page, slip: UnsettledSlip, printers: Parameters<typeof elsewhere>[2], now: Moment): Html {
  const { state, asked_at } = slip
  const trouble = troubleSentence(page, slip)
  return html`<li class="card job ${state}" id="job-${slip.job_id}">
    ${icon(state === 'uncertain' || state === 'failed' ? 'warning' : state === 'sending' ? 'printer' : 'wait')}
    <div><h3>${whatSlip(page, slip)}</h3>
      <p>${page.words.job[state]}${trouble && state !== 'sending' && html`: ${trouble}`}</p>
      <p class="hint">${sinceWhen(page, asked_at, now)}</p></div>
    ${state !== 'sending' && html`<div class="row">${verdicts(page, slip)}${elsewhere(page, slip, printers)}${dropIt(page, slip)}</div>`}
  </li>`
}

/** The last slips that are settled, for whoever is asked "where is my slip?". */
function history(page: Page, past: PastSlip[], now: Moment): Html | null {
  if (past.length === 0) return null
  return html`<section class="card stack" id="past"><h2>${page.words.print_queue.history}</h2>
    <ul class="past">${past.map((slip) => pastRow(page, slip, now))}</ul></section>`
}

function pastRow(page: Page, slip: PastSlip, now: Moment): Html {
  const w = page.words.print_queue
  const { job_id, printer_name, copied_by, origin_state, origin_printer_name, settled_at } = slip
  const notes = [
    printer_name,
    settled_at && clockTime(page, settled_at, now),
    copied_by && w.copied_by(copied_by),
    origin_state === 'handed-over' && origin_printer_name && w.handed_from(origin_printer_name)
  ].filter((note) => note !== null && note !== false)
  return html`<li id="past-${job_id}">
    <div><h3>${whatSlip(page, slip)}</h3>
      <p>${slipSentence(page, { ...slip, copy_no: 0 }, slip)}</p><p class="hint">${notes.join(' · ')}</p></div>
    ${slip.can_copy && html`<button type="button" hx-post="/jobs/${job_id}/copies" hx-swap="none">${w.reprint}</button>`}
  </li>`
}

const NEARLY_A_DAY_MS = 20 * 60 * 60_000

/** The hour, and the day with it once that would mislead. */
function clockTime({ locale, zone }: Page, moment: Moment, now: Moment): string {
  const is_old = Date.parse(now) - Date.parse(moment) > NEARLY_A_DAY_MS
  return is_old ? dayAndTime(moment, locale, zone) : timeOfDay(moment, locale, zone)
}

function sinceWhen(page: Page, moment: Moment, now: Moment): string {
  return page.words.printer.since(clockTime(page, moment, now))
}

/** As a sentence begins. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
