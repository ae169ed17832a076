import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { BusinessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { findOpenShift } from './find-shift.ts'
import { finishSupplements } from './late-sales.ts'

export interface NewShift {
  shift_id: string
  float_minor: Minor
  business_day: BusinessDay
}

/** Somebody at a till. */
export type AtTill = By & { staff_id: string; terminal_id: string }

type Row = NewShift & {
  terminal_id: string
  holder_id: string | null
  opened_by: string
  opened_at: Moment
}

const add = change<Row>()((db, row) =>
  db.insertInto('shifts').values({
    ...pick(row, ['shift_id', 'terminal_id', 'opened_by', 'opened_at', 'business_day', 'float_minor']),
    holder_id: row.holder_id,
    supplement_no: 0
  })
)

const markOpen = change<Pick<Row, 'shift_id' | 'terminal_id' | 'holder_id'>>()((db, row) =>
  db.insertInto('open_shifts').values(pick(row, ['shift_id', 'terminal_id', 'holder_id']))
)

/**
 * Opens a shift at a till with the money that lies in its drawer: everybody's there, or the own one of whoever opens it,
 * as the shop has it. What was still collected of late sales at this till is finished first.
 *
 * @returns the supplements that were finished, whose Z may be printed
 * @throws {Refusal} shift/open
 */
export function openShift(tx: Tx, by: AtTill, shift: NewShift): string[] {
  const { terminal_id, staff_id } = by
  if (findOpenShift(tx, terminal_id, staff_id)) throw new Refusal('shift/open')
  const finished = finishSupplements(tx, by, terminal_id)
  const holder_id = readSettings(tx).shift_mode === 'own' ? staff_id : null
  add.run(tx, { ...shift, terminal_id, holder_id, opened_by: staff_id, opened_at: by.at })
  markOpen.run(tx, { shift_id: shift.shift_id, terminal_id, holder_id })
  record(tx, by, {
    type: 'shift.opened',
    subject_id: shift.shift_id,
    facts: { float_minor: shift.float_minor }
  })
  return finished
}
