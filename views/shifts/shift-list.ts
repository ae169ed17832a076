import type { listShifts } from '../../server/shifts/find-shift.ts'
import { dayName, money, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { layout } from '../layout.ts'
import type { Page } from '../page.ts'

type Row = ReturnType<typeof listShifts>[number]

/** The latest shifts of all tills, newest first. */
export function shiftListPage(page: Page, shifts: Row[]): Html {
  const { words } = page
  return layout(page, {
    title: words.shift.list_title,
    place: 'shifts',
    content: html`<main id="content" class="page">
      <div class="head"><h1>${words.shift.list_title}</h1></div>
      ${shifts.length === 0 ? html`<div class="empty">${icon('drawer')}<p>${words.shift.list_empty}</p></div>` : table(page, shifts)}
    </main>`
  })
}

function table(page: Page, shifts: Row[]): Html {
  const w = page.words.shift
  return html`<div class="table"><table class="cards">
    <thead><tr><th>${w.day}</th><th>${w.till}</th><th>${w.cashier}</th><th class="number">${w.expected}</th>
      <th class="number">${w.counted}</th><th class="number">${w.difference}</th></tr></thead>
    <tbody>${shifts.map((shift) => row(page, shift))}</tbody></table></div>`
}

function row({ words, locale, zone }: Page, shift: Row): Html {
  const { expected_minor, counted_minor } = shift
  const w = words.shift
  const closed = counted_minor !== null && expected_minor !== null
  return html`<tr><td><a href="/shifts/${shift.shift_id}">${dayName(shift.business_day, locale)}</a>
      <small>${timeOfDay(shift.opened_at, locale, zone)}</small></td>
    <td>${shift.terminal_code}${shift.z_number ? ` · Z${shift.z_number}` : ''}</td><td>${shift.opened_by_name}</td>
    ${
      closed
        ? html`<td class="number" data-label="${w.expected}">${money(expected_minor, locale)}</td>
           <td class="number" data-label="${w.counted}">${money(counted_minor, locale)}</td>
           <td class="number" data-label="${w.difference}">${money(counted_minor - expected_minor, locale)}</td>`
        : html`<td colspan="3" class="number"><span class="tag good">${w.still_open}</span></td>`
    }</tr>`
}
