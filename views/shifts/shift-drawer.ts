import type { DrawerOpenings } from '../../server/shifts/drawer-openings.ts'
import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { timeOfDay } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** How the drawer of a running shift was opened besides for money, drawn again when it is. */
export function drawerPanel(page: Page, { drawer }: ShiftReport): Html {
  return html`<section class="card stack" hx-get="/shift/drawer" hx-trigger="laci:shift from:body" hx-swap="innerMorph">
    ${drawerOpenings(page, drawer)}</section>`
}

/** The same of a shift that is over. */
export function drawerCard(page: Page, drawer: DrawerOpenings): Html {
  return html`<section class="card stack">${drawerOpenings(page, drawer)}</section>`
}

/** Each opening with who, why and by whose leave, and how often the drawer was found open. */
export function drawerOpenings(page: Page, { without_sale, found_open }: DrawerOpenings): Html {
  const w = page.words.drawer
  return html`<h2>${w.heading}</h2>
    ${found_open > 0 && html`<p class="row"><span class="tag warn">${icon('warning')} ${w.found_open(found_open)}</span></p>`}
    ${
      without_sale.length === 0
        ? html`<p class="hint">${w.none}</p>`
        : html`<p>${w.without_sale}: <b>${w.times(without_sale.length)}</b></p>
          <ul class="moves">${without_sale.map((opening) => row(page, opening))}</ul>`
    }`
}

function row({ words, locale, zone }: Page, opening: DrawerOpenings['without_sale'][number]): Html {
  const w = words.drawer
  const { opened_at, opened_by, approved_by, reason, note } = opening
  const why = note ?? (reason ? w.reasons[reason] : w.tried)
  const who = [opened_by, approved_by && w.allowed_by(approved_by)].filter(Boolean).join(', ')
  return html`<li><span>${timeOfDay(opened_at, locale, zone)} · ${why} <small>${who}</small></span></li>`
}
