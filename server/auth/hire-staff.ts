import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { dropSingles } from './change-rights.ts'
import { endSessions } from './end-sessions.ts'
import { findStaffByName, isNameUsed, listLeavers } from './find-staff.ts'
import { findWithin, keepAnOwner, refuseBeyondOwn } from './guard-staff.ts'
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

const comeBack = change<{ staff_id: string }>()((db, { staff_id }) =>
  db.deleteFrom('staff_departures').where('staff_id', '=', staff_id)
)

const beginAnew = change<{ staff_id: string; pin_hash: string }>()((db, { staff_id, pin_hash }) =>
  db.updateTable('staff').set({ pin_hash, password_hash: null }).where('staff_id', '=', staff_id)
)

/**
 * Takes somebody on, with a hashed password or PIN to sign in by.
 *
 * @throws {Refusal} staff/name-taken; staff/name-used by somebody who has left: two people must not share a record;
 *   staff/beyond-own
 */
export function hireStaff(tx: Tx, by: By, staff: NewStaff): void {
  const { name, role } = staff
  if (findStaffByName(tx, name)) throw new Refusal('staff/name-taken', { name })
  if (isNameUsed(tx, name)) throw new Refusal('staff/name-used', { name })
  refuseBeyondOwn(tx, by, { role, singles: null })
  add.run(tx, { ...staff, hired_at: by.at })
  record(tx, by, { type: 'staff.changed', subject_id: staff.staff_id, facts: { role } })
}

/**
 * Lets somebody go: the name stays in what was done, every session ends at once.
 *
 * @throws {Refusal} staff/gone, staff/beyond-own, staff/last-owner, staff/oneself
 */
export function partWithStaff(tx: Tx, by: By, staff_id: string): void {
  findWithin(tx, by, staff_id)
  depart.run(tx, { staff_id, left_at: by.at })
  keepAnOwner(tx)
  if (staff_id === by.staff_id) throw new Refusal('staff/oneself')
  endSessions(tx, staff_id)
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { left: 1 } })
}

/**
 * Takes back somebody who had left, in the role they had: what was given to them or taken from them singly, and what
 * they signed in by, were of that time.
 *
 * @throws {Refusal} staff/not-left, staff/beyond-own
 */
export function bringBackStaff(
  tx: Tx,
  by: By,
  { staff_id, pin_hash }: { staff_id: string; pin_hash: string }
): void {
  const leaver = listLeavers(tx).find((person) => person.staff_id === staff_id)
  if (!leaver) throw new Refusal('staff/not-left')
  refuseBeyondOwn(tx, by, { role: leaver.role, singles: null })
  comeBack.run(tx, { staff_id })
  dropSingles(tx, staff_id)
  beginAnew.run(tx, { staff_id, pin_hash })
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { back: 1, role: leaver.role } })
}
