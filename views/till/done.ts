import type { WholeSale } from '../../server/sales/find-sales.ts'
import { money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'
import { whatsAppLink } from '../sales/share.ts'
import { methodName } from '../tenders/method-name.ts'

/** The sale is made: the change in the largest type there is, what was paid how, and what became of the slip. */
export function done(page: Page, sale: WholeSale): Html {
  const { words, locale } = page
  const w = words.done
  const change = sale.tenders.reduce((sum, tender) => sum + tender.change_minor, 0)
  const paidInCash = sale.tenders.some(({ method }) => method === 'cash')
  return html`<div class="task done-task stack" data-task data-done>
    <p class="hint">${sale.receipt_no}</p>
    <p class="change"><span>${change > 0 ? w.change : paidInCash ? w.no_change : words.pay.all_paid}</span><output>${money(change, locale)}</output></p>
    ${split(page, sale)}
    ${exchanged(sale)}
    <div id="jobs" hx-get="/sales/${sale.sale_id}/jobs?later=yes" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>
    <button type="button" class="primary big" data-leave data-key="Enter">${w.new_sale} <kbd>Enter</kbd></button>
    <p class="hint">${w.hint}</p>
    <a class="button" href="/sales/${sale.sale_id}">${icon('receipt')}<span>${w.see_slip}</span></a>
    ${whatsAppLink(page, sale.sale_id)}
  </div>`
}

/** What is left of goods given back goes to the customer too: the refund knows how much. */
function exchanged({ tenders }: WholeSale): Html | null {
  const exchange = tenders.find(({ method }) => method === 'exchange')
  if (!exchange) return null
  return html`<div class="hand-over" role="status" hx-get="/refunds/${exchange.party_id}/hand-over" hx-trigger="load" hx-swap="innerHTML"></div>`
}

/** Total, rounding, and what was given by which means. */
function split({ words, locale }: Page, { total_minor, rounding_minor, tenders }: WholeSale): Html {
  const row = (what: string, amount: number, sign = '') =>
    html`<div><dt>${what}</dt><dd>${sign}${money(amount, locale)}</dd></div>`
  return html`<dl class="split">
    ${row(words.till.total, total_minor)}
    ${rounding_minor !== 0 && row(words.pay.rounding, rounding_minor, rounding_minor > 0 ? '+' : '')}
    ${tenders.map(({ method, method_name, given_minor }) => row(methodName(words, { kind: method, name: method_name }), given_minor))}
  </dl>`
}
