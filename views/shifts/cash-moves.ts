import type { Refusal } from '../../server/refusal.ts'
import type { Settings } from '../../server/settings/read-settings.ts'
import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { money, timeOfDay } from '../format.ts'
import { amountInput, field, formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { refusalSentence } from '../refusal.ts'

type Move = ShiftReport['moves'][number]

/** Cash that was put in and taken out, each with its bill where there is one. */
export function movesList(page: Page, { moves }: Pick<ShiftReport, 'moves'>): Html {
  const { words, locale, zone } = page
  if (moves.length === 0) return html`<p class="hint">${words.shift.no_moves}</p>`
  return html`<ul class="moves">${moves.map(
    (
      move
    ) => html`<li><span>${timeOfDay(move.moved_at, locale, zone)} · ${move.reason} <small>${move.moved_by_name}</small></span>
      <b>${money(move.amount_minor, locale)}</b> ${billLink(page, move)} ${page.terminal && moveCopy(page, move)}</li>`
  )}</ul><div id="move-job" class="test"></div>`
}

function billLink({ words: { shifts: w } }: Page, { picture_id, reason }: Move): Html | null {
  if (!picture_id) return null
  const url = `/shift/bills/${picture_id}`
  return html`<a class="bill" href="${url}"><img src="${url}" alt="${w.bill_of(reason)}" width="48" height="48" loading="lazy"></a>`
}

function moveCopy({ words: { drawer: w } }: Page, { cash_move_id, reason }: Move): Html {
  return html`<button type="button" class="plain" hx-post="/shift/cash/${cash_move_id}/copies" hx-target="#move-job"
    hx-swap="innerHTML" aria-label="${w.print_move}: ${reason}">${icon('printer')}</button>`
}

/** Cash in or out, with the reasons that are often given as buttons, and the picture of a bill beside it. */
export function moveForm(page: Page, reasons: Settings['cash_reasons']): Html {
  const w = page.words.shift
  return html`<form class="stack" id="cash-move" method="post" action="/shift/cash" hx-post="/shift/cash" hx-swap="none">
      ${formKeys(page)}
      <div class="row two">${direction('in', w.cash_in)}${direction('out', w.cash_out)}</div>
      ${field(w.amount, amountInput('amount', html`required`))}
      ${often(page, reasons)}
      ${field(w.reason, html`<input name="reason" required maxlength="120" autocomplete="off" placeholder="${w.reason_example}">`)}
    </form>
    ${billForm(page)}
    <button form="cash-move">${icon('check')}<span>${w.record}</span></button>`
}

function direction(value: string, label: string): Html {
  return html`<label class="choice"><input type="radio" name="direction" value="${value}" required><b>${label}</b></label>`
}

/** A press says both why and which way the money goes. */
function often({ words }: Page, reasons: Settings['cash_reasons']): Html | null {
  const all = (['in', 'out'] as const).flatMap((way) => reasons[way].map((reason) => ({ way, reason })))
  if (all.length === 0) return null
  return html`<div class="often" role="group" aria-label="${words.shifts.often}">${all.map(
    ({ way, reason }) =>
      html`<button type="button" data-fills="${JSON.stringify({ direction: way, reason })}">${icon(way === 'in' ? 'down' : 'up')}<span>${reason}</span></button>`
  )}</div>`
}

/** The picture has a form of its own: it is sent when it is taken, so that the move itself is a small request. */
function billForm(page: Page): Html {
  const w = page.words.shifts
  return html`<form class="stack bill-form" method="post" action="/shift/bills" enctype="multipart/form-data"
      hx-post="/shift/bills" hx-encoding="multipart/form-data" hx-trigger="change" hx-target="#bill" hx-swap="innerHTML">
      <input type="hidden" name="_csrf" value="${page.csrf_token()}">
      ${field(w.bill, html`<input class="drop" type="file" name="picture" accept="image/*" capture="environment">`, w.bill_hint)}
      <p class="hint reading" role="status"><progress aria-label="${w.bill_reading}"></progress>${w.bill_reading}</p>
    </form>
    <div id="bill" aria-live="polite">${billPart(page, {})}</div>`
}

/** The picture that will be kept with the cash move, or why there is none. */
export function billPart(
  page: Page,
  { picture_id, refusal }: { picture_id?: string; refusal?: Refusal }
): Html {
  const w = page.words.shifts
  if (refusal)
    return html`<p class="notice refused" role="alert">${icon('warning')}<span>${refusalSentence(page, refusal)}</span></p>`
  if (!picture_id) return html`<!-- none -->`
  return html`<div class="row bill-kept"><img src="/shift/bills/${picture_id}" alt="${w.bill}" width="96" height="96">
    <span>${w.bill_kept}</span><input type="hidden" name="picture_id" form="cash-move" value="${picture_id}">
    <button type="button" class="plain" hx-get="/shift/bills/none" hx-target="#bill" hx-swap="innerHTML">${icon('trash')}<span>${w.bill_drop}</span></button></div>`
}
