import type { TenderMethod } from '../../server/tenders/find-methods.ts'
import type { PayState } from '../../server/till/read-payment.ts'
import { newId } from '../../server/values/id.ts'
import { type Html, html } from '../html.ts'

/** What else the panel says: an amount that was not enough, or a payment that may be given back. */
export interface PayMoment {
  given?: string
  short?: boolean
  /** The payment that the cashier is about to give back. */
  removing?: number | undefined
}

/** What stands in every form that takes money. Its id is made here: however often it is sent, it is taken once. */
export function payKeys({ till }: PayState, method?: TenderMethod): Html {
  return html`<input type="hidden" name="request_id" value="${newId()}">
    <input type="hidden" name="basket_id" value="${till.basket_id}">
    <input type="hidden" name="total" value="${till.basket.total_minor}">
    ${method && html`<input type="hidden" name="method_id" value="${method.method_id}">`}`
}
