import { sql } from 'kysely'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { type Minor, minor } from '../values/money.ts'
import type { CustomerTables, PointsReason } from './tables.ts'

const add = change<Omit<CustomerTables['points_moves'], 'move_no'>>()((db, row) =>
  db
    .insertInto('points_moves')
    .values(pick(row, ['customer_id', 'points', 'reason', 'source_id', 'moved_at']))
)

const sumOf = question<{ customer_id: string }>()((db, { customer_id }) =>
  db
    .selectFrom('points_moves')
    .select(sql<number>`coalesce(sum(points), 0)`.as('points'))
    .where('customer_id', '=', customer_id)
)

/** The points a customer has. */
export function pointsOf(reader: Reader, customer_id: string): number {
  return sumOf.read(reader, { customer_id }).points
}

/** Gives points or takes them; none at all is nothing to write. */
export function movePoints(
  tx: Tx,
  by: By,
  move: { customer_id: string; points: number; reason: PointsReason; source_id: string }
): void {
  if (move.points !== 0) add.run(tx, { ...move, moved_at: by.at })
}

/** The points that so much paid earns: one for each full `points_per_minor`; 0 where the shop gives none. */
export function pointsFor(paid_minor: Minor, { points_per_minor }: { points_per_minor: Minor }): number {
  return points_per_minor > 0 ? Math.max(0, Math.floor(paid_minor / points_per_minor)) : 0
}

/** What points are worth as money. */
export function worthOf(points: number, { point_worth_minor }: { point_worth_minor: Minor }): Minor {
  return minor(points * point_worth_minor)
}
