import type { Light, QueueGroup } from '../../server/printing/read-queue.ts'
import type { Moment } from '../../server/values/clock.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { taskHead } from '../till/line.ts'
import { groups } from './queue.ts'

/** Where a till's light stands; what it says it asks for itself. */
export function lightPlace({ words }: Page): Html {
  return html`<div id="printing-light" role="region" aria-live="polite" aria-label="${words.printer.title}" hx-get="/till/jobs"
    hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>`
}

/** How a till's printers fare, in a word; nothing at all while all is well. One press shows what can be done. */
export function light({ words }: Page, { level, trouble, slips }: Light): Html {
  if (level === 'calm') return html`<!-- every slip is in hand -->`
  const w = words.print_queue
  const word = trouble ? wordFor(w.light, trouble) : w.slips(slips)
  return html`<button type="button" class="${level}" hx-get="/till/printers" hx-target="#task" hx-swap="innerHTML">
    ${icon('printer')}<span>${word}</span>${trouble && slips > 0 && html`<b aria-label="${w.slips(slips)}">${slips}</b>`}</button>`
}

/** A word that fits beside the rest; whatever else keeps a printer from being reached is one and the same to a cashier. */
function wordFor(table: Page['words']['print_queue']['light'], trouble: string): string {
  return Object.hasOwn(table, trouble) ? table[trouble as keyof typeof table] : table.unreachable
}

/** The queue at the till, without leaving it. */
export function queueTask(page: Page, all: QueueGroup[], now: Moment): Html {
  const w = page.words.printer
  return html`<div class="task stack queue-task" data-task>
    ${taskHead(page, w.queue)}
    <div class="stack" hx-get="/till/printers/queue" hx-trigger="laci:job from:body" hx-swap="innerMorph">${groups(page, all, now)}</div>
    <a class="button" href="/printing">${icon('wait')}<span>${page.words.print_queue.whole}</span></a>
  </div>`
}
