import type { WholeRefund } from '../../server/refunds/find-refunds.ts'
import { dayAndTime, money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** What came back of a sale, and what may still. */
export interface SaleReturns {
  refunds: readonly WholeRefund[]
  /** Something of it has not come back. */
  is_left: boolean
  /** It may be undone as a whole. */
  is_voidable: boolean
}

/** On a sale's page: its refunds, and the ways to one. */
export function returnsCard(page: Page, sale_id: string, returns: SaleReturns): Html {
  const { words, locale, zone } = page
  const w = words.refunds
  const { refunds, is_left, is_voidable } = returns
  const url = `/sales/${sale_id}/refund`
  return html`<section class="card stack"><h2>${w.list}</h2>
    ${
      refunds.length > 0 &&
      html`<ul class="lines">${refunds.map(
        (refund) => html`<li><span><a href="/refunds/${refund.refund_id}">${refund.refund_no}</a>
          <small>${w.kinds[refund.kind]} · ${dayAndTime(refund.refunded_at, locale, zone)} · ${refund.reason}</small></span>
          <b>${money(-refund.value_minor, locale)}</b></li>`
      )}</ul>`
    }
    ${!is_left && html`<p class="hint">${w.all_back}</p>`}
    ${
      is_left &&
      page.may('sell') &&
      html`<div class="row"><a class="button" href="${url}">${icon('undo')}<span>${w.actions.refund}</span></a>
        <a class="button" href="${url}?turn=exchange">${icon('exchange')}<span>${w.actions.exchange}</span></a>
        ${is_voidable && html`<a class="button danger" href="${url}?turn=void">${icon('close')}<span>${w.actions.void}</span></a>`}</div>`
    }
  </section>`
}
