import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { type Minor, minor } from '../values/money.ts'

const owedAfter = question<{ sale_id: string; customer_id: string }>()((db, { sale_id, customer_id }) =>
  db
    .selectFrom('journal')
    .select(sql<Minor>`coalesce(sum(amount_minor), 0)`.as('owed_minor'))
    .where('party_id', '=', customer_id)
    .where('account', '=', 'receivable')
    .where('entry_no', '<=', ({ selectFrom, fn }) =>
      selectFrom('journal').select(fn.max<number>('entry_no').as('last')).where('source_id', '=', sale_id)
    )
)

const pointsMoved = question<{ sale_id: string; customer_id: string }>()((db, { sale_id, customer_id }) =>
  db
    .selectFrom('points_moves')
    .select([
      sql<number>`coalesce(sum(points) filter (where source_id = ${sale_id} and reason = 'earned'), 0)`.as(
        'earned'
      ),
      sql<number>`coalesce(-sum(points) filter (where source_id = ${sale_id} and reason = 'burnt'), 0)`.as(
        'burnt'
      ),
      sql<number>`coalesce(sum(points), 0)`.as('held')
    ])
    .where('customer_id', '=', customer_id)
    .where('move_no', '<=', ({ selectFrom, fn }) =>
      selectFrom('points_moves')
        .select(fn.max<number>('move_no').as('last'))
        .where('customer_id', '=', customer_id)
        .where('source_id', '=', sale_id)
    )
)

/** How a customer stood with the shop right after a sale; a slip printed once more says the same as the first. */
export interface Standing {
  owed_minor: Minor
  points: { earned: number; burnt: number; held: number }
}

export function standingAfter(
  reader: Reader,
  { sale_id, customer_id }: { sale_id: string; customer_id: string | null }
): Standing {
  if (!customer_id) return { owed_minor: minor(0), points: { earned: 0, burnt: 0, held: 0 } }
  return {
    owed_minor: minor(owedAfter.read(reader, { sale_id, customer_id }).owed_minor),
    points: pointsMoved.read(reader, { sale_id, customer_id })
  }
}
