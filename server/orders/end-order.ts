import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { OrderTables } from './tables.ts'

const end = change<OrderTables['order_endings']>()((db, row) =>
  db
    .insertInto('order_endings')
    .values(pick(row, ['order_id', 'sale_id', 'ended_at', 'ended_by', 'reason']))
    .onConflict((conflict) => conflict.column('order_id').doNothing())
)

/**
 * Says what became of an order: the sale, or null where it was called off. Once for all, at whatever till.
 *
 * @throws {Refusal} order/ended
 */
export function endOrder(
  tx: Tx,
  by: By & { staff_id: string },
  { order_id, sale_id, reason = '' }: { order_id: string; sale_id: string | null; reason?: string }
): void {
  const written = end.run(tx, { order_id, sale_id, ended_at: by.at, ended_by: by.staff_id, reason })
  if (written === 0) throw new Refusal('order/ended')
  record(tx, by, { type: 'order.ended', subject_id: order_id, facts: { sale_id } })
}
