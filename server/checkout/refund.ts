import type { Tx } from '../db/prepare.ts'
import { openDrawer } from '../printing/open-drawer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { queueCancelTickets } from '../printing/tickets.ts'
import { findRefund } from '../refunds/find-refunds.ts'
import { refundSale, voidSale, type WantedRefund } from '../refunds/refund-sale.ts'
import { type BroughtGoods, refundWithoutSlip } from '../refunds/refund-without-slip.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readTerminal } from '../terminals/find-terminal.ts'

type Done = { refund_id: string }

/**
 * Takes goods of a sale back at a till: the refund, its slip, and the drawer where cash is handed out.
 *
 * @throws {Refusal} as refundSale
 */
export function refundAtTill(tx: Tx, by: AtTill, wanted: WantedRefund): Done {
  return withPaper(tx, by, refundSale(tx, by, wanted))
}

/**
 * Undoes a sale at its till, with its slip and the drawer; whoever was told of it is told that it is off.
 *
 * @throws {Refusal} as voidSale
 */
export function voidAtTill(tx: Tx, by: AtTill, wanted: Parameters<typeof voidSale>[2]): Done {
  const done = withPaper(tx, by, voidSale(tx, by, wanted))
  queueCancelTickets(tx, by, { sale_id: wanted.sale_id, ...done })
  return done
}

/**
 * Takes goods back without a slip, with the refund's own slip and the drawer.
 *
 * @throws {Refusal} as refundWithoutSlip
 */
export function refundBroughtGoods(tx: Tx, by: AtTill, brought: BroughtGoods): Done {
  return withPaper(tx, by, refundWithoutSlip(tx, by, brought))
}

/** The slip of a refund, and the drawer's pulse where cash is handed out. */
function withPaper(tx: Tx, by: AtTill, { refund_id }: Done): Done {
  const { terminal_id } = by
  const { cash_minor } = findRefund(tx, refund_id)!
  if (cash_minor > 0) openDrawer(tx, by, { terminal_id, why: 'refund', subject_id: refund_id })
  const { printer_id } = readTerminal(tx, terminal_id)
  if (printer_id) queueSlip(tx, by, { printer_id, kind: 'refund', subject_id: refund_id })
  return { refund_id }
}
