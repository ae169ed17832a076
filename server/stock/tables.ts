import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'
import type { Milli } from '../values/quantity.ts'

/** Why goods moved. */
export type MoveReason = 'opening' | 'sale' | 'refund' | 'waste' | 'import' | 'import-undo' | 'correction'

export interface StockTables {
  stock_moves: {
    move_no: Generated<number>
    item_id: string
    quantity_milli: Milli
    reason: MoveReason
    source_id: string
    moved_at: Moment
  }
  stock_levels: { item_id: string; quantity_milli: Milli; last_move_no: number }
}
