import type { Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
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
 * @param name whose it is to be
 * @throws {Refusal} staff/passwords-differ, staff/password-weak
 */
export async function hashPassword(
  reader: Reader,
  { password, password_again }: { password: string; password_again: string },
  name: string
): Promise<string> {
  if (password !== password_again) throw new Refusal('staff/passwords-differ')
  if (isWeakPassword(password, [readSettings(reader).name, name])) throw new Refusal('staff/password-weak')
  return hashSecret(password)
}
