import type { Job } from '../../server/printing/find-jobs.ts'
import type { WholeSale } from '../../server/sales/find-sales.ts'
import { money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { whatsAppLink } from '../sales/share.ts'
import { methodName } from '../tenders/method-name.ts'

/** The sale is made: the change in the largest type there is, what was paid how, and what became of the slip. */
export function done(page: Page, sale: WholeSale): Html {
  const { words, locale } = page
  const w = words.done
  const change = sale.tenders.reduce((sum, tender) => sum + tender.change_minor, 0)
  const paidInCash = sale.tenders.some(({ method }) => method === 'cash')
  return html`<div class="task done-task stack" data-task data-done>
    <p class="hint">${sale.receipt_no}</p>
    <p class="change"><span>${change > 0 ? w.change : paidInCash ? w.no_change : words.pay.all_paid}</span><output>${money(change, locale)}</output></p>
    ${split(page, sale)}
    ${exchanged(sale)}
    <div id="jobs" hx-get="/sales/${sale.sale_id}/jobs" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>
    <button type="button" class="primary big" data-leave data-key="Enter">${w.new_sale} <kbd>Enter</kbd></button>
    <p class="hint">${w.hint}</p>
    <a class="button" href="/sales/${sale.sale_id}">${icon('receipt')}<span>${w.see_slip}</span></a>
    ${whatsAppLink(page, sale.sale_id)}
  </div>`
}

/** What is left of goods given back goes to the customer too: the refund knows how much. */
function exchanged({ tenders }: WholeSale): Html | null {
  const exchange = tenders.find(({ method }) => method === 'exchange')
  if (!exchange) return null
  return html`<div class="hand-over" role="status" hx-get="/refunds/${exchange.party_id}/hand-over" hx-trigger="load" hx-swap="innerHTML"></div>`
}

/** Total, rounding, and what was given by which means. */
function split({ words, locale }: Page, { total_minor, rounding_minor, tenders }: WholeSale): Html {
  const row = (what: string, amount: number, sign = '') =>
    html`<div><dt>${what}</dt><dd>${sign}${money(amount, locale)}</dd></div>`
  return html`<dl class="split">
    ${row(words.till.total, total_minor)}
    ${rounding_minor !== 0 && row(words.pay.rounding, rounding_minor, rounding_minor > 0 ? '+' : '')}
    ${tenders.map(({ method, method_name, given_minor }) => row(methodName(words, { kind: method, name: method_name }), given_minor))}
  </dl>`
}

/** How the slip and the drawer of one sale or shift fare, in words first. */
export function jobStates(
  page: Page,
  jobs: Job[],
  printers: ReadonlyMap<string, { name: string; transport: string }>
): Html {
  if (jobs.length === 0) return html`<p class="job">${icon('printer')}<span>${page.words.job.none}</span></p>`
  return html`${jobs.map((job) => jobState(page, job, printers.get(job.printer_id)))}`
}

function jobState(
  page: Page,
  job: Job,
  printer: { name: string; transport: string } | undefined
): Html | null {
  const onScreen = printer?.transport === 'preview'
  if (job.kind === 'pulse' && onScreen) return null
  const sentence = job.kind === 'pulse' ? pulseSentence(page, job) : slipSentence(page, job, onScreen)
  const trouble = troubleSentence(page, job)
  const open = job.state === 'waiting' || job.state === 'uncertain' || job.state === 'expired'
  return html`<div class="job ${job.state}">${icon(job.state === 'printed' ? 'check' : open ? 'warning' : 'printer')}
    <p>${sentence}${open && trouble ? html`: ${trouble}` : ''}${printer && !onScreen ? html` <small>${printer.name}</small>` : ''}</p>
    ${job.state === 'uncertain' || (job.state === 'waiting' && trouble && job.kind !== 'pulse') ? verdicts(page, job) : ''}</div>`
}

/** Why a job is not done, in words. */
export function troubleSentence(
  { words: { job: w } }: Page,
  { state, trouble }: { state: string; trouble: string | null }
): string | undefined {
  if (trouble) return w.trouble[trouble as keyof typeof w.trouble]
  return state === 'expired' ? w.too_late : undefined
}

/** Troubles that come after the first byte. */
const HALF_WAY = ['disconnected', 'restarted']

function pulseSentence({ words }: Page, { state, trouble }: Job): string {
  if (state === 'printed') return words.job.drawer_opened
  if (state !== 'expired') return trouble ? words.job.drawer_held : words.job.drawer_waiting
  return trouble && HALF_WAY.includes(trouble) ? words.job.drawer_unsure : words.job.expired
}

function slipSentence({ words }: Page, { state, copy_no }: Job, onScreen: boolean): string {
  if (state === 'printed' && onScreen) return words.job.shown
  const sentence = words.job[state]
  return copy_no > 0 ? `${sentence} (${words.job.copy})` : sentence
}

/** An uncertain slip asks a person; one that waits may be let go. It takes somebody who sells to say. */
export function verdicts({ words, may }: Page, job: { job_id: string; state: string }): Html | null {
  if (!may('sell')) return null
  const button = (verdict: string, label: string) =>
    html`<button type="button" hx-post="/jobs/${job.job_id}" hx-vals='{"verdict":"${verdict}"}' hx-swap="none">${label}</button>`
  return html`<span class="row">
    ${job.state === 'uncertain' ? html`${button('printed', words.job.is_on_paper)}${button('copy', words.job.print_copy)}` : ''}
    ${button('drop', words.job.drop)}</span>`
}
