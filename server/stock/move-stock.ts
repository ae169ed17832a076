import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import type { Moment } from '../values/clock.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { MoveReason } from './tables.ts'

export interface StockMove {
  item_id: string
  /** Onto the shelf positive, off it negative; in thousandths. */
  quantity_milli: Milli
  reason: MoveReason
  /** The sale, import or request that moved it. */
  source_id: string
}

const add = change<StockMove & { moved_at: Moment }>()((db, row) =>
  db
    .insertInto('stock_moves')
    .values(pick(row, ['item_id', 'quantity_milli', 'reason', 'source_id', 'moved_at']))
    .returning('move_no')
)

const raise = change<{ item_id: string; quantity_milli: Milli; move_no: number }>()(
  (db, { item_id, quantity_milli, move_no }) =>
    db
      .insertInto('stock_levels')
      .values({ item_id, quantity_milli, last_move_no: move_no })
      .onConflict((conflict) =>
        conflict.column('item_id').doUpdateSet(({ eb, ref }) => ({
          quantity_milli: eb(ref('stock_levels.quantity_milli'), '+', quantity_milli),
          last_move_no: move_no
        }))
      )
)

const level = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('stock_levels').select('quantity_milli').where('item_id', '=', item_id)
)

const dropLevel = change<{ item_id: string }>()((db, { item_id }) =>
  db.deleteFrom('stock_levels').where('item_id', '=', item_id)
)

const dropMoves = change<{ item_id: string }>()((db, { item_id }) =>
  db.deleteFrom('stock_moves').where('item_id', '=', item_id)
)

/** Moves goods: a row in the ledger, and the level that includes it. A level may fall below nothing. */
export function moveStock(tx: Tx, by: By, move: StockMove): void {
  const { move_no } = add.returning(tx, { ...move, moved_at: by.at })
  raise.run(tx, { item_id: move.item_id, quantity_milli: move.quantity_milli, move_no })
}

/** How much of an item should be there; 0 for one that never moved. */
export function stockLevel(reader: Reader, item_id: string): Milli {
  return level.find(reader, { item_id })?.quantity_milli ?? milli(0)
}

/** Takes away all that was ever moved of an item that is about to be removed itself. */
export function forgetStock(tx: Tx, item_id: string): void {
  dropLevel.run(tx, { item_id })
  dropMoves.run(tx, { item_id })
}
