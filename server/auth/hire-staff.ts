import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { findStaff, findStaffByName, isNameUsed, listStaff } from './find-staff.ts'
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

const endSessionsAtOtherTills = change<{ staff_id: string; here: string }>()((db, { staff_id, here }) =>
  db
    .deleteFrom('sessions')
    .where('staff_id', '=', staff_id)
    .where('terminal_id', 'is not', null)
    .where('terminal_id', '<>', here)
)

const setPin = change<{ staff_id: string; pin_hash: string }>()((db, { staff_id, pin_hash }) =>
  db.updateTable('staff').set({ pin_hash }).where('staff_id', '=', staff_id)
)

/**
 * Takes somebody on, with a hashed password or PIN to sign in by.
 *
 * @throws {Refusal} staff/name-taken; staff/name-used by somebody who has left: two people must not share a record.
 */
export function hireStaff(tx: Tx, by: By, staff: NewStaff): void {
  const { name } = staff
  if (findStaffByName(tx, name)) throw new Refusal('staff/name-taken', { name })
  if (isNameUsed(tx, name)) throw new Refusal('staff/name-used', { name })
  add.run(tx, { ...staff, hired_at: by.at })
  record(tx, by, { type: 'staff.changed', subject_id: staff.staff_id, facts: { role: staff.role } })
}

/**
 * Lets somebody go: the name stays in what was done, every session ends at once.
 *
 * @throws {Refusal} staff/gone, staff/last-owner, staff/oneself
 */
export function partWithStaff(tx: Tx, by: By, staff_id: string): void {
  const others = listStaff(tx).filter((person) => person.staff_id !== staff_id)
  if (!findStaff(tx, staff_id)) throw new Refusal('staff/gone')
  if (!others.some(({ role }) => role === 'owner')) throw new Refusal('staff/last-owner')
  if (staff_id === by.staff_id) throw new Refusal('staff/oneself')
  depart.run(tx, { staff_id, left_at: by.at })
  endSessions.run(tx, { staff_id })
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { left: 1 } })
}

/**
 * Gives somebody a new PIN; whoever was signed in by the old one is signed out, but not oneself, here and now.
 *
 * @throws {Refusal} staff/gone
 */
export function changePin(
  tx: Tx,
  by: By,
  { staff_id, pin_hash }: { staff_id: string; pin_hash: string }
): void {
  if (!findStaff(tx, staff_id)) throw new Refusal('staff/gone')
  setPin.run(tx, { staff_id, pin_hash })
  if (staff_id === by.staff_id) endSessionsAtOtherTills.run(tx, { staff_id, here: by.terminal_id ?? '' })
  else endSessions.run(tx, { staff_id })
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { pin: 1 } })
}
