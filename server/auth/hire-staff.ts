import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { findStaffByName } from './find-staff.ts'
import type { Role } from './tables.ts'

export interface NewStaff {
  staff_id: string
  name: string
  role: Role
  password_hash: string | null
  pin_hash: string | null
}

const add = change<NewStaff & { hired_at: Moment }>()((db, row) =>
  db
    .insertInto('staff')
    .values(pick(row, ['staff_id', 'name', 'role', 'password_hash', 'pin_hash', 'hired_at']))
)

const depart = change<{ staff_id: string; left_at: Moment }>()((db, row) =>
  db
    .insertInto('staff_departures')
    .values(pick(row, ['staff_id', 'left_at']))
    .onConflict((conflict) => conflict.doNothing())
)

const endSessions = change<{ staff_id: string }>()((db, { staff_id }) =>
  db.deleteFrom('sessions').where('staff_id', '=', staff_id)
)

const setPin = change<{ staff_id: string; pin_hash: string }>()((db, { staff_id, pin_hash }) =>
  db.updateTable('staff').set({ pin_hash }).where('staff_id', '=', staff_id)
)

/**
 * Takes somebody on, with a hashed password or PIN to sign in by.
 *
 * @throws {Refusal} staff/name-taken
 */
export function hireStaff(tx: Tx, by: By, staff: NewStaff): void {
  if (findStaffByName(tx, staff.name)) throw new Refusal('staff/name-taken', { name: staff.name })
  add.run(tx, { ...staff, hired_at: by.at })
  record(tx, by, { type: 'staff.changed', subject_id: staff.staff_id, facts: { role: staff.role } })
}

/** Lets somebody go: the name stays in what was done, every session ends at once. */
export function partWithStaff(tx: Tx, by: By, staff_id: string): void {
  depart.run(tx, { staff_id, left_at: by.at })
  endSessions.run(tx, { staff_id })
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { left: 1 } })
}

/** Gives somebody a new PIN; whoever was signed in by the old one is signed out. */
export function changePin(
  tx: Tx,
  by: By,
  { staff_id, pin_hash }: { staff_id: string; pin_hash: string }
): void {
  setPin.run(tx, { staff_id, pin_hash })
  endSessions.run(tx, { staff_id })
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { pin: 1 } })
}
