import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { StateTables } from '../tables.ts'

type Cursor = StateTables['backup_cursors']

/** A generation's snapshot has a cursor of its own: how many of its parts are there. */
const SNAPSHOT = '/snapshot'

const all = question<Pick<Cursor, 'destination_id'>>()((db, { destination_id }) =>
  db.selectFrom('backup_cursors').selectAll().where('destination_id', '=', destination_id)
)

const put = change<Cursor>()((db, row) =>
  db
    .insertInto('backup_cursors')
    .values(pick(row, ['destination_id', 'generation', 'seq', 'acked_at']))
    .onConflict((conflict) =>
      conflict.columns(['destination_id', 'generation']).doUpdateSet({ seq: row.seq, acked_at: row.acked_at })
    )
)

const forget = change<Pick<Cursor, 'destination_id'>>()((db, { destination_id }) =>
  db.deleteFrom('backup_cursors').where('destination_id', '=', destination_id)
)

const forgetOne = change<Pick<Cursor, 'destination_id'> & { segments: string; parts: string }>()(
  (db, { destination_id, segments, parts }) =>
    db
      .deleteFrom('backup_cursors')
      .where('destination_id', '=', destination_id)
      .where('generation', 'in', [segments, parts])
)

/** How far a destination is, by generation. */
export function readCursors(reader: Reader, destination_id: string) {
  const segments = new Map<string, number>()
  const parts = new Map<string, number>()
  for (const { generation, seq } of all.list(reader, { destination_id })) {
    if (generation.endsWith(SNAPSHOT)) parts.set(generation.slice(0, -SNAPSHOT.length), seq)
    else segments.set(generation, seq)
  }
  return { segments, parts }
}

/** A destination has all segments of a generation up to this one. */
export function moveCursor(tx: Tx, row: Cursor): void {
  put.run(tx, row)
}

/** A destination has this part of a generation's snapshot, and all before it. */
export function movePartCursor(tx: Tx, { generation, ...row }: Cursor): void {
  put.run(tx, { ...row, generation: `${generation}${SNAPSHOT}` })
}

/** Nothing is known any more of what a destination holds; it will be given everything anew. */
export function forgetCursors(tx: Tx, destination_id: string): void {
  forget.run(tx, { destination_id })
}

/** A destination was relieved of a generation, which is too old to be missed. */
export function forgetGeneration(tx: Tx, destination_id: string, generation: string): void {
  forgetOne.run(tx, { destination_id, segments: generation, parts: `${generation}${SNAPSHOT}` })
}
