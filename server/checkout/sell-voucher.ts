import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { queuePulse } from '../printing/queue-jobs.ts'
import { readMethod } from '../tenders/find-methods.ts'
import { type NewVoucher, sellVoucher, type VoucherSale } from '../tenders/issue-voucher.ts'
import { readTerminal } from '../terminals/find-terminal.ts'

/**
 * Sells a voucher, and opens the drawer where it is paid in cash.
 *
 * @throws {Refusal} as sellVoucher
 */
export function sellTillVoucher(tx: Tx, by: By, voucher: NewVoucher, sale: VoucherSale): void {
  sellVoucher(tx, by, voucher, sale)
  const { printer_id } = readTerminal(tx, by.terminal_id!)
  const is_cash = readMethod(tx, sale.method_id).kind === 'cash'
  if (printer_id && is_cash) queuePulse(tx, by, { printer_id, subject_id: sale.payment_id })
}
