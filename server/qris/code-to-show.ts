import { type AskedPayment, dynamicPayload, wrongAmount } from './build-dynamic.ts'
import { Fault } from './fault.ts'

/** What the customer scans, and whether the app then knows the amount or the customer types it. */
export interface CodeToShow {
  payload: string
  holds_amount: boolean
}

/**
 * The code for one payment: with its amount, or the merchant's own when the shop has switched that off because a
 * bank turned such codes down. An amount too large for QRIS is refused either way.
 *
 * @param settings the shop's own code as it was kept, and whether to put the amount into it
 */
export function codeToShow(
  settings: { qris_static: string; qris_dynamic: boolean },
  payment: AskedPayment
): CodeToShow | Fault {
  if (!settings.qris_dynamic) {
    return wrongAmount(payment.amount_minor) ?? { payload: settings.qris_static, holds_amount: false }
  }
  const payload = dynamicPayload(settings.qris_static, payment)
  return payload instanceof Fault ? payload : { payload, holds_amount: true }
}
