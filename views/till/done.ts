import type { Job } from '../../server/printing/find-jobs.ts'
import type { WholeSale } from '../../server/sales/find-sales.ts'
import { money, moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { whatsAppLink } from '../sales/share.ts'

/** The sale is made: the change in the largest type there is, and what became of the slip. */
export function done(page: Page, sale: WholeSale): Html {
  const { words, locale } = page
  const w = words.done
  const given = sale.tenders.reduce((sum, tender) => sum + tender.given_minor, 0)
  const change = sale.tenders.reduce((sum, tender) => sum + tender.change_minor, 0)
  return html`<div class="task done-task stack" data-task data-done>
    <p class="hint">${sale.receipt_no} · ${words.till.total} ${moneyText(sale.total_minor, locale)} · ${w.given} ${moneyText(given, locale)}</p>
    <p class="change"><span>${change === 0 ? w.no_change : w.change}</span><output>${money(change, locale)}</output></p>
    <div id="jobs" hx-get="/sales/${sale.sale_id}/jobs" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>
    <button type="button" class="primary big" data-leave data-key="Enter">${w.new_sale} <kbd>Enter</kbd></button>
    <p class="hint">${w.hint}</p>
    <a class="button" href="/sales/${sale.sale_id}">${icon('receipt')}<span>${w.see_slip}</span></a>
    ${whatsAppLink(page, sale.sale_id)}
  </div>`
}

/** How the slip and the drawer of one sale or shift fare, in words first. */
export function jobStates(
  page: Page,
  jobs: Job[],
  printers: Map<string, { name: string; transport: string }>
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
