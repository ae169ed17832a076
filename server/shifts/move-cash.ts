import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { readExpectedCash, readOpenShift } from './find-shift.ts'
import type { AtTill } from './open-shift.ts'

export interface CashMoveForm {
  cash_move_id: string
  /** Into the drawer positive, out of it negative. */
  amount_minor: Minor
  reason: string
}

const add = change<CashMoveForm & { shift_id: string; moved_by: string; moved_at: Moment }>()((db, row) =>
  db
    .insertInto('cash_moves')
    .values(pick(row, ['cash_move_id', 'shift_id', 'amount_minor', 'reason', 'moved_by', 'moved_at']))
)

/**
 * Puts money into the drawer or takes it out, with a reason.
 *
 * @throws {Refusal} shift/closed, cash/amount-needed, cash/not-that-much
 */
export function moveCash(tx: Tx, by: AtTill, move: CashMoveForm): void {
  const { shift_id } = readOpenShift(tx, by.terminal_id)
  if (move.amount_minor === 0) throw new Refusal('cash/amount-needed')
  const expected_minor = readExpectedCash(tx, shift_id)
  if (expected_minor + move.amount_minor < 0) throw new Refusal('cash/not-that-much', { expected_minor })
  add.run(tx, { ...move, shift_id, moved_by: by.staff_id, moved_at: by.at })
  record(tx, by, {
    type: 'cash.moved',
    subject_id: move.cash_move_id,
    facts: { amount_minor: move.amount_minor, reason: move.reason }
  })
}
