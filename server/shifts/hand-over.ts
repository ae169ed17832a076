import type { Tx } from '../db/prepare.ts'
import { record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Minor } from '../values/money.ts'
import { closeShift } from './close-shift.ts'
import { type AtTill, openShift } from './open-shift.ts'

/** A drawer that goes from one cashier to the next. */
export interface Handover {
  shift_id: string
  counted_minor: Minor
  reason: string | null
  /** Who takes it over; they proved who they are. */
  taker_id: string
  /** The shift that begins, and the day it is of. */
  next_id: string
  business_day: BusinessDay
}

/**
 * Hands a drawer over, in one deed: the shift is closed with what was counted, and the taker's opened with the same money
 * as its float. Either both happen or neither.
 *
 * @throws {Refusal} handover/same, as closeShift, and shift/open where the taker has a shift of their own at this till
 */
export function handOver(tx: Tx, by: AtTill, handover: Handover): void {
  const { shift_id, counted_minor, reason, taker_id, next_id, business_day } = handover
  if (taker_id === by.staff_id) throw new Refusal('handover/same')
  closeShift(tx, by, shift_id, { counted_minor, reason }, taker_id)
  const taker = { ...by, staff_id: taker_id, approved_by: by.staff_id }
  openShift(tx, taker, { shift_id: next_id, float_minor: counted_minor, business_day })
  record(tx, by, {
    type: 'shift.handed-over',
    subject_id: next_id,
    facts: { from_shift_id: shift_id, from_staff_id: by.staff_id, to_staff_id: taker_id, counted_minor }
  })
}
