import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { later, type Moment } from '../values/clock.ts'
import type { AtTill } from './open-shift.ts'
import type { ShiftTables } from './tables.ts'

/** A picture that no cash move was written for within this time was brought for nothing. */
const UNUSED_MS = 24 * 3_600_000

const add = change<ShiftTables['bill_pictures']>()((db, row) =>
  db
    .insertInto('bill_pictures')
    .values(pick(row, ['picture_id', 'cash_move_id', 'jpeg', 'added_by', 'added_at']))
)

const dropUnused = change<{ before: Moment }>()((db, { before }) =>
  db.deleteFrom('bill_pictures').where('cash_move_id', 'is', null).where('added_at', '<', before)
)

const attach = change<{ picture_id: string; cash_move_id: string; added_by: string }>()(
  (db, { picture_id, cash_move_id, added_by }) =>
    db
      .updateTable('bill_pictures')
      .set({ cash_move_id })
      .where('picture_id', '=', picture_id)
      .where('cash_move_id', 'is', null)
      .where('added_by', '=', added_by)
)

const byId = question<{ picture_id: string }>()((db, { picture_id }) =>
  db
    .selectFrom('bill_pictures')
    .select(['jpeg', 'added_by', 'cash_move_id'])
    .where('picture_id', '=', picture_id)
)

/** Keeps the picture of a bill until its cash move is written. It stands beside the record, never in it. */
export function keepBill(tx: Tx, by: AtTill, picture_id: string, jpeg: Buffer): void {
  dropUnused.run(tx, { before: later(by.at, -UNUSED_MS) })
  add.run(tx, { picture_id, jpeg, cash_move_id: null, added_by: by.staff_id, added_at: by.at })
}

/**
 * Puts a picture beside the cash move it is of: once, and by whoever brought it.
 *
 * @throws {Refusal} bill/gone
 */
export function attachBill(tx: Tx, by: AtTill, picture_id: string, cash_move_id: string): void {
  if (attach.run(tx, { picture_id, cash_move_id, added_by: by.staff_id }) === 0)
    throw new Refusal('bill/gone')
}

/** A bill's picture as JPEG, with who brought it and the cash move it is of, if that is written. */
export function findBill(
  reader: Reader,
  picture_id: string
): Pick<ShiftTables['bill_pictures'], 'jpeg' | 'added_by' | 'cash_move_id'> | undefined {
  return byId.find(reader, { picture_id })
}
