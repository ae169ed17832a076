import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { endSessions } from './end-sessions.ts'
import { findStaff } from './find-staff.ts'
import { findWithin, keepAnOwner, refuseBeyondOwn } from './guard-staff.ts'
import { EVERY_RIGHT, may, RIGHTS, type Right } from './permissions.ts'
import type { AuthTables, Role } from './tables.ts'

const put = change<AuthTables['staff_rights']>()((db, row) =>
  db
    .insertInto('staff_rights')
    .values(pick(row, ['staff_id', 'right', 'is_given', 'changed_at', 'changed_by']))
)

const drop = change<{ staff_id: string; right: Right }>()((db, { staff_id, right }) =>
  db.deleteFrom('staff_rights').where('staff_id', '=', staff_id).where('right', '=', right)
)

const dropAll = change<{ staff_id: string }>()((db, { staff_id }) =>
  db.deleteFrom('staff_rights').where('staff_id', '=', staff_id)
)

const setRole = change<{ staff_id: string; role: Role }>()((db, { staff_id, role }) =>
  db.updateTable('staff').set({ role }).where('staff_id', '=', staff_id)
)

/** Forgets what was given to somebody or taken from them singly: all is as their role says. */
export function dropSingles(tx: Tx, staff_id: string): void {
  dropAll.run(tx, { staff_id })
}

/**
 * Gives somebody another role, and with it that role's rights: what was said of them singly was said of the old one.
 *
 * @throws {Refusal} staff/gone, staff/own-rights, staff/beyond-own, staff/last-owner
 */
export function changeRole(tx: Tx, by: By, { staff_id, role }: { staff_id: string; role: Role }): void {
  const person = findWithin(tx, by, staff_id)
  if (person.role === role) return
  if (staff_id === by.staff_id) throw new Refusal('staff/own-rights')
  refuseBeyondOwn(tx, by, { role, singles: null })
  setRole.run(tx, { staff_id, role })
  dropSingles(tx, staff_id)
  keepAnOwner(tx)
  endSessions(tx, staff_id)
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { role } })
}

/**
 * Says what somebody may, right by right. Only what differs from their role is kept, so that a role that learns
 * something new teaches it to everyone who has it.
 *
 * @param rights all that they may from now on
 * @throws {Refusal} staff/gone, staff/own-rights, staff/beyond-own, staff/last-owner
 */
export function changeRights(
  tx: Tx,
  by: By,
  { staff_id, rights }: { staff_id: string; rights: readonly Right[] }
): void {
  const person = findWithin(tx, by, staff_id)
  const given = rights.filter((right) => !may(person, right))
  const taken = EVERY_RIGHT.filter((right) => may(person, right) && !rights.includes(right))
  if (given.length + taken.length === 0) return
  if (staff_id === by.staff_id) throw new Refusal('staff/own-rights')
  for (const right of [...given, ...taken]) {
    const is_given = rights.includes(right)
    drop.run(tx, { staff_id, right })
    if (RIGHTS[person.role].has(right) === is_given) continue
    put.run(tx, { staff_id, right, is_given: is_given ? 1 : 0, changed_at: by.at, changed_by: by.staff_id })
  }
  refuseBeyondOwn(tx, by, findStaff(tx, staff_id)!)
  keepAnOwner(tx)
  endSessions(tx, staff_id)
  const facts = { given: given.join(' ') || null, taken: taken.join(' ') || null }
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts })
}
