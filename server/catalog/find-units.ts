import { question, type Reader } from '../db/prepare.ts'
import type { Minor } from '../values/money.ts'
import { type Milli, ONE } from '../values/quantity.ts'

/** A way an item is sold: by its own unit, or by one that holds many of it. */
export interface Unit {
  /** Null: the item's own unit. */
  unit_id: string | null
  /** `pcs`, `dus`, `kg`. */
  name: string
  /** How much of the item's own unit one of it holds; 1000 for the own unit. */
  holds_milli: Milli
  price_minor: Minor
}

const ownOf = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('items').select(['unit as name', 'price_minor']).where('item_id', '=', item_id)
)

const othersOf = question<{ item_id: string }>()((db, { item_id }) =>
  db
    .selectFrom('item_units')
    .select(['unit_id', 'name', 'holds_milli', 'price_minor'])
    .where('item_id', '=', item_id)
    .where('retired_at', 'is', null)
    .orderBy('holds_milli')
    .orderBy('name')
)

const byId = question<{ unit_id: string }>()((db, { unit_id }) =>
  db.selectFrom('item_units').selectAll().where('unit_id', '=', unit_id)
)

const barcodesOf = question<{ unit_id: string }>()((db, { unit_id }) =>
  db.selectFrom('item_barcodes').select('barcode').where('unit_id', '=', unit_id).orderBy('barcode')
)

/** The units that an item is sold in, its own first, then by how much they hold; nothing for an unknown item. */
export function listUnits(reader: Reader, item_id: string): Unit[] {
  const own = ownOf.find(reader, { item_id })
  return own ? [{ unit_id: null, holds_milli: ONE, ...own }, ...othersOf.list(reader, { item_id })] : []
}

/** A unit by its id, retired or not. */
export function findUnit(reader: Reader, unit_id: string) {
  return byId.find(reader, { unit_id })
}

/** The barcodes that stand on a unit. */
export function listUnitBarcodes(reader: Reader, unit_id: string): string[] {
  return barcodesOf.list(reader, { unit_id }).map(({ barcode }) => barcode)
}
