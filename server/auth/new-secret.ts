import { Refusal } from '../refusal.ts'
import { hashSecret } from './hash-secret.ts'
import { isWeakPassword, isWeakPin } from './secret-rules.ts'

/** @throws {Refusal} staff/pin-weak */
export async function hashPin(pin: string): Promise<string> {
  if (isWeakPin(pin)) throw new Refusal('staff/pin-weak')
  return hashSecret(pin)
}

/**
 * Hashes a password that somebody chose, typed twice.
 *
 * @param names what anybody knows: whose it is to be, and the shop's name
 * @throws {Refusal} staff/passwords-differ, staff/password-weak
 */
export async function hashPassword(
  { password, password_again }: { password: string; password_again: string },
  names: readonly string[] = []
): Promise<string> {
  if (password !== password_again) throw new Refusal('staff/passwords-differ')
  if (await isWeakPassword(password, names)) throw new Refusal('staff/password-weak')
  return hashSecret(password)
}
