import { findStaff } from '../../auth/find-staff.ts'
import { secretMatches } from '../../auth/hash-secret.ts'
import { forgetFailures, reserveTry } from '../../auth/throttle.ts'
import type { Tx } from '../../db/prepare.ts'
import { type By, record } from '../../events/record.ts'
import { Refusal } from '../../refusal.ts'
import { changeSettings } from '../../settings/change-settings.ts'
import { readSettings } from '../../settings/read-settings.ts'
import type { Shop } from '../../shop.ts'
import { isFull } from '../engine/files.ts'
import { keepKeyFile, lookForKeyFile, nextEdition } from './keep-key-file.ts'
import { type KeyFile, openKeyFile, type Slot, type SlotKind, sumUp, wrapKey } from './key-file.ts'
import { faultOfPassphrase, PASSPHRASE_LENGTH } from './passphrase-rules.ts'
import { newRecoveryCode } from './recovery-code.ts'
import { openStoreKey } from './store-key.ts'

// How a change of a file happens exactly once although its outcome is kept in the database: the file is written, and
// durable, inside the deed, before the commit and so before the answer. What can come between:
//
// - The commit fails or the power goes. The file is new and the request unspent; asked again, it finds its own id in
//   the file (`isOwn`) and does its work anew. The codes of the first try were never shown to anybody.
// - Only the answer is lost, or the request comes twice. The outcome is there and nothing is done; the code can't be
//   shown again, since it is kept nowhere, and the page says how to make another.
// - Two copies come at once, each with a code of its own. One is kept; the outcome names its slot's salt, and only
//   the answer that made this slot shows its code.
// - Two different changes come at once. Each puts its own slots into the file as it is then.

/** Who asks for a change of the key file, and how they show that they may. */
export interface Asking {
  by: By & { request_id: string }
  /** The own password, the passphrase so far, or the recovery code. */
  proof: string | undefined
}

/** What was made ready for a change: it is nowhere yet. */
export interface KeyChange {
  slots: Slot[]
  /** The new recovery code, to be shown once. */
  code: string | undefined
  is_proven: boolean
}

/** Which recovery code an answer may show: the one whose slot has this salt. */
export type KeyOutcome = { code_salt: string | null }

/**
 * Makes a passphrase ready: the first comes with a recovery code, a later one leaves the code as it is.
 *
 * @throws {Refusal} backup/passphrase-short, backup/passphrase-weak, backup/passphrase-known, backup/proof-wrong,
 *   sign-in/locked
 */
export async function preparePassphrase(
  shop: Shop,
  folder: string,
  { passphrase, ...asking }: Asking & { passphrase: string }
): Promise<KeyChange> {
  await refusePoor(shop, passphrase, asking.by)
  const { state, file } = lookForKeyFile(folder)
  const is_repeat = isOwn(file, asking.by) && (await opens(file, passphrase))
  const is_first = state === 'none' || (is_repeat && asking.proof === undefined)
  if (!is_first && !is_repeat) await prove(shop, file, asking)
  const wanted: SlotKind[] = is_first || state === 'broken' ? ['passphrase', 'recovery'] : ['passphrase']
  return { ...(await wrap(folder, wanted, passphrase, asking.by)), is_proven: !is_first }
}

/**
 * Makes a recovery code ready that replaces the one before, so that a sheet which was lost opens nothing.
 *
 * @throws {Refusal} backup/no-passphrase, backup/proof-wrong, sign-in/locked
 */
export async function prepareCode(shop: Shop, folder: string, asking: Asking): Promise<KeyChange> {
  const { file } = lookForKeyFile(folder)
  if (!file) throw new Refusal('backup/no-passphrase')
  await prove(shop, file, asking)
  return { ...(await wrap(folder, ['recovery'], '', asking.by)), is_proven: true }
}

/**
 * Puts a change into the key file, durable when it returns, and writes down that it happened.
 *
 * @throws {Refusal} backup/proof-wrong when somebody else set a passphrase in the meantime
 */
