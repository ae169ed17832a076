import type { Reader } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { findStaff, listStaff } from './find-staff.ts'
import { EVERY_RIGHT, may, type Rightful, rightsOf } from './permissions.ts'

/**
 * Finds somebody whom a deed is about, and makes sure that whoever does it stands no lower: who could give an owner a
 * new PIN could do all that the owner may.
 *
 * @throws {Refusal} staff/gone, staff/beyond-own
 */
export function findWithin(reader: Reader, by: By, staff_id: string) {
  const person = findStaff(reader, staff_id)
  if (!person) throw new Refusal('staff/gone')
  refuseBeyondOwn(reader, by, person)
  return person
}

/**
 * Makes sure that nobody deals in rights which they have not got; at the box itself, where nobody is signed in, all
 * can be done.
 *
 * @throws {Refusal} staff/beyond-own
 */
export function refuseBeyondOwn(reader: Reader, by: By, rightful: Rightful): void {
  if (!by.staff_id) return
  const doer = findStaff(reader, by.staff_id)
  if (!doer || rightsOf(rightful).some((right) => !may(doer, right))) throw new Refusal('staff/beyond-own')
}

/**
 * Makes sure, after a change, that the shop still has an owner who may do everything: else nobody could ever put it
 * right again.
 *
 * @throws {Refusal} staff/last-owner
 */
export function keepAnOwner(reader: Reader): void {
  const mayAll = (person: Rightful) =>
    person.role === 'owner' && EVERY_RIGHT.every((right) => may(person, right))
  if (!listStaff(reader).some(mayAll)) throw new Refusal('staff/last-owner')
}
