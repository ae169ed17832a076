import type { Reader } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { findStaff } from './find-staff.ts'
import { may, type Right, type Rightful } from './permissions.ts'

/**
 * Makes sure that whoever does a deed may do it, or that somebody who may has lent the right by PIN on the spot.
 *
 * @param facts what else the sentence may say
 * @throws {Refusal} right/ask, naming the right
 */
export function allow(reader: Reader, by: By, right: Right, facts: Refusal['facts'] = {}): void {
  if (!peopleOf(reader, by).some((person) => may(person, right)))
    throw new Refusal('right/ask', { ...facts, right })
}

/** The people at hand: whoever does the deed, and whoever approved it. */
export function peopleOf(reader: Reader, { staff_id, approved_by }: By): Rightful[] {
  return [staff_id, approved_by].flatMap((id) => (id && findStaff(reader, id)) || [])
}
