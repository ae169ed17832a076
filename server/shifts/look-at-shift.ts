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
  const { shift_id } = readOpenShift(tx, by.terminal_id)
  const figures = JSON.stringify(findShiftReport(tx, shift_id))
  record(tx, by, { type: 'shift.looked-at', subject_id: look_id, facts: { shift_id, figures } })
}

/** A shift as somebody saw it. */
export function findLook(reader: Reader, look_id: string): ShiftLook | undefined {
  const found = byId.find(reader, { look_id })
  if (!found) return undefined
  const { figures } = JSON.parse(found.facts ?? '{}') as { figures: string }
  return { report: JSON.parse(figures) as ShiftReport, looked_at: found.at, looked_by: found.name }
}
