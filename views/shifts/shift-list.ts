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
  return html`<div class="table"><table class="cards shift-list">
    <thead><tr><th>${w.day}</th><th>${w.till}</th><th>${w.cashier}</th><th class="number">${w.expected}</th>
      <th class="number">${w.counted}</th><th class="number">${w.difference}</th></tr></thead>
    <tbody>${shifts.map((shift) => row(page, shift))}</tbody></table></div>`
}

function row({ words, locale, zone }: Page, shift: Row): Html {
  const { expected_minor, counted_minor } = shift
  const w = words.shift
  const z = shift.z_number
    ? ` · Z${shift.z_number}${shift.supplement_no ? `/${shift.supplement_no}` : ''}`
    : ''
  return html`<tr><td><a href="/shifts/${shift.shift_id}">${dayName(shift.business_day, locale)}</a>
      <small>${timeOfDay(shift.opened_at, locale, zone)}</small></td>
    <td>${shift.terminal_code}${z}</td><td>${shift.opened_by_name}</td>
    ${
      expected_minor === null
        ? html`<td colspan="3" class="number"><span class="tag good">${shift.supplement_no ? words.shifts.late.open : w.still_open}</span></td>`
        : html`<td class="number" data-label="${w.expected}">${money(expected_minor, locale)}</td>
           <td class="number" data-label="${w.counted}">${counted_minor === null ? notCounted(words, shift) : money(counted_minor, locale)}</td>
           <td class="number" data-label="${w.difference}">${counted_minor === null ? '–' : money(counted_minor - expected_minor, locale)}</td>`
    }</tr>`
}

/** Late sales have no drawer of their own to be counted. */
function notCounted({ shifts: w }: Page['words'], { supplement_no }: Row): string {
  return supplement_no ? w.late.title : w.not_counted
}
