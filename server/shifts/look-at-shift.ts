import { peopleOf } from '../auth/allow.ts'
import { may } from '../auth/permissions.ts'
import { question, type Reader, type Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import type { Moment } from '../values/clock.ts'
import { findShiftReport, readOpenShift, type ShiftReport } from './find-shift.ts'
import type { AtTill } from './open-shift.ts'

/** A running shift as somebody saw it at a moment. */
export interface ShiftLook {
  report: ShiftReport
  /** Null: nobody asked for it on paper. */
  looked_at: Moment | null
  looked_by: string | null
  /** Whether its money stays untold: whoever looked is to count the drawer without knowing. */
  is_blind: boolean
}

const byId = question<{ look_id: string }>()((db, { look_id }) =>
  db
    .selectFrom('events')
    .leftJoin('staff', 'staff.staff_id', 'events.staff_id')
    .select(['at', 'facts', 'staff.name'])
    .where('subject_id', '=', look_id)
    .where('type', '=', 'shift.looked-at')
)

/**
 * Writes down how the shift at a till stands at this moment, so that its slip says that and nothing newer, however late
 * it is printed.
 *
 * @param look_id made by whoever asks; its slip is of this id
 * @throws {Refusal} shift/closed
 */
export function lookAtShift(tx: Tx, by: AtTill, look_id: string): void {
  const { shift_id } = readOpenShift(tx, by.terminal_id, by.staff_id)
  const figures = JSON.stringify(findShiftReport(tx, shift_id))
  const is_blind = peopleOf(tx, by).some((person) => may(person, 'see-expected')) ? 0 : 1
  record(tx, by, { type: 'shift.looked-at', subject_id: look_id, facts: { shift_id, figures, is_blind } })
}

/** What looks of earlier versions don't hold. */
const NOT_THEN = { cashiers: [], counts: [], supplements: [] }

/** A shift as somebody saw it. */
export function findLook(reader: Reader, look_id: string): ShiftLook | undefined {
  const found = byId.find(reader, { look_id })
  if (!found) return undefined
  const { figures, is_blind = 0 } = JSON.parse(found.facts ?? '{}') as { figures: string; is_blind?: 0 | 1 }
  const report = { ...NOT_THEN, ...(JSON.parse(figures) as ShiftReport) }
  return { report, looked_at: found.at, looked_by: found.name, is_blind: is_blind === 1 }
}
