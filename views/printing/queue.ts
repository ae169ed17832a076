import type { UnsettledSlip } from '../../server/printing/find-jobs.ts'
import { timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { troubleSentence, verdicts } from '../till/done.ts'

/** Everything that has not come out yet: what, where, since when, why, and what one can do about it. */
export function queuePage(page: Page, slips: UnsettledSlip[], { has_screen }: { has_screen: boolean }): Html {
  const w = page.words.printer
  return layout(page, {
    title: w.queue,
    place: 'printing',
    content: html`<main id="content" class="page">
      <div class="head"><div><h1>${w.queue}</h1><p class="hint">${w.queue_text}</p></div>
        <div class="row">${has_screen && html`<a class="button" href="/printing/screen">${icon('receipt')}<span>${w.screen}</span></a>`}
          ${page.may('edit-printers') && html`<a class="button" href="/printers">${icon('printer')}<span>${w.title}</span></a>`}</div></div>
      <section id="queue" aria-live="polite" hx-get="/printing/queue"
        hx-trigger="laci:job from:body, laci:sale from:body, laci:shift from:body" hx-swap="innerMorph">${queue(page, slips)}</section>
    </main>`
  })
}

/** The slips themselves, drawn again whenever one fares differently. */
export function queue(page: Page, slips: UnsettledSlip[]): Html {
  const w = page.words.printer
  if (slips.length === 0)
    return html`<div class="card empty">${icon('check')}<h2>${w.queue_empty}</h2><p>${w.queue_empty_text}</p></div>`
  return html`<ul class="stack queue">${slips.map((slip) => row(page, slip))}</ul>`
}

function row(page: Page, slip: UnsettledSlip): Html {
  const { words, locale, zone } = page
  const { job_id, state, printer_name, asked_at } = slip
  const trouble = troubleSentence(page, slip)
  return html`<li class="card job ${state}" id="job-${job_id}">
    ${icon(state === 'uncertain' ? 'warning' : state === 'sending' ? 'printer' : 'wait')}
    <div><h2>${whatSlip(page, slip)}</h2>
      <p>${words.job[state]}${trouble && state !== 'sending' && html`: ${trouble}`}</p>
      <p class="hint">${printer_name} · ${words.printer.since(timeOfDay(asked_at, locale, zone))}</p></div>
    ${state !== 'sending' && verdicts(page, slip)}
  </li>`
}

/** A slip by the number that stands on it, leading to what it is of. */
export function whatSlip(
  { words }: Page,
  slip: Pick<UnsettledSlip, 'kind' | 'subject_id' | 'copy_no' | 'receipt_no' | 'refund_no'> &
    Partial<Pick<UnsettledSlip, 'terminal_code' | 'z_number'>>
): Html {
  const { kind, subject_id, copy_no, receipt_no, refund_no, terminal_code, z_number } = slip
  const kindName = words.printer.kinds[kind]
  const copy = copy_no > 0 && html` <span class="tag">${words.job.copy}</span>`
  if (kind === 'order') return html`<a href="/orders/${subject_id}">${kindName}</a>${copy}`
  if (kind === 'sale' || kind === 'gift')
    return html`<a href="/sales/${subject_id}">${kindName} ${receipt_no}</a>${copy}`
  if (kind === 'refund') return html`<a href="/refunds/${subject_id}">${kindName} ${refund_no}</a>${copy}`
  if (kind !== 'z') return html`${kindName}${copy}`
  const number = z_number ? `${terminal_code}-Z${String(z_number).padStart(4, '0')}` : ''
  return html`<a href="/shifts/${subject_id}">${kindName} ${number}</a>${copy}`
}
