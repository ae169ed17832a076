import { readCustomer } from '../customers/find-customers.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { listReceiptPrinters } from '../printing/find-printer.ts'
import { openDrawer } from '../printing/open-drawer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readMethod } from '../tenders/find-methods.ts'
import { type NewPayment, takePayment, wholeDebt } from '../tenders/take-payment.ts'
import { findTerminal } from '../terminals/find-terminal.ts'
import { minor } from '../values/money.ts'

/** A payment at a till. */
export interface TillPayment extends NewPayment {
  /** Where a debt is paid with more than is owed: the id under which the rest is kept as a deposit. */
  rest_id?: string | null
}

/**
 * Takes money besides a sale or gives it back, prints its slip, and opens the drawer when it is cash. A till without a
 * printer takes money all the same.
 *
 * @throws {Refusal} as takePayment
 */
export function takeMoney(tx: Tx, by: AtTill, { rest_id = null, ...payment }: TillPayment): void {
  const parts = rest_id ? withRest(tx, payment, rest_id) : [payment]
  for (const part of parts) takePayment(tx, by, part)
  const { terminal_id } = by
  if (readMethod(tx, payment.method_id).kind === 'cash')
    openDrawer(tx, by, { terminal_id, why: 'payment', subject_id: payment.payment_id })
  const printer_id = findTerminal(tx, terminal_id)?.printer_id
  if (!printer_id) return
  for (const { payment_id } of parts)
    queueSlip(tx, by, { printer_id, kind: 'payment', subject_id: payment_id })
}

/** The debt in full, and what is given beyond it as a deposit. */
function withRest(tx: Tx, payment: NewPayment, rest_id: string): NewPayment[] {
  if (payment.kind !== 'debt' || !payment.customer_id) return [payment]
  const whole_minor = wholeDebt(tx, payment.customer_id, readMethod(tx, payment.method_id))
  const rest_minor = minor(payment.amount_minor - whole_minor)
  if (whole_minor <= 0 || rest_minor <= 0) return [payment]
  return [
    { ...payment, amount_minor: whole_minor },
    { ...payment, kind: 'deposit', payment_id: rest_id, amount_minor: rest_minor }
  ]
}

/**
 * Asks for a customer's statement on paper, from the till's own printer or the first there is.
 *
 * @returns the job's id
 * @throws {Refusal} customer/gone, printer/gone
 */
export function printStatement(tx: Tx, by: By, customer_id: string): { job_id: string } {
  readCustomer(tx, customer_id)
  const own = by.terminal_id && findTerminal(tx, by.terminal_id)?.printer_id
  const printer_id = own || listReceiptPrinters(tx)[0]?.printer_id
  if (!printer_id) throw new Refusal('printer/gone')
  return { job_id: queueSlip(tx, by, { printer_id, kind: 'statement', subject_id: customer_id }) }
}
