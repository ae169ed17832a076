import { closeShiftSessions } from '../auth/sessions.ts'
import { change, pick, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { nextNumber } from '../terminals/next-number.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { readExpectedCash, readOpenShift } from './find-shift.ts'
import type { AtTill } from './open-shift.ts'

interface Closing {
  shift_id: string
  z_number: number
  closed_by: string
  closed_at: Moment
  counted_minor: Minor
  expected_minor: Minor
}

const add = change<Closing>()((db, row) =>
  db
    .insertInto('shift_closings')
    .values(pick(row, ['shift_id', 'z_number', 'closed_by', 'closed_at', 'counted_minor', 'expected_minor']))
)

const unmark = change<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.deleteFrom('open_shifts').where('terminal_id', '=', terminal_id)
)

/**
 * Closes the shift at a till with the money that was counted. A difference is written down, never refused, and
 * an unfinished basket stays for the next shift. Whoever is signed in at the till is out with it.
 *
 * @returns the shift that was closed.
 * @throws {Refusal} shift/closed
 */
export function closeShift(tx: Tx, by: AtTill, counted_minor: Minor): { shift_id: string } {
  const { shift_id } = readOpenShift(tx, by.terminal_id)
  const expected_minor = readExpectedCash(tx, shift_id)
  const z_number = nextNumber(tx, by.terminal_id, 'z')
  add.run(tx, { shift_id, z_number, closed_by: by.staff_id, closed_at: by.at, counted_minor, expected_minor })
  unmark.run(tx, { terminal_id: by.terminal_id })
  record(tx, by, {
    type: 'shift.closed',
    subject_id: shift_id,
    facts: { z_number, counted_minor, expected_minor }
  })
  closeShiftSessions(tx, by, { terminal_id: by.terminal_id, holder_id: null })
  return { shift_id }
}
