import { hash, randomInt } from 'node:crypto'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { later, type Moment } from '../values/clock.ts'
import type { DisplayTables } from './tables.ts'

/** As long as it takes to fetch a tablet and charge it a little. */
const CODE_LIVES_MS = 10 * 60_000

const putCode = change<DisplayTables['display_codes']>()((db, row) =>
  db
    .insertInto('display_codes')
    .values(pick(row, ['terminal_id', 'code_hash', 'expires_at']))
    .onConflict((conflict) =>
      conflict.column('terminal_id').doUpdateSet(pick(row, ['code_hash', 'expires_at']))
    )
)

const dropCode = change<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.deleteFrom('display_codes').where('terminal_id', '=', terminal_id)
)

const byCode = question<{ code_hash: string; now: Moment }>()((db, { code_hash, now }) =>
  db
    .selectFrom('display_codes')
    .select('terminal_id')
    .where('code_hash', '=', code_hash)
    .where('expires_at', '>', now)
)

const add = change<DisplayTables['displays']>()((db, row) =>
  db.insertInto('displays').values(pick(row, ['display_id', 'terminal_id', 'key_hash', 'paired_at']))
)

const remove = change<{ display_id: string }>()((db, { display_id }) =>
  db.deleteFrom('displays').where('display_id', '=', display_id)
)

/** A code that a till shows and a display is told: six digits, typed with a thumb. */
export function newDisplayCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** What stands in the database for a code. */
export function codeHash(code: string): string {
  return hash('sha256', `display ${code}`, 'hex')
}

/** Has a till wait for a display; an earlier code of it is worth nothing from then on. @returns until when. */
export function awaitDisplay(tx: Tx, by: AtTill, code_hash: string): { expires_at: Moment } {
  const expires_at = later(by.at, CODE_LIVES_MS)
  putCode.run(tx, { terminal_id: by.terminal_id, code_hash, expires_at })
  record(tx, by, { type: 'display.awaited', subject_id: by.terminal_id })
  return { expires_at }
}

/** Whether a till waits for a display with this code just now. */
export function isAwaited(reader: Reader, code_hash: string, now: Moment): boolean {
  return byCode.find(reader, { code_hash, now }) !== undefined
}

/**
 * Makes a device the display of the till that shows this code, which is used up by it.
 *
 * @throws {Refusal} display/code-wrong
 */
export function pairDisplay(
  tx: Tx,
  by: By,
  { display_id, code_hash, key_hash }: { display_id: string; code_hash: string; key_hash: string }
): void {
  const awaited = byCode.find(tx, { code_hash, now: by.at })
  if (!awaited) throw new Refusal('display/code-wrong')
  const { terminal_id } = awaited
  dropCode.run(tx, { terminal_id })
  add.run(tx, { display_id, terminal_id, key_hash, paired_at: by.at })
  record(tx, { ...by, terminal_id }, { type: 'display.paired', subject_id: display_id })
}

/** Has a device show nothing of the shop's any more; one that is gone already is no error. */
export function unpairDisplay(tx: Tx, by: By, display_id: string): void {
  if (remove.run(tx, { display_id }) === 0) return
  record(tx, by, { type: 'display.unpaired', subject_id: display_id })
}
