import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { backLink } from '../back.ts'
import { dayAndTime, money } from '../format.ts'
import { formKeys } from '../forms.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'
import { drawerCard } from './shift-drawer.ts'
import { shiftMoney } from './shift-money.ts'

/** A shift as it was: what the drawer should hold and what it held, beside the Z slip. */
export function shiftReportPage(page: Page, report: ShiftReport): Html {
  const { words, locale, zone } = page
  const w = words.shift
  const { shift, closing } = report
  return layout(page, {
    title: w.z,
    place: 'shifts',
    content: html`<main id="content" class="page">
      ${backLink('/shifts', w.all)}
      <div class="head"><h1>${closing ? `${w.z} ${shift.terminal_code}-${closing.z_number}` : w.still_open}</h1>
        ${page.terminal && html`<a class="button primary" href="/till">${w.to_till}</a>`}</div>
      <div class="columns">
        <section class="stack">
          <p class="hint">${w.opened(shift.opened_by_name, dayAndTime(shift.opened_at, locale, zone))}${
            closing
              ? html`<br>${w.closed(closing.closed_by_name, dayAndTime(closing.closed_at, locale, zone))}`
              : ''
          }</p>
          ${closing ? counted(page, closing) : ''}
          ${shiftMoney(page, report)}
          ${drawerCard(page, report.drawer)}
          ${closing && zCopy(page, shift.shift_id)}
          <div id="jobs" hx-get="/sales/${shift.shift_id}/jobs" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>
        </section>
        <figure><img class="slip-picture" src="/shifts/${shift.shift_id}/slip.svg" alt="${closing ? w.z_slip : words.printer.kinds.x}" width="380"></figure>
      </div>
    </main>`
  })
}

function zCopy(page: Page, shift_id: string): Html {
  const w = page.words.drawer
  const url = `/shifts/${shift_id}/copies`
  return html`<form class="card stack" method="post" action="${url}" hx-post="${url}" hx-swap="none">${formKeys(page)}
    <button>${icon('printer')}<span>${w.print_z}</span></button><p class="hint">${w.copy_text}</p></form>`
}

function counted({ words, locale }: Page, closing: NonNullable<ShiftReport['closing']>): Html {
  const w = words.shift
  const difference = closing.counted_minor - closing.expected_minor
  const tag = difference === 0 ? 'good' : 'warn'
  const word = difference === 0 ? w.exact : difference > 0 ? w.over : w.short
  return html`<dl class="figures">
    <div><dt>${w.expected}</dt><dd>${money(closing.expected_minor, locale)}</dd></div>
    <div><dt>${w.counted}</dt><dd>${money(closing.counted_minor, locale)}</dd></div>
    <div><dt>${w.difference}</dt><dd>${money(difference, locale)} <span class="tag ${tag}">${word}</span></dd></div>
  </dl>`
}
