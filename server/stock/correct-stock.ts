import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { moveStock, stockLevel } from './move-stock.ts'

export interface Correction {
  item_id: string
  /** How much there really is. */
  counted_milli: Milli
  /** Why it differs, in the words of whoever counted. */
  reason: string
  /** The request that corrects it. */
  source_id: string
}

/** Makes the stock of an item what somebody counted: by a move of the difference, never by writing over the level. */
export function correctStock(
  tx: Tx,
  by: By,
  { item_id, counted_milli, reason, source_id }: Correction
): { difference_milli: Milli } {
  const before_milli = stockLevel(tx, item_id)
  const difference_milli = milli(counted_milli - before_milli)
  if (difference_milli !== 0) {
    moveStock(tx, by, { item_id, quantity_milli: difference_milli, reason: 'correction', source_id })
  }
  record(tx, by, {
    type: 'stock.corrected',
    subject_id: item_id,
    facts: { before_milli, counted_milli, reason }
  })
  return { difference_milli }
}
