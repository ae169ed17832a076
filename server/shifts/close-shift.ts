import { closeShiftSessions } from '../auth/sessions.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { nextNumber } from '../terminals/next-number.ts'
import type { Minor } from '../values/money.ts'
import { findClosing, findShift, readExpectedCash, type ShiftReport } from './find-shift.ts'
import type { ShiftTables } from './tables.ts'

type Row = ShiftTables['shift_closings']

/** What is said when a shift is closed, besides who and when. */
export interface Closing {
  /** What was counted in the drawer; null: nobody counted. */
  counted_minor: Minor | null
  /** Why it is not what it should be; null where nobody said. */
  reason: string | null
}

/** Whoever closes it, at its own till or elsewhere. */
export type Closer = By & { staff_id: string }

const add = change<Row>()((db, row) =>
  db
    .insertInto('shift_closings')
    .values(
      pick(row, [
        'shift_id',
        'z_number',
        'closed_by',
        'closed_at',
        'counted_minor',
        'expected_minor',
        'reason',
        'taken_by'
      ])
    )
)

const unmark = change<{ shift_id: string }>()((db, { shift_id }) =>
  db.deleteFrom('open_shifts').where('shift_id', '=', shift_id)
)

/**
 * Closes a shift. A difference is written down, never refused, and an unfinished basket stays for the next shift: its Z
 * is a reading of what happened, so there is no state of the shop in which a shift that is open can't be closed.
 *
 * The event names the till and the holder, null for everybody's: whoever worked in this shift has no more to do there.
 *
 * @param taken_by who takes the drawer over, where it is handed over
 * @throws {Refusal} shift/gone; shift/not-open for one that was closed before
 */
export function closeShift(
  tx: Tx,
  by: Closer,
  shift_id: string,
  { counted_minor, reason }: Closing,
  taken_by: string | null = null
): { shift_id: string } {
  const shift = findShift(tx, shift_id)
  if (!shift) throw new Refusal('shift/gone')
  if (findClosing(tx, shift_id)) throw new Refusal('shift/not-open')
  unmark.run(tx, { shift_id })
  const z_number = nextNumber(tx, shift.terminal_id, 'z')
  writeClosing(tx, by, shift, { z_number, counted_minor, reason, taken_by })
  closeShiftSessions(tx, by, shift)
  return { shift_id }
}

/** Writes how a shift was closed, or the supplement of one, with what its drawer should hold by the ledger. */
export function writeClosing(
  tx: Tx,
  by: Closer,
  { shift_id, terminal_id, holder_id, supplement_no }: ShiftReport['shift'],
  closing: Closing & Pick<Row, 'z_number' | 'taken_by'>
): void {
  const expected_minor = readExpectedCash(tx, shift_id)
  const { z_number, counted_minor } = closing
  add.run(tx, { ...closing, shift_id, expected_minor, closed_by: by.staff_id, closed_at: by.at })
  const facts = {
    z_number,
    supplement_no,
    counted_minor,
    expected_minor,
    at_terminal: terminal_id,
    holder_id
  }
  record(tx, by, { type: 'shift.closed', subject_id: shift_id, facts })
}
