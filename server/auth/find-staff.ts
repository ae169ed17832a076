import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'

/** What was given to somebody singly and taken from them, as `permissions.ts` reads it; in the same look as the rest. */
export const SINGLES = sql<string | null>`(
  select group_concat(iif(is_given, '+', '-') || "right")
  from staff_rights where staff_rights.staff_id = staff.staff_id)`.as('singles')

const byName = question<{ name: string }>()((db, { name }) =>
  db
    .selectFrom('staff')
    .leftJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
    .select(['staff.staff_id', 'name', 'role', 'password_hash', 'pin_hash', SINGLES])
    .where('name', '=', name)
    .where('left_at', 'is', null)
)

const byId = question<{ staff_id: string }>()((db, { staff_id }) =>
  db
    .selectFrom('staff')
    .leftJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
    .selectAll('staff')
    .select(SINGLES)
    .where('staff.staff_id', '=', staff_id)
    .where('left_at', 'is', null)
)

const everByName = question<{ name: string }>()((db, { name }) =>
  db.selectFrom('staff').select('staff_id').where('name', '=', name)
)

const present = question()((db) =>
  db
    .selectFrom('staff')
    .leftJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
    .select([
      'staff.staff_id',
      'name',
      'role',
      'hired_at',
      SINGLES,
      sql<0 | 1>`pin_hash is not null`.as('has_pin'),
      sql<0 | 1>`password_hash is not null`.as('has_password')
    ])
    .where('left_at', 'is', null)
    .orderBy('name')
)

const departed = question()((db) =>
  db
    .selectFrom('staff')
    .innerJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
    .select(['staff.staff_id', 'name', 'role', 'hired_at', 'left_at', SINGLES])
    .orderBy('left_at', 'desc')
)

const owners = question()((db) =>
  db.selectFrom('staff').select('staff_id').where('role', '=', 'owner').limit(1)
)

export type Leaver = ReturnType<typeof listLeavers>[number]

export type StaffMember = ReturnType<typeof listStaff>[number]

/** Somebody who works here by this name, upper or lower case alike. */
export function findStaffByName(reader: Reader, name: string) {
  return byName.find(reader, { name })
}

/** Whether anyone who ever worked here had this name. */
export function isNameUsed(reader: Reader, name: string): boolean {
  return everByName.find(reader, { name }) !== undefined
}

/** Somebody who works here. */
export function findStaff(reader: Reader, staff_id: string) {
  return byId.find(reader, { staff_id })
}

/** Everyone who works here now, by name, and how each can sign in. */
export function listStaff(reader: Reader) {
  return present.list(reader, {})
}

/** Everyone who worked here and left, the last first. */
export function listLeavers(reader: Reader) {
  return departed.list(reader, {})
}

/** Whether the shop has an owner: until then it is not set up. */
export function hasOwner(reader: Reader): boolean {
  return owners.find(reader, {}) !== undefined
}
