import { sql } from 'kysely'
import { question } from '../../db/prepare.ts'
import { coded, columns, sheetOf, type Wanted } from './sheet.ts'

const levels = question<Wanted>()((db) =>
  db
    .selectFrom('items')
    .leftJoin('categories', 'categories.category_id', 'items.category_id')
    .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .select(['items.code as item_code', 'items.name as item', 'categories.name as category', 'items.unit'])
    .select([sql<number>`coalesce(stock_levels.quantity_milli, 0)`.as('quantity_milli'), 'minimum_milli'])
    .select('cost_minor')
    .where((e) => e.or([e('retired_at', 'is', null), e('stock_levels.quantity_milli', '<>', 0 as never)]))
    .orderBy('items.name')
)

export const stockLevels = sheetOf(
  'stock_levels',
  columns(
    { text: ['item_code', 'item', 'category', 'unit'] },
    { quantity: ['quantity_milli', 'minimum_milli'], money: ['cost_minor'] }
  ),
  levels
)

const moves = question<Wanted>()((db, { from_at, until_at }) =>
  db
    .selectFrom('stock_moves')
    .innerJoin('items', 'items.item_id', 'stock_moves.item_id')
    .leftJoin('sales', 'sales.sale_id', 'stock_moves.source_id')
    .select(['moved_at', 'items.code as item_code', 'items.name as item', 'items.unit', 'quantity_milli'])
    .select(['stock_moves.reason as move_reason', 'receipt_no'])
    .where('moved_at', '>=', from_at)
    .where('moved_at', '<', until_at)
    .orderBy('move_no')
)

export const stockMoves = sheetOf(
  'stock_moves',
  [
    ...columns(
      { moment: ['moved_at'], text: ['item_code', 'item', 'unit'] },
      { quantity: ['quantity_milli'] }
    ),
    coded('move_reason', 'move_reasons'),
    ...columns({ text: ['receipt_no'] })
  ],
  moves
)
