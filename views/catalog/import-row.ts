import type { Fate, PlannedRow } from '../../server/catalog/plan-import.ts'
import type { Fault } from '../../server/catalog/price-list/faults.ts'
import { figure, money, quantity } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { faultSentence } from './fault.ts'

const KINDS: Record<Fate, string> = { new: 'good', changed: 'good', same: '', refused: 'bad', empty: '' }

/** One row of a list: what the file says, what becomes of it, and each thing that is wrong with it. */
export function importRow(page: Page, row: PlannedRow): Html {
  const { words, locale } = page
  const w = words.items
  const { cells, card, draft, faults, fate } = row
  return html`<tr class="fate-${fate}">
    <td class="number line" data-label="${w.import.line}">${row.line}</td>
    <td class="item-name">${card?.name ?? draft?.name ?? cells.name}</td>
    <td class="item-code">${card?.code ?? cells.code}</td>
    <td class="number">${draft ? money(draft.price_minor, locale) : cells.price}</td>
    <td class="number" data-label="${w.fields.stock}">${draft ? quantity(draft.stock_milli, locale) : cells.stock}</td>
    <td class="remarks"><span class="tag ${KINDS[fate]}">${w.import.fates[fate]}</span>
      ${fate === 'changed' && moves(page, row)}
      ${faults.length > 0 && html`<ul>${faults.map((fault) => remark(page, fault))}</ul>`}</td>
  </tr>`
}

function remark(page: Page, fault: Fault): Html {
  return html`<li class="${fault.severity}">${icon(fault.severity === 'error' ? 'close' : 'warning')}<span>${faultSentence(page, fault)}</span></li>`
}

/** What a known item's price and stock were, where the list says otherwise. */
function moves({ words, locale }: Page, { card, former, move_milli }: PlannedRow): Html | null {
  if (!card || !former) return null
  const w = words.items.import
  const said: string[] = []
  if (card.price_minor !== former.price_minor) {
    said.push(w.price_move(figure(former.price_minor, locale), figure(card.price_minor, locale)))
  }
  if (move_milli !== 0) {
    const after = former.quantity_milli + move_milli
    said.push(w.stock_move(quantity(former.quantity_milli, locale), quantity(after, locale)))
  }
  return html`<small>${said.join(', ')}</small>`
}
