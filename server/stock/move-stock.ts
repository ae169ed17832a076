import { sql } from 'kysely'
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

// Plain statements on purpose: one that returns or upserts makes SQLite copy every page it touches while it is part of
// a deed, which an import of thousands of items would feel.
const add = change<StockMove & { moved_at: Moment }>()((db, row) =>
  db
    .insertInto('stock_moves')
    .values(pick(row, ['item_id', 'quantity_milli', 'reason', 'source_id', 'moved_at']))
)

const LAST_MOVE = sql<number>`last_insert_rowid()`

const raise = change<{ item_id: string; quantity_milli: Milli }>()((db, { item_id, quantity_milli }) =>
  db
    .updateTable('stock_levels')
    .set(({ eb }) => ({
      quantity_milli: eb('quantity_milli', '+', quantity_milli),
      last_move_no: LAST_MOVE
    }))
    .where('item_id', '=', item_id)
)

const begin = change<{ item_id: string; quantity_milli: Milli }>()((db, { item_id, quantity_milli }) =>
  db.insertInto('stock_levels').values({ item_id, quantity_milli, last_move_no: LAST_MOVE })
)

const level = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('stock_levels').select('quantity_milli').where('item_id', '=', item_id)
)

const dropLevels = change<{ ids: string }>()((db, { ids }) =>
  db.deleteFrom('stock_levels').where('item_id', 'in', sql<string>`(select value from json_each(${ids}))`)
)

const dropMoves = change<{ ids: string }>()((db, { ids }) =>
  db.deleteFrom('stock_moves').where('item_id', 'in', sql<string>`(select value from json_each(${ids}))`)
)

/** Moves goods: a row in the ledger, and the level that includes it. A level may fall below nothing. */
export function moveStock(tx: Tx, by: By, move: StockMove): void {
  const { item_id, quantity_milli } = move
  add.run(tx, { ...move, moved_at: by.at })
  const is_known = raise.run(tx, { item_id, quantity_milli }) === 1
  if (!is_known) begin.run(tx, { item_id, quantity_milli })
}

/** How much of an item should be there; 0 for one that never moved. */
export function stockLevel(reader: Reader, item_id: string): Milli {
  return level.find(reader, { item_id })?.quantity_milli ?? milli(0)
}

/** Takes away all that was ever moved of items that are about to be removed themselves. */
export function forgetStock(tx: Tx, item_ids: string[]): void {
  const ids = JSON.stringify(item_ids)
  dropLevels.run(tx, { ids })
  dropMoves.run(tx, { ids })
}
