import { change, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { endSessions } from './end-sessions.ts'
import { findStaffByName, isNameUsed } from './find-staff.ts'
import { findWithin } from './guard-staff.ts'
import { forgetGuesses } from './throttle.ts'

/** A password or a PIN, hashed. */
export interface NewSecret {
  kind: 'pin' | 'password'
  hash: string
}

const setName = change<{ staff_id: string; name: string }>()((db, { staff_id, name }) =>
  db.updateTable('staff').set({ name }).where('staff_id', '=', staff_id)
)

const setSecret = {
  pin: change<{ staff_id: string; hash: string }>()((db, { staff_id, hash }) =>
    db.updateTable('staff').set({ pin_hash: hash }).where('staff_id', '=', staff_id)
  ),
  password: change<{ staff_id: string; hash: string }>()((db, { staff_id, hash }) =>
    db.updateTable('staff').set({ password_hash: hash }).where('staff_id', '=', staff_id)
  )
}

/**
 * Writes somebody's name another way.
 *
 * @throws {Refusal} staff/gone, staff/beyond-own, staff/name-taken, staff/name-used
 */
export function renameStaff(tx: Tx, by: By, { staff_id, name }: { staff_id: string; name: string }): void {
  const person = findWithin(tx, by, staff_id)
  if (person.name === name) return
  const namesake = findStaffByName(tx, name)
  if (namesake && namesake.staff_id !== staff_id) throw new Refusal('staff/name-taken', { name })
  if (!namesake && isNameUsed(tx, name)) throw new Refusal('staff/name-used', { name })
  setName.run(tx, { staff_id, name })
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { renamed: 1 } })
}

/**
 * Gives somebody a new PIN or password; whoever was signed in by the old one is signed out, and wrong tries are forgiven.
 *
 * @param but the hash of the one session that goes on, where somebody changes their own
 * @throws {Refusal} staff/gone, staff/beyond-own
 */
export function changeSecret(
  tx: Tx,
  by: By,
  { staff_id, kind, hash }: NewSecret & { staff_id: string },
  but?: string
): void {
  const { name } = findWithin(tx, by, staff_id)
  setSecret[kind].run(tx, { staff_id, hash })
  forgetGuesses(tx, { staff_id, name })
  endSessions(tx, staff_id, but)
  record(tx, by, { type: 'staff.changed', subject_id: staff_id, facts: { [kind]: 1 } })
}
