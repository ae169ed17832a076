import type { Printer } from '../../server/printing/find-printer.ts'
import type { PrinterState } from '../../server/printing/printer-states.ts'
import type { TransportKind } from '../../server/printing/tables.ts'
import type { TroubleCode } from '../../server/printing/transports/transport.ts'
import { dayAndTime } from '../format.ts'
import { type Html, html } from '../html.ts'
import { type IconName, icon } from '../icons.ts'
import type { Page } from '../page.ts'
import type { Words } from '../words/words.ts'

/** A printer and what it last said of itself, if anything. */
interface Heard {
  printer: Pick<Printer, 'transport' | 'answers'>
  state: PrinterState | undefined
}

/** One thing that is so with a printer, in words first. */
interface Condition {
  kind: 'good' | 'warn' | 'bad' | 'plain'
  icon: IconName
  text: string
}

/** Whether nothing ever comes back on this way to a printer. */
export function isSilent(transport: TransportKind): boolean {
  return transport === 'cups' || transport === 'file' || transport === 'preview'
}

/** How a printer is, the worst first. */
export function conditionsOf(words: Words, { printer, state }: Heard): Condition[] {
  if (!state || printer.transport === 'preview') return []
  const w = words.printer_setup.state
  const found: Condition[] = []
  if (state.link !== 'ok') {
    const why = words.job.trouble[state.link as TroubleCode] ?? words.job.trouble.unknown
    found.push({ kind: 'bad', icon: 'warning', text: upper(why) })
  }
  if (state.paper === 'near-end') found.push({ kind: 'warn', icon: 'receipt', text: w.near_end })
  if (state.drawer === 'open') found.push({ kind: 'warn', icon: 'drawer', text: w.drawer_open })
  if (state.link === 'ok' && found.length === 0) {
    const is_heard = printer.answers === 'yes' && state.paper !== null
    found.push(
      is_heard
        ? { kind: 'good', icon: 'check', text: w.ready }
        : { kind: 'plain', icon: 'printer', text: w.reached }
    )
  }
  return found
}

/** The same as a list, with since when it is so. */
export function conditions(page: Page, heard: Heard): Html | null {
  const found = conditionsOf(page.words, heard)
  if (found.length === 0) return null
  const since = dayAndTime(heard.state!.since, page.locale, page.zone)
  return html`<ul class="conditions">${found.map(
    ({ kind, icon: picture, text }) => html`<li class="condition ${kind}">${icon(picture)}<b>${text}</b></li>`
  )}<li class="hint">${page.words.printer.since(since)}</li></ul>`
}

/** Whether it tells how it is; where it never does, what that means. */
export function answersSentence(
  { printer_setup: w }: Words,
  { transport, answers }: Heard['printer']
): string {
  if (isSilent(transport)) return w.answers.silent
  return w.answers[answers]
}

/** It is being asked; the answer takes the place of this. */
export function printerAsked({ words }: Page, printer_id: string): Html {
  return html`<div class="stack" hx-get="/printers/${printer_id}/look" hx-trigger="load" hx-swap="outerHTML" role="status">
    <p>${words.printer_setup.asking}</p><progress></progress></div>`
}

/** What it said; or why it said nothing. @param heard.trouble why it does not print, or can't be reached */
export function printerAnswer(
  page: Page,
  { printer, state, trouble }: Heard & { trouble?: TroubleCode | undefined }
): Html {
  const { words } = page
  const w = words.printer_setup
  if (!trouble && printer.answers === 'unknown' && !isSilent(printer.transport))
    return html`<div class="notice waiting" role="status">${icon('wait')}<p>${w.asked_busy}</p></div>`
  const says = trouble
    ? upper(words.job.trouble[trouble])
    : (conditionsOf(words, { printer, state })[0]?.text ?? w.state.reached)
  return html`<div class="notice ${trouble ? 'refused' : ''}" role="status">${icon(trouble ? 'warning' : 'check')}
    <p><b>${says}.</b> ${answersSentence(words, printer)}</p></div>`
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
