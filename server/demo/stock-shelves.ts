import { findAnyItemByCode } from '../catalog/find-item.ts'
import { importItems, keepUpload } from '../catalog/import-items.ts'
import { setFavourite } from '../catalog/save-item.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { newId } from '../values/id.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { Good, GoodsList } from './goods.ts'
import type { PlannedShift } from './plan-week.ts'

/** How many of the most sold stand first on the till's shelf. */
const FAVOURITES = 24

/**
 * Imports the price list, as an owner does: as much of each as will be sold and, on top of it, what the list says is
 * there. So the shop is today as the list has it, a few items at or below their minimum.
 *
 * @returns the item that each of the goods has become.
 */
export function stockShelves(
  tx: Tx,
  by: By,
  { file_name, bytes, mapping, rows }: GoodsList,
  shifts: readonly PlannedShift[]
): Map<Good, string> {
  const sold = piecesSold(shifts)
  const import_id = newId()
  const stocked = rows.map((row) => {
    const { draft } = row
    return draft ? { ...row, draft: { ...draft, stock_milli: atOpening(draft, sold) } } : row
  })
  keepUpload(tx, by, { import_id, file_name, bytes })
  importItems(tx, by, { import_id, mapping, rows: stocked })

  const goods = rows.flatMap(({ draft }) => draft ?? [])
  const items = new Map(goods.map((good) => [good, findAnyItemByCode(tx, good.code ?? '')!.item_id]))
  const popular = [...sold.keys()].sort((a, b) => sold.get(b)! - sold.get(a)!)
  for (const good of popular.slice(0, FAVOURITES)) setFavourite(tx, by, items.get(good)!, 1)
  return items
}

function atOpening(good: Good, sold: ReadonlyMap<Good, Milli>): Milli {
  return milli(good.stock_milli + (sold.get(good) ?? 0))
}

function piecesSold(shifts: readonly PlannedShift[]): Map<Good, Milli> {
  const sold = new Map<Good, Milli>()
  for (const { good, pieces } of shifts.flatMap(({ sales }) => sales).flatMap(({ scans }) => scans)) {
    sold.set(good, milli((sold.get(good) ?? 0) + pieces * 1000))
  }
  return sold
}
