import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { Moment } from '../../values/clock.ts'
import { newId } from '../../values/id.ts'
import type { StateTables } from '../tables.ts'

export type Trouble = StateTables['backup_troubles']

/** Pages of the database file lie on the disk otherwise than they were written. */
export const PAGE_DAMAGED = 'page-damaged'

const add = change<Trouble>()((db, row) =>
  db.insertInto('backup_troubles').values(pick(row, ['trouble_id', 'kind', 'detail', 'began_at', 'ended_at']))
)

const end = change<{ kind: string; at: Moment }>()((db, { kind, at }) =>
  db
    .updateTable('backup_troubles')
    .set({ ended_at: at })
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
)

const open = question<{ kind: string }>()((db, { kind }) =>
  db.selectFrom('backup_troubles').select('trouble_id').where('kind', '=', kind).where('ended_at', 'is', null)
)

const newest = question()((db) =>
  db.selectFrom('backup_troubles').selectAll().orderBy('began_at', 'desc').limit(50)
)

/** Writes down that something is wrong; what is known already is not written twice. */
export function beginTrouble(
  tx: Tx,
  { kind, detail, at }: { kind: string; detail: string; at: Moment }
): void {
  if (open.find(tx, { kind })) return
  add.run(tx, { trouble_id: newId(), kind, detail, began_at: at, ended_at: null })
}

/** Writes down something that happened and is over, such as a jump of the clock. */
export function noteTrouble(
  tx: Tx,
  { kind, detail, at }: { kind: string; detail: string; at: Moment }
): void {
  add.run(tx, { trouble_id: newId(), kind, detail, began_at: at, ended_at: at })
}

/** It is right again. */
export function endTrouble(tx: Tx, kind: string, at: Moment): void {
  end.run(tx, { kind, at })
}

/** The last fifty, newest first. */
export function listTroubles(reader: Reader): Trouble[] {
  return newest.list(reader, {})
}
