import type { ShownSlip } from '../../server/printing/find-slips.ts'
import { timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { whatSlip } from './what-slip.ts'

/** A printer that is a page: slips come out of it onto the counter, the newest first. */
export function screenPage(page: Page, slips: ShownSlip[], { has_screen }: { has_screen: boolean }): Html {
  const w = page.words.printer
  return layout(page, {
    title: w.screen,
    place: 'printing',
    content: html`<main id="content" class="page">
      <div class="head"><div><h1>${w.screen}</h1><p class="hint">${w.screen_text}</p></div>
        <div class="row"><a class="button" href="/printing">${icon('wait')}<span>${w.queue}</span></a>
          ${page.terminal && html`<a class="button primary" href="/till">${page.words.shift.to_till}</a>`}</div></div>
      <section class="counter" id="screen" aria-live="polite" hx-get="/printing/screen/slips"
        hx-trigger="laci:job from:body" hx-swap="innerMorph">${
          has_screen || slips.length > 0 ? slipsOnScreen(page, slips) : noScreen(page)
        }</section>
    </main>`
  })
}

function noScreen({ words: { printer: w } }: Page): Html {
  return html`<div class="empty">${icon('printer')}<h2>${w.screen_none}</h2><p>${w.screen_none_text}</p></div>`
}

/** The slips on the counter; each keeps its place by its job, so that only a new one moves. */
export function slipsOnScreen(page: Page, slips: ShownSlip[]): Html {
  const { words, locale, zone } = page
  const w = words.printer
  if (slips.length === 0)
    return html`<div class="empty">${icon('receipt')}<h2>${w.screen_empty}</h2><p>${w.screen_empty_text}</p></div>`
  return html`<ol class="slips">${slips.map(
    (slip) => html`<li id="slip-${slip.job_id}"><figure>
      <img src="/printing/slips/${slip.job_id}.svg" alt="${w.kinds[slip.kind]} ${slip.receipt_no ?? ''}" class="${slip.columns === 48 ? 'wide' : ''}">
      <figcaption>${whatSlip(page, slip)} <small>${slip.settled_at && timeOfDay(slip.settled_at, locale, zone)} · ${slip.printer_name}</small></figcaption>
    </figure></li>`
  )}</ol>`
}
