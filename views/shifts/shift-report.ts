import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { backLink } from '../back.ts'
import { dayAndTime, money } from '../format.ts'
import { amountInput, choices, field, formKeys, postButton } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { movesList } from './cash-moves.ts'
import { countsCard } from './counts.ts'
import { differenceTag } from './difference.ts'
import { drawerCard } from './shift-drawer.ts'
import { cashiersCard, shiftMoney } from './shift-money.ts'

/** A shift as it was: what the drawer should hold and what it held, beside the Z slip; and what came late. */
export function shiftReportPage(page: Page, report: ShiftReport): Html {
  const { words, locale, zone } = page
  const w = words.shift
  const { shift, closing } = report
  const is_late = shift.supplement_to !== null
  const is_told = closing !== undefined || page.may('see-expected')
  return layout(page, {
    title: w.z,
    place: 'shifts',
    content: html`<main id="content" class="page">
      ${is_late ? backLink(`/shifts/${shift.supplement_to}`, words.shifts.late.of(`${shift.terminal_code}-${shift.of_z_number}`)) : backLink('/shifts', w.all)}
      <div class="head"><h1>${heading(page, report)}</h1>
        ${page.terminal && html`<a class="button primary" href="/till">${w.to_till}</a>`}</div>
      <div class="columns">
        <section class="stack">
          <p class="hint">${w.opened(shift.opened_by_name, dayAndTime(shift.opened_at, locale, zone))}${
            closing
              ? html`<br>${w.closed(closing.closed_by_name, dayAndTime(closing.closed_at, locale, zone))}`
              : ''
          }${closing?.taken_by_name && html`<br>${words.shifts.handed_to(closing.taken_by_name)}`}</p>
          ${is_late && html`<p class="notice waiting">${icon('wait')}<span>${words.shifts.late.text}</span></p>`}
          ${closing && counted(page, closing)}
          ${shiftMoney(page, report)}
          ${is_told && cashiersCard(page, report.cashiers)}
          ${report.moves.length > 0 && html`<section class="card stack"><h2>${w.moves}</h2>${movesList(page, report)}</section>`}
          ${closing && countsCard(page, report.counts)}
          ${!is_late && drawerCard(page, report.drawer)}
          ${lateSales(page, report)}
          ${closing ? zCopy(page, shift.shift_id) : is_late ? finishForm(page, shift.shift_id) : page.may('close-shift-of-others') && leftForm(page, shift.shift_id)}
          <div id="jobs" hx-get="/sales/${shift.shift_id}/jobs" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>
        </section>
        <figure><img class="slip-picture" src="/shifts/${shift.shift_id}/slip.svg" alt="${closing ? w.z_slip : words.printer.kinds.x}" width="380"></figure>
      </div>
    </main>`
  })
}

function heading({ words }: Page, { shift, closing }: ShiftReport): string {
  if (shift.supplement_to !== null)
    return `${words.shifts.late.title} ${shift.terminal_code}-${shift.of_z_number}/${shift.supplement_no}`
  return closing ? `${words.shift.z} ${shift.terminal_code}-${closing.z_number}` : words.shift.still_open
}

function zCopy(page: Page, shift_id: string): Html {
  const w = page.words.drawer
  const url = `/shifts/${shift_id}/copies`
  return html`<form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <button>${icon('printer')}<span>${w.print_z}</span></button><p class="hint">${w.copy_text}</p></form>`
}

function counted(page: Page, closing: NonNullable<ShiftReport['closing']>): Html {
  const { words, locale } = page
  const w = words.shift
  const { counted_minor, expected_minor, reason } = closing
  const difference = counted_minor === null ? null : counted_minor - expected_minor
  return html`<dl class="figures">
    <div><dt>${w.expected}</dt><dd>${money(expected_minor, locale)}</dd></div>
    <div><dt>${w.counted}</dt><dd>${counted_minor === null ? words.shifts.not_counted : money(counted_minor, locale)}</dd></div>
    ${difference !== null && html`<div><dt>${w.difference}</dt><dd>${money(difference, locale)} ${differenceTag(page, difference)}</dd></div>`}
  </dl>
  ${reason && html`<p>${words.shifts.why}: ${reason}</p>`}`
}

/** The lots of late sales that came in after this shift was closed. */
function lateSales({ words }: Page, { shift, closing, supplements }: ShiftReport): Html | null {
  if (supplements.length === 0) return null
  const w = words.shifts.late
  return html`<section class="card stack"><h2>${w.title}</h2><p class="hint">${w.text}</p>
    <ul class="moves">${supplements.map(
      ({ shift_id, supplement_no, closed_at }) =>
        html`<li><a href="/shifts/${shift_id}">${words.shift.z} ${shift.terminal_code}-${closing?.z_number}/${supplement_no}</a>
          ${closed_at === null && html`<span class="tag warn">${w.open}</span>`}</li>`
    )}</ul></section>`
}

function finishForm(page: Page, shift_id: string): Html | null {
  const w = page.words.shifts.late
  if (!page.terminal) return null
  return html`<div class="card stack">${postButton(page, `/shifts/${shift_id}/supplement`, w.finish, 'primary')}
    <p class="hint">${w.finish_text}</p></div>`
}

/** For a shift that somebody forgot: closed by whoever may, from wherever they are. */
function leftForm(page: Page, shift_id: string): Html {
  const { words } = page
  const w = words.shifts.left
  const url = `/shifts/${shift_id}/closing`
  return html`<form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <h2>${w.title}</h2><p class="hint">${w.text}</p>
    ${choices(w.how, 'how', 'counted', [
      ['counted', w.counted, w.counted_text],
      ['not-counted', w.not_counted, w.not_counted_text]
    ])}
    ${field(words.shift.counted, amountInput('counted'))}
    ${field(words.shifts.outcome.reason, html`<input name="reason" maxlength="200" autocomplete="off" placeholder="${words.shifts.outcome.reason_example}">`)}
    <button class="primary">${w.action}</button></form>`
}
