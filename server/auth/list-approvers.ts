import type { Reader } from '../db/prepare.ts'
import { readSettings } from '../settings/read-settings.ts'
import { discountLimit } from './discount-limit.ts'
import { listStaff, type StaffMember } from './find-staff.ts'
import { may, type Right } from './permissions.ts'

/**
 * Who may lend a right on the spot: whoever has it and can prove who they are at a till.
 *
 * @param asked_bp how much of the price is to be taken off by hand, in basis points, where the right is about that
 */
export function listApprovers(
  reader: Reader,
  { right, asked_bp }: { right: Right; asked_bp?: number | undefined }
): StaffMember[] {
  const limits = readSettings(reader).discount_limits
  const mayLend = (person: StaffMember) =>
    asked_bp === undefined ? may(person, right) : discountLimit(person, limits) >= asked_bp
  return listStaff(reader).filter((person) => mayLend(person) && proves(person) !== null)
}

/** By what somebody proves who they are at a till; an owner without a PIN by password. */
export function proves({
  role,
  has_pin,
  has_password
}: Pick<StaffMember, 'role' | 'has_pin' | 'has_password'>): 'pin' | 'password' | null {
  if (has_pin) return 'pin'
  return role === 'owner' && has_password ? 'password' : null
}
