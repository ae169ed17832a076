import { question, type Reader } from '../db/prepare.ts'
import type { BasketLine } from './price-basket.ts'

const lines = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_lines')
    .innerJoin('items', 'items.item_id', 'basket_lines.item_id')
    .select([
      'basket_lines.line_no',
      'basket_lines.item_id',
      'items.name',
      'items.unit',
      'basket_lines.quantity_milli',
      'items.price_minor',
      'items.cost_minor'
    ])
    .where('basket_id', '=', basket_id)
    .orderBy('line_no')
)

const atTill = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.selectFrom('till_baskets').select('basket_id').where('terminal_id', '=', terminal_id)
)

const lastChange = question<{ basket_id: string }>()((db, { basket_id }) =>
  db
    .selectFrom('basket_changes')
    .selectAll()
    .where('basket_id', '=', basket_id)
    .orderBy('change_no', 'desc')
    .limit(1)
)

// Begins at the few baskets that tills work on: a join that is grouped would begin at every basket there ever was.
const elsewhere = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom((db) =>
      db
        .selectFrom('till_baskets')
        .innerJoin('terminals', 'terminals.terminal_id', 'till_baskets.terminal_id')
        .innerJoin('baskets', 'baskets.basket_id', 'till_baskets.basket_id')
        .select((own) => [
          'baskets.basket_id',
          'baskets.begun_at',
          'terminals.code',
          'terminals.name',
          own
            .selectFrom('basket_lines')
            .select(({ fn }) => fn.countAll<number>().as('lines'))
            .whereRef('basket_lines.basket_id', '=', 'till_baskets.basket_id')
            .$asScalar()
            .$notNull()
            .as('lines')
        ])
        .where('till_baskets.terminal_id', '<>', terminal_id)
        .as('elsewhere')
    )
    .selectAll()
    .where('lines', '>', 0)
    .orderBy('begun_at')
)

/** The lines of a basket in the order they were begun, at the prices of now. */
export function readBasketLines(reader: Reader, basket_id: string): BasketLine[] {
  return lines.list(reader, { basket_id })
}

/** The basket that a till works on. */
export function findTillBasket(reader: Reader, terminal_id: string): string | undefined {
  return atTill.find(reader, { terminal_id })?.basket_id
}

/** The newest change of a basket: what the eye should fall on, and what undoing takes back. */
export function findLastChange(reader: Reader, basket_id: string) {
  return lastChange.find(reader, { basket_id })
}

/** The baskets with something in them that other tills work on, oldest first. */
export function listOtherBaskets(reader: Reader, terminal_id: string) {
  return elsewhere.list(reader, { terminal_id })
}
