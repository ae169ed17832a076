import { question, type Reader } from '../db/prepare.ts'

/** What stands between a new shop and its first sale, in the order one does it. */
const STEPS = ['items', 'till', 'cashier', 'printer', 'shift', 'sale'] as const

export type Step = (typeof STEPS)[number]

/** Which steps are done, as the books say. */
export type Progress = Record<Step, boolean>

const facts = question()((db) =>
  db.selectNoFrom(({ exists, selectFrom }) => [
    exists(
      selectFrom('items')
        .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
        .select('item_no')
        .where('retired_at', 'is', null)
    ).as('items'),
    exists(selectFrom('terminals').select('terminal_id')).as('till'),
    exists(
      selectFrom('staff')
        .leftJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
        .select('staff.staff_id')
        .where('pin_hash', 'is not', null)
        .where('left_at', 'is', null)
    ).as('cashier'),
    exists(selectFrom('printers').select('printer_id').where('transport', '<>', 'preview')).as('printer'),
    exists(selectFrom('shifts').select('shift_id')).as('shift'),
    exists(selectFrom('sales').select('sale_id')).as('sale')
  ])
)

/** How far the shop has come: someone with a PIN, a printer of paper, a shift that was opened at any time. */
export function readProgress(reader: Reader): Progress {
  const row = facts.read(reader, {})
  return Object.fromEntries(STEPS.map((step) => [step, Boolean(row[step])])) as Progress
}
