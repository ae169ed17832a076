import { question, type Reader } from '../db/prepare.ts'

const anything = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_lines')
    .select('basket_id')
    .where('basket_id', '=', basket_id)
    .unionAll(db.selectFrom('basket_tenders').select('basket_id').where('basket_id', '=', basket_id))
    .unionAll(db.selectFrom('basket_returns').select('basket_id').where('basket_id', '=', basket_id))
    .limit(1)
)

/** Whether a basket holds goods, money that was taken for it, or goods that are given back for it. */
export function isWorthKeeping(reader: Reader, basket_id: string): boolean {
  return anything.find(reader, { basket_id }) !== undefined
}
