import type { Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { barcodeFault } from '../values/barcode.ts'
import { findBarcodeHolder } from './find-item.ts'

/**
 * Makes sure that a barcode may stand on an item, or on one of its units: one barcode names one of them only, for a
 * scan must not take a carton for a piece. What a retired item holds is free.
 *
 * @param wanted by whom; a `unit_id` of null is the item's own unit
 * @throws {Refusal} item/barcode-wrong, item/barcode-taken
 */
export function checkBarcode(
  tx: Tx,
  wanted: { item_id: string; unit_id: string | null },
  barcode: string
): void {
  const fault = barcodeFault(barcode)
  if (fault) throw new Refusal('item/barcode-wrong', { barcode, fault })
  const holder = findBarcodeHolder(tx, barcode)
  if (!holder || holder.retired_at !== null) return
  if (holder.item_id === wanted.item_id && holder.unit_id === wanted.unit_id) return
  const { name, unit } = holder
  throw new Refusal('item/barcode-taken', { barcode, name: unit === null ? name : `${name} (${unit})` })
}
