import { change, pick, type Tx } from '../db/prepare.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import type { TenderTables } from './tables.ts'

type Row = TenderTables['payments']

const add = change<Row>()((db, row) =>
  db
    .insertInto('payments')
    .values(
      pick(row, [
        'payment_id',
        'payment_no',
        'terminal_id',
        'shift_id',
        'staff_id',
        'kind',
        'customer_id',
        'order_id',
        'voucher_id',
        'method_id',
        'amount_minor',
        'reference',
        'paid_at',
        'business_day'
      ])
    )
)

/**
 * Writes down money that came or went besides a sale, under the till's next number.
 *
 * @returns the number on its slip, `K1-B000007`
 */
export function writePayment(
  tx: Tx,
  by: AtTill,
  payment: Omit<Row, 'payment_no' | 'terminal_id' | 'staff_id' | 'paid_at'>
): string {
  const { terminal_id, staff_id, at: paid_at } = by
  const { code } = readTerminal(tx, terminal_id)
  const payment_no = `${code}-B${String(nextNumber(tx, terminal_id, 'payment')).padStart(6, '0')}`
  add.run(tx, { ...payment, payment_no, terminal_id, staff_id, paid_at })
  return payment_no
}
