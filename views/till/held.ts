import type { HeldBasket } from '../../server/baskets/find-held.ts'
import type { PricedBasket } from '../../server/pricing/basket.ts'
import type { TillState } from '../../server/till/read-till.ts'
import type { Moment } from '../../server/values/clock.ts'
import { moneyText } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { taskHead } from './line.ts'

/** Putting the basket aside, and taking up another. */
export function heldPanel(page: Page, till: TillState, all: HeldBasket[], now: Moment): Html {
  const some = till.basket.lines.length > 0 || till.tenders.length > 0
  return html`<div class="task stack held-task" data-task>
    ${taskHead(page, page.words.basket.held.title)}
    ${some ? holdForm(page, till) : ''}
    ${heldList(page, all, now, !some)}
  </div>`
}

function holdForm({ words }: Page, { buyer, basket }: TillState): Html {
  const w = words.basket.held
  return html`<form class="card stack" hx-post="/till/held" hx-target="#slip" hx-swap="outerMorph">
      <h3>${w.hold_title} <small>${words.till.pieces(basket.lines.length)}</small></h3>
      <label class="field"><span>${w.name}</span>
        <input name="name" maxlength="40" autocomplete="off" value="${buyer?.name ?? ''}" placeholder="${words.common.optional}" autofocus></label>
      <button class="primary big">${icon('wait')}<span>${w.hold}</span> <kbd>Enter</kbd></button>
    </form><p class="hint">${w.swapped}</p>`
}

/** What is put aside; it refetches itself when some till puts a basket aside or takes one. */
export function heldList(page: Page, all: HeldBasket[], now: Moment, focus = false): Html {
  const w = page.words.basket.held
  const waiting = all.filter(({ is_discarded }) => !is_discarded)
  const discarded = all.filter(({ is_discarded }) => is_discarded)
  return html`<section id="held-list" class="stack" hx-get="/till/held/list" hx-trigger="laci:held from:body" hx-swap="outerMorph">
    <h3>${w.list}</h3>
    ${waiting.length === 0 ? html`<p class="hint">${w.list_none}</p>` : heldButtons(page, waiting, now, focus)}
    ${discarded.length === 0 ? '' : html`<h3>${w.discarded}</h3>${heldButtons(page, discarded, now)}`}
  </section>`
}

/** One press takes a basket up. */
export function heldButtons(page: Page, baskets: HeldBasket[], now: Moment, focus = false): Html {
  const { words, locale } = page
  return html`<ul class="held">${baskets.map(
    (
      one,
      at
    ) => html`<li><button type="button" hx-post="/till/recalls" hx-vals='${JSON.stringify({ basket_id: one.basket_id })}'
      hx-target="#slip" hx-swap="outerMorph" id="held-${one.basket_id}" ${focus && at === 0 ? 'autofocus' : ''}>
      <span><b>${one.name}</b><small>${ageOf(page, one.held_at, now)} · ${one.code} · ${words.till.pieces(one.lines)}</small></span>
      <b>${moneyText(one.total_minor, locale)}</b><i>${words.basket.held.take}</i></button></li>`
  )}</ul>`
}

/** How many baskets wait, on the button that shows them. */
export function heldCount(held: number): Html {
  return html`<b id="held-count" hx-get="/till/held/count" hx-trigger="laci:held from:body" hx-swap="outerMorph" ${held === 0 ? 'hidden' : ''}>${held}</b>`
}

/** Whether one is sure; the basket can be had back, so a word is enough. */
export function discardQuestion({ words, locale }: Page, { lines, total_minor }: PricedBasket): Html {
  const w = words.basket.held
  return html`<form class="stack" hx-post="/till/discards" hx-target="#slip" hx-swap="outerMorph" aria-labelledby="discard-title">
    <h2 id="discard-title">${w.discard_title}</h2>
    <p>${w.discard_text(lines.length, moneyText(total_minor, locale))}</p>
    <div class="pair"><button type="button" class="big" data-close>${words.common.cancel} <kbd>Esc</kbd></button>
      <button class="danger big" autofocus>${icon('trash')}<span>${w.discard}</span> <kbd>Enter</kbd></button></div>
  </form>`
}

const MINUTE_MS = 60_000

/** How long ago, as one says it: `12 menit`. */
function ageOf({ words }: Page, moment: Moment, now: Moment): string {
  const w = words.basket.held
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(moment)) / MINUTE_MS))
  if (minutes === 0) return w.now
  if (minutes < 60) return w.minutes(minutes)
  if (minutes < 48 * 60) return w.hours(Math.floor(minutes / 60))
  return w.days(Math.floor(minutes / (24 * 60)))
}