export function keepKeyChange(tx: Tx, by: By, folder: string, { slots, is_proven }: KeyChange): KeyOutcome {
  const { file: before } = lookForKeyFile(folder)
  if (before && !is_proven && !isOwn(before, by)) throw new Refusal('backup/proof-wrong')
  const { store_id, key_id } = openStoreKey(folder)
  const kinds = new Set(slots.map(({ kind }) => kind))
  const rest = before?.slots.filter(({ kind }) => !kinds.has(kind)) ?? []
  const after = sumUp({
    store_id: store_id.toString('hex'),
    key_id: key_id.toString('hex'),
    edition: nextEdition(before, by.at),
    request_id: by.request_id,
    slots: [...rest, ...slots].sort((a, b) => (a.kind < b.kind ? -1 : 1))
  })
  keep(folder, after)
  record(tx, by, {
    type: 'backup-key.changed',
    subject_id: after.key_id,
    facts: { edition: after.edition, kinds: [...kinds].join(' ') }
  })
  const code_salt = slots.find(({ kind }) => kind === 'recovery')?.kdf.salt ?? null
  // The sheet that lies somewhere is out of date.
  if (code_salt && readSettings(tx).backup_sheet_at) changeSettings(tx, by, { backup_sheet_at: null })
  return { code_salt }
}

/** @throws {Refusal} box/disk-full */
function keep(folder: string, file: KeyFile): void {
  try {
    keepKeyFile(folder, file)
  } catch (error) {
    if (isFull(error)) throw new Refusal('box/disk-full')
    throw error
  }
}

/** The code that an answer may show: its own, and only when it is the one that counts. */
export function codeToShow({ code_salt }: KeyOutcome, made: KeyChange | undefined): string | undefined {
  return made?.slots.some(({ kdf }) => kdf.salt === code_salt) ? made.code : undefined
}

async function wrap(
  folder: string,
  kinds: SlotKind[],
  passphrase: string,
  { at }: By
): Promise<Pick<KeyChange, 'slots' | 'code'>> {
  const key = openStoreKey(folder)
  const code = kinds.includes('recovery') ? newRecoveryCode() : undefined
  const slots = await Promise.all(
    kinds.map((kind) => wrapKey(key, kind, code && kind === 'recovery' ? code : passphrase, at))
  )
  return { slots, code }
}

/** @throws {Refusal} backup/passphrase-short, backup/passphrase-weak, backup/passphrase-known */
async function refusePoor({ store }: Shop, passphrase: string, { staff_id }: By): Promise<void> {
  const person = staff_id ? findStaff(store, staff_id) : undefined
  const fault = faultOfPassphrase(passphrase, [readSettings(store).name, person?.name ?? ''])
  if (fault === 'short') throw new Refusal('backup/passphrase-short', { least: PASSPHRASE_LENGTH })
  if (fault) throw new Refusal('backup/passphrase-weak')
  if (person?.password_hash && (await secretMatches(passphrase.trim(), person.password_hash)))
    throw new Refusal('backup/passphrase-known')
}

/**
 * Makes sure that it is the owner who changes it, and not whoever finds the owner's screen open. The own password is
 * enough, without the passphrase so far: the box holds the key in the clear, so that an owner who forgot the passphrase
 * can still set another, and this is the last moment at which that can be mended. Wrong tries are counted.
 *
 * @throws {Refusal} backup/proof-wrong, sign-in/locked
 */
async function prove(
  { store, clock }: Shop,
  file: KeyFile | undefined,
  { by, proof = '' }: Asking
): Promise<void> {
  const person = by.staff_id ? findStaff(store, by.staff_id) : undefined
  const subject = `backup:${by.staff_id}`
  await store.commit((tx) => reserveTry(tx, [{ subject }], clock.now()))
  const is_right =
    (person?.password_hash && (await secretMatches(proof, person.password_hash))) ||
    (await opens(file, proof))
  if (!is_right) throw new Refusal('backup/proof-wrong')
  await store.commit((tx) => forgetFailures(tx, subject))
}

async function opens(file: KeyFile | undefined, secret: string): Promise<boolean> {
  if (!file) return false
  try {
    await openKeyFile(file, secret)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Whether a file was written by this very request, whose answer nobody got. */
function isOwn(file: KeyFile | undefined, { request_id }: By): boolean {
  return file !== undefined && request_id !== null && file.request_id === request_id
}
