import { sql } from 'kysely'
import { question, type Reader } from '../../db/prepare.ts'
import { INDEXED } from '../../events/indexed.ts'
import type { Incident, RadarPeriod } from '../facts.ts'
import { type Asked, asIncident } from './rows.ts'

/** The first moment at which a customer was shown a code for the basket, or had paid a part of it. */
const engaged = question<Asked>()((db, { from, to }) =>
  db
    .selectFrom('events')
    .select(['subject_id', sql<number>`min(event_id)`.as('event_id')])
    .where(INDEXED)
    .where('type', 'in', ['qris.asked', 'tender.taken'])
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy('subject_id')
)

/** What was done to a basket afterwards: given up, or goods taken out of it. */
const after = question<{ subject_id: string; event_id: number }>()((db, { subject_id, event_id }) =>
  db
    .selectFrom('events')
    .select([
      sql<string>`'event:' || event_id`.as('id'),
      'at',
      'staff_id',
      'terminal_id',
      'approved_by',
      'type'
    ])
    .select([
      sql<number | null>`facts ->> 'total_minor'`.as('amount_minor'),
      sql<string | null>`(select name from items where item_id = facts ->> 'item_id')`.as('note')
    ])
    .where('subject_id', '=', subject_id)
    .where('event_id', '>', event_id)
    .where(
      // What was scanned last is taken out by taking the change back, too.
      sql<boolean>`(type = 'basket.discarded' or (type = 'basket.changed'
        and (facts ->> 'quantity_milli' = 0 or facts ->> 'undone' = 1)))`
    )
)

const receipt = question<{ sale_id: string }>()((db, { sale_id }) =>
  db.selectFrom('sales').select('receipt_no').where('sale_id', '=', sale_id)
)

/** Baskets given up, or goods taken out of them, when the customer was paying already. */
export function readGivenUp(reader: Reader, { known_from: from, now }: RadarPeriod): Incident[] {
  return engaged.list(reader, { from, to: now.to }).flatMap((basket) =>
    after.list(reader, basket).map(({ type: _, ...row }) => {
      const { receipt_no: label = null } = receipt.find(reader, { sale_id: basket.subject_id }) ?? {}
      return asIncident({ ...row, label, page_id: label && basket.subject_id }, 'sale')
    })
  )
}
