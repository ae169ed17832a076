import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { openDrawer } from '../printing/open-drawer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { readMethod } from '../tenders/find-methods.ts'
import { type NewVoucher, sellVoucher, type VoucherSale } from '../tenders/issue-voucher.ts'
import { readTerminal } from '../terminals/find-terminal.ts'

/**
 * Sells a voucher: its slip, which is the voucher, and the drawer where it is paid in cash.
 *
 * @throws {Refusal} as sellVoucher
 */
export function sellTillVoucher(tx: Tx, by: By, voucher: NewVoucher, sale: VoucherSale): void {
  sellVoucher(tx, by, voucher, sale)
  const { printer_id, terminal_id } = readTerminal(tx, by.terminal_id!)
  const subject_id = sale.payment_id
  if (readMethod(tx, sale.method_id).kind === 'cash')
    openDrawer(tx, by, { terminal_id, why: 'voucher', subject_id })
  if (printer_id) queueSlip(tx, by, { printer_id, kind: 'payment', subject_id })
}
