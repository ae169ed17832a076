import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { StateTables } from '../tables.ts'

export type Point = StateTables['backup_points']

const COLUMNS = [
  'point_id',
  'generation',
  'seq',
  'made_at',
  'reason',
  'label'
] as const satisfies (keyof Point)[]

const put = change<Point>()((db, row) => db.replaceInto('backup_points').values(pick(row, COLUMNS)))

const all = question()((db) =>
  db.selectFrom('backup_points').select(COLUMNS).orderBy('made_at', 'desc').limit(200)
)

/** Remembers where in the history a named point lies; the name itself stands in the history. */
export function keepPoint(tx: Tx, point: Point): void {
  put.run(tx, point)
}

/** The last two hundred, newest first. */
export function listPoints(reader: Reader): Point[] {
  return all.list(reader, {})
}
