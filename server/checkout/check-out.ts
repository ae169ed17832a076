import type { Tx } from '../db/prepare.ts'
import { endOrder } from '../orders/end-order.ts'
import { openDrawer } from '../printing/open-drawer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { queueTickets } from '../printing/tickets.ts'
import { findRefund } from '../refunds/find-refunds.ts'
import { completeSale, type Payment } from '../sales/complete-sale.ts'
import { type CashMoveForm, moveCash } from '../shifts/move-cash.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readMethod } from '../tenders/find-methods.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { beginExchange, finishExchange } from './exchange.ts'

/**
 * Takes the money for a basket: the sale, the drawer's pulse where cash comes or goes, and the slip, in one
 * transaction; and the refund of what is given back for it, where it is an exchange; and the tickets of the kitchen and
 * the stock room. A till without a printer sells all the same.
 *
 * @throws {Refusal} as completeSale, beginExchange and finishExchange; order/ended for a basket whose order became a sale
 *   or was called off meanwhile
 */
export function checkOut(tx: Tx, by: AtTill, payment: Payment): { sale_id: string } {
  const exchange = beginExchange(tx, by, payment)
  const { sale_id, order_id, change_minor } = completeSale(tx, by, payment)
  if (order_id) endOrder(tx, by, { order_id, sale_id })
  if (exchange) finishExchange(tx, by, exchange, sale_id)
  const { terminal_id } = by
  const hands_back = exchange !== undefined && findRefund(tx, exchange.refund_id)!.cash_minor > 0
  if (hands_back || change_minor > 0 || isCash(tx, payment))
    openDrawer(tx, by, { terminal_id, why: 'sale', subject_id: sale_id })
  const { printer_id } = readTerminal(tx, terminal_id)
  if (printer_id) {
    queueSlip(tx, by, { printer_id, kind: 'sale', subject_id: sale_id })
    if (exchange) queueSlip(tx, by, { printer_id, kind: 'refund', subject_id: exchange.refund_id })
  }
  queueTickets(tx, by, sale_id)
  return { sale_id }
}

/** Whether the last that is given for a sale goes into the drawer. */
function isCash(tx: Tx, { tender }: Payment): boolean {
  return tender !== null && readMethod(tx, tender.method_id).kind === 'cash'
}

/**
 * Puts cash into the drawer or takes it out, opens the drawer for it, and asks for its slip, to be signed.
 *
 * @throws {Refusal} as moveCash
 */
export function moveTillCash(tx: Tx, by: AtTill, move: CashMoveForm): void {
  moveCash(tx, by, move)
  const { terminal_id } = by
  const subject_id = move.cash_move_id
  openDrawer(tx, by, { terminal_id, why: 'cash-move', subject_id })
  const { printer_id } = readTerminal(tx, terminal_id)
  if (printer_id) queueSlip(tx, by, { printer_id, kind: 'move', subject_id })
}
