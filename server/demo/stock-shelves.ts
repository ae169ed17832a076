import { saveItem } from '../catalog/save-item.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { moveStock } from '../stock/move-stock.ts'
import { newId } from '../values/id.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { Good } from './goods.ts'
import type { PlannedShift } from './plan-week.ts'

/** How many of the most sold stand first on the till's shelf. */
const FAVOURITES = 24

/**
 * Puts the goods on the shelves: as much of each as will be sold and, on top of it, what the price list says is
 * there. So the shop is today as the list has it, a few items at or below their minimum.
 */
export function stockShelves(tx: Tx, by: By, goods: readonly Good[], shifts: readonly PlannedShift[]): void {
  const sold = piecesSold(shifts)
  const favourites = new Set(
    [...sold.keys()].sort((a, b) => sold.get(b)! - sold.get(a)!).slice(0, FAVOURITES)
  )
  const source_id = newId()
  for (const good of goods) {
    saveItem(tx, by, { ...good, favourite: favourites.has(good) ? 1 : 0 })
    const quantity_milli = milli(good.stock_milli + (sold.get(good) ?? 0))
    if (quantity_milli !== 0) {
      moveStock(tx, by, { item_id: good.item_id, quantity_milli, reason: 'opening', source_id })
    }
  }
}

function piecesSold(shifts: readonly PlannedShift[]): Map<Good, Milli> {
  const sold = new Map<Good, Milli>()
  for (const { good, pieces } of shifts.flatMap(({ sales }) => sales).flatMap(({ scans }) => scans)) {
    sold.set(good, milli((sold.get(good) ?? 0) + pieces * 1000))
  }
  return sold
}
