import { allow } from '../auth/allow.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { type Minor, minor } from '../values/money.ts'
import { attachBill } from './bill-pictures.ts'
import { refuseBeyondDrawer } from './find-shift.ts'
import { readShiftToBook } from './late-sales.ts'
import type { AtTill } from './open-shift.ts'

export interface CashMoveForm {
  cash_move_id: string
  /** Into the drawer positive, out of it negative. */
  amount_minor: Minor
  reason: string
  /** The picture of its bill, brought before. */
  picture_id?: string | null
}

const add = change<
  Omit<CashMoveForm, 'picture_id'> & { shift_id: string; moved_by: string; moved_at: Moment }
>()((db, row) =>
  db
    .insertInto('cash_moves')
    .values(pick(row, ['cash_move_id', 'shift_id', 'amount_minor', 'reason', 'moved_by', 'moved_at']))
)

/**
 * Puts money into the drawer, which anybody may who sells, or takes it out, which takes a right; with a reason, and the
 * picture of a bill where there is one. The right is asked for before the drawer is looked into: a refusal for want of
 * money tells how much there is.
 *
 * @throws {Refusal} shift/closed, cash/amount-needed, right/ask for move-cash, cash/not-that-much, bill/gone
 */
export function moveCash(tx: Tx, by: AtTill, { picture_id = null, ...move }: CashMoveForm): void {
  const { shift_id } = readShiftToBook(tx, by)
  const { cash_move_id, amount_minor, reason } = move
  if (amount_minor === 0) throw new Refusal('cash/amount-needed')
  if (amount_minor < 0) allow(tx, by, 'move-cash', { amount_minor: -amount_minor })
  refuseBeyondDrawer(tx, shift_id, minor(-amount_minor))
  add.run(tx, { ...move, shift_id, moved_by: by.staff_id, moved_at: by.at })
  if (picture_id) attachBill(tx, by, picture_id, cash_move_id)
  record(tx, by, { type: 'cash.moved', subject_id: cash_move_id, facts: { amount_minor, reason } })
}
