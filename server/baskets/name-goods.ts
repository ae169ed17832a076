import { findItemByPlu, findItemByText, type Item } from '../catalog/find-item.ts'
import { type LabelReading, readScaleLabel } from '../catalog/read-scale-label.ts'
import { searchItems } from '../catalog/search-items.ts'
import type { Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { readSettings } from '../settings/read-settings.ts'
import { minor, share } from '../values/money.ts'
import { type Milli, milli, ONE } from '../values/quantity.ts'
import type { Goods } from './change-basket.ts'
import type { Scan } from './read-scan.ts'

/** What goes into a basket, and how much of it. */
export interface NamedGoods {
  goods: Goods
  quantity_milli: Milli
}

/**
 * The goods that a scanned or typed text names: exactly, or by a scale's label, or as the only ones that it finds.
 * A barcode that an item has wins over a label, and a label over a search; `2*` before a label are two such packs.
 *
 * @throws {Refusal} scan/quantity for a part of a labelled pack; scan/label-wrong, scan/plu-unknown, scan/several, scan/unknown
 */
export function nameGoods(reader: Reader, { text, quantity_milli }: Scan): NamedGoods {
  const exact = findItemByText(reader, text)
  if (exact) return { goods: { item_id: exact.item_id, unit_id: exact.unit_id }, quantity_milli }
  const label = readScaleLabel(text, readSettings(reader).scale_labels)
  if (label === 'check-digit') throw new Refusal('scan/label-wrong', { text })
  // A pack that was weighed is sold whole.
  if (label && quantity_milli % ONE !== 0) throw new Refusal('scan/quantity')
  if (label) return labelledGoods(reader, label, quantity_milli)
  const found = /[a-z]/i.test(text) ? searchItems(reader, text, { limit: 2 }) : []
  if (found.length > 1) throw new Refusal('scan/several', { text })
  if (!found[0]) throw new Refusal('scan/unknown', { text })
  return { goods: { item_id: found[0].item_id }, quantity_milli }
}

function labelledGoods(reader: Reader, label: LabelReading, times_milli: Milli): NamedGoods {
  const item = findItemByPlu(reader, label.plu)
  if (!item || item.retired_at !== null) throw new Refusal('scan/plu-unknown', { plu: label.plu })
  const { item_id } = item
  if (label.holds !== 'price') {
    return { goods: { item_id }, quantity_milli: milli(share(label.quantity_milli, times_milli, 1000)) }
  }
  const total_minor = share(label.total_minor, times_milli, 1000)
  const fixed = { total_minor, by: 'label' } as const
  return { goods: { item_id, fixed }, quantity_milli: quantityFor(item, total_minor) }
}

/** How much of an item so much money is, at its own price; one where it has no price to divide by. */
function quantityFor({ price_minor }: Item, total_minor: number): Milli {
  if (price_minor === 0) return ONE
  return milli(Math.max(1, share(minor(total_minor), 1000, price_minor)))
}
