import { closeTillSessions } from '../auth/sessions.ts'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { findTerminal, LOST_KEY } from './find-terminal.ts'
import type { TerminalTables } from './tables.ts'

const keepDeadKey = change<TerminalTables['revoked_keys']>()((db, row) =>
  db
    .insertInto('revoked_keys')
    .values(pick(row, ['key_hash', 'terminal_id', 'revoked_at', 'revoked_by']))
    .onConflict((conflict) => conflict.doNothing())
)

const keyOf = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.selectFrom('terminals').select('key_hash').where('terminal_id', '=', terminal_id)
)

const giveKey = change<{ terminal_id: string; key_hash: string }>()((db, { terminal_id, key_hash }) =>
  db.updateTable('terminals').set({ key_hash }).where('terminal_id', '=', terminal_id)
)

const dead = question<{ key_hash: string }>()((db, { key_hash }) =>
  db
    .selectFrom('revoked_keys')
    .innerJoin('terminals', 'terminals.terminal_id', 'revoked_keys.terminal_id')
    .select(['terminals.code', 'terminals.name', 'revoked_at'])
    .where('revoked_keys.key_hash', '=', key_hash)
)

const lastRevoked = question()((db) =>
  db
    .selectFrom('revoked_keys')
    .select(({ fn }) => ['terminal_id', fn.max<Moment>('revoked_at').as('revoked_at')])
    .groupBy('terminal_id')
)

/** The till a device was before it was taken out. */
export type TakenOut = ReturnType<typeof dead.read>

/**
 * Takes a till's device out of the shop: a tablet that was lost, or is to be used elsewhere. From this commit on its key
 * opens nothing, and whoever is signed in there is out. What the till is stays: its code, its numbers, its open shift and its basket wait for another device, or for a shift closed from elsewhere.
 *
 * @throws {Refusal} terminal/gone, terminal/taken-out where it has no device
 */
export function revokeTerminal(tx: Tx, by: By, terminal_id: string): void {
  const till = findTerminal(tx, terminal_id)
  if (!till) throw new Refusal('terminal/gone')
  if (!till.has_device) throw new Refusal('terminal/taken-out')
  takeKey(tx, by, terminal_id)
  record(tx, by, { type: 'terminal.revoked', subject_id: terminal_id, facts: { code: till.code } })
}

/**
 * Gives a till another device: it counts on where it stopped, with its open shift and its basket. The device it had so
 * far, if any, is out from this commit on.
 *
 * @throws {Refusal} terminal/gone
 */
export function giveDevice(
  tx: Tx,
  by: By,
  { terminal_id, key_hash }: { terminal_id: string; key_hash: string }
): void {
  const till = findTerminal(tx, terminal_id)
  if (!till) throw new Refusal('terminal/gone')
  if (till.has_device) takeKey(tx, by, terminal_id)
  giveKey.run(tx, { terminal_id, key_hash })
  record(tx, by, { type: 'terminal.rehomed', subject_id: terminal_id, facts: { code: till.code } })
}

/** The till whose device this key was, if it was taken out. */
export function findTakenOut(reader: Reader, key_hash: string): TakenOut | undefined {
  return dead.find(reader, { key_hash })
}

/** When each till last lost its device. */
export function readRevocations(reader: Reader): ReadonlyMap<string, Moment> {
  return new Map(lastRevoked.list(reader, {}).map((row) => [row.terminal_id, row.revoked_at]))
}

function takeKey(tx: Tx, { at, staff_id }: By, terminal_id: string): void {
  const { key_hash } = keyOf.read(tx, { terminal_id })
  keepDeadKey.run(tx, { key_hash, terminal_id, revoked_at: at, revoked_by: staff_id })
  giveKey.run(tx, { terminal_id, key_hash: `${LOST_KEY}${terminal_id}` })
  closeTillSessions(tx, terminal_id)
}
