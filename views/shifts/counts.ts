import type { Pieces } from '../../server/shifts/count-drawer.ts'
import type { DrawerCount } from '../../server/shifts/find-counts.ts'
import { money, moneyText, timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Page } from '../page.ts'

/** Every count of a drawer, with how many of each note and coin there were. */
export function countsCard(page: Page, counts: readonly DrawerCount[]): Html | null {
  if (counts.length === 0) return null
  return html`<section class="card stack"><h2>${page.words.shifts.counted_by}</h2>
    <ul class="moves">${counts.map((count) => countRow(page, count))}</ul></section>`
}

function countRow({ words, locale, zone }: Page, count: DrawerCount): Html {
  const w = words.shifts
  const pieces = count.pieces === null ? [] : (JSON.parse(count.pieces) as Pieces)
  const said = pieces.map((one) => w.piece_row(one.count, moneyText(one.value_minor, locale)))
  return html`<li><span>${w.count_row(count.count_no, count.counted_by_name, timeOfDay(count.counted_at, locale, zone))}
      ${said.length > 0 && html`<small>${said.join(' · ')}</small>`}</span>
    <b>${money(count.counted_minor, locale)}</b></li>`
}
