import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { findOpenShift } from './find-shift.ts'

export interface NewShift {
  shift_id: string
  float_minor: Minor
  business_day: BusinessDay
}

/** Somebody at a till. */
export type AtTill = By & { staff_id: string; terminal_id: string }

const add = change<NewShift & { terminal_id: string; opened_by: string; opened_at: Moment }>()((db, row) =>
  db
    .insertInto('shifts')
    .values(pick(row, ['shift_id', 'terminal_id', 'opened_by', 'opened_at', 'business_day', 'float_minor']))
)

const markOpen = change<{ terminal_id: string; shift_id: string }>()((db, row) =>
  db.insertInto('open_shifts').values(pick(row, ['terminal_id', 'shift_id']))
)

/**
 * Opens a shift at a till with the money that lies in its drawer.
 *
 * @throws {Refusal} shift/open
 */
export function openShift(tx: Tx, by: AtTill, shift: NewShift): void {
  if (findOpenShift(tx, by.terminal_id)) throw new Refusal('shift/open')
  add.run(tx, { ...shift, terminal_id: by.terminal_id, opened_by: by.staff_id, opened_at: by.at })
  markOpen.run(tx, { terminal_id: by.terminal_id, shift_id: shift.shift_id })
  record(tx, by, {
    type: 'shift.opened',
    subject_id: shift.shift_id,
    facts: { float_minor: shift.float_minor }
  })
}
