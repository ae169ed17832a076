import type { Job } from '../../server/printing/find-jobs.ts'
import type { Printer } from '../../server/printing/find-printer.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** The shop's printers, by id. */
type Printers = ReadonlyMap<string, Printer>

type Fate = Pick<Job, 'kind' | 'state' | 'trouble' | 'is_heard' | 'copy_no'>
type Way = Pick<Printer, 'transport' | 'answers'>

/**
 * How the slip and the drawer of one sale or shift fare, in words first. What another job has taken over tells nothing
 * more: that one does.
 *
 * @param can_wait whether there is a task to leave, for whoever decides later
 */
export function jobStates(
  page: Page,
  jobs: Job[],
  printers: Printers,
  { can_wait = false }: { can_wait?: boolean } = {}
): Html {
  if (jobs.length === 0) return html`<p class="job">${icon('printer')}<span>${page.words.job.none}</span></p>`
  const taken_over = new Set(jobs.map(({ made_from }) => made_from))
  const states = jobs.filter(({ job_id }) => !taken_over.has(job_id))
  return html`${states.map((job) => jobState(page, job, printers, can_wait))}`
}

function jobState(page: Page, job: Job, printers: Printers, can_wait: boolean): Html | null {
  const printer = printers.get(job.printer_id)
  const on_screen = printer?.transport === 'preview'
  if (job.kind === 'pulse' && on_screen) return null
  const sentence = job.kind === 'pulse' ? pulseSentence(page, job) : slipSentence(page, job, printer)
  const trouble = troubleSentence(page, job)
  const is_done = job.state === 'printed'
  const says_why = WITH_WHY.has(job.state)
  return html`<div class="job ${job.state}">${icon(is_done ? 'check' : says_why ? 'warning' : 'printer')}
    <p>${sentence}${says_why && trouble ? html`: ${trouble}` : ''}${printer && !on_screen ? html` <small>${printer.name}</small>` : ''}
      ${job.kind !== 'pulse' && isUnheard(job, printer) && html`<small>${page.words.job.sent_text}</small>`}</p>
    ${wantsWord(job) && html`<span class="row">${verdicts(page, job)}${elsewhere(page, job, printers)}${later(page, job, can_wait)}</span>`}
  </div>`
}

/** A slip that waits needs no word now, where there is a task to leave. */
function later(page: Page, job: Job, can_wait: boolean): Html | null {
  if (!can_wait || job.state !== 'waiting') return dropIt(page, job)
  return html`<button type="button" data-leave>${page.words.print_queue.later}</button>`
}

const WITH_WHY: ReadonlySet<Job['state']> = new Set(['waiting', 'uncertain', 'failed', 'expired'])

/** A slip just on its way asks nobody; one that hangs may be let go or go elsewhere. */
function wantsWord({ kind, state, trouble }: Job): boolean {
  return (
    kind !== 'pulse' && (state === 'uncertain' || state === 'failed' || (state === 'waiting' && !!trouble))
  )
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

/** What became of a slip; of a printer that never answers no more is said than is known. */
export function slipSentence({ words }: Page, fate: Fate, printer: Way | undefined): string {
  const { kind, state, copy_no } = fate
  const w = kind === 'labels' ? words.print_queue.labels : words.job
  if (state === 'printed' && printer?.transport === 'preview') return w.shown
  if (state === 'printed' && printer?.transport === 'file') return w.filed
  const sentence = isUnheard(fate, printer) ? w.sent : w[state]
  return copy_no > 0 ? `${sentence} (${words.job.copy})` : sentence
}

/** Bytes went, and nobody heard whether they are on paper; a trouble is left where a person looked and said so. */
function isUnheard(
  { state, is_heard, trouble }: Pick<Fate, 'state' | 'is_heard' | 'trouble'>,
  printer: Way | undefined
): boolean {
  if (state !== 'printed' || is_heard === 1 || trouble !== null || !printer) return false
  return printer.answers !== 'yes' && printer.transport !== 'preview' && printer.transport !== 'file'
}

/** What a person may say of a slip that is wanted. It takes somebody who sells. */
export function verdicts(
  { words, may }: Page,
  { job_id, state }: Pick<Job, 'job_id' | 'state'>
): Html | null {
  if (!may('sell')) return null
  const button = (verdict: string, label: string) =>
    html`<button type="button" hx-post="/jobs/${job_id}" hx-vals='{"verdict":"${verdict}"}' hx-swap="none">${label}</button>`
  return html`${state === 'uncertain' && html`${button('printed', words.job.is_on_paper)}${button('copy', words.job.print_copy)}`}
    ${state === 'failed' && button('again', words.print_queue.try_again)}`
}

/** That a slip is not wanted any more. */
export function dropIt({ words, may }: Page, { job_id }: Pick<Job, 'job_id'>): Html | null {
  if (!may('sell')) return null
  return html`<button type="button" hx-post="/jobs/${job_id}" hx-vals='{"verdict":"drop"}' hx-swap="none">${words.job.drop}</button>`
}

/** The other printers that could do a slip: one press hands it over. */
export function elsewhere(
  page: Page,
  { job_id, printer_id, state }: Pick<Job, 'job_id' | 'printer_id' | 'state'>,
  printers: Printers
): Html | null {
  const w = page.words.print_queue
  const label = state === 'uncertain' ? w.copy_at : w.hand_over
  return handOverTo(page, { url: `/jobs/${job_id}/hand-over`, from: printer_id, printers, label })
}

/** One button for each printer that could do it; where these are many, they are folded away. */
export function handOverTo(
  { words, may }: Page,
  {
    url,
    from,
    printers,
    label
  }: { url: string; from: string; printers: Printers; label: (name: string) => string }
): Html | null {
  const language = printers.get(from)?.language ?? 'escpos'
  const others = [...printers.values()].filter((one) => one.printer_id !== from && one.language === language)
  if (others.length === 0 || !may('sell')) return null
  const buttons = others.map(
    ({ printer_id, name }) =>
      html`<button type="button" hx-post="${url}" hx-vals='{"printer_id":"${printer_id}"}' hx-swap="none">${icon('exchange')}<span>${label(name)}</span></button>`
  )
  if (others.length <= 2) return html`${buttons}`
  return html`<details class="elsewhere"><summary class="button">${icon('exchange')}<span>${words.print_queue.elsewhere}</span></summary>
    <div class="row">${buttons}</div></details>`
}
