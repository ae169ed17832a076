import { question, type Reader } from '../db/prepare.ts'

const named = question<{ item_id: string; unit_id: string | null }>()((db, { item_id, unit_id }) =>
  db
    .selectFrom('items')
    .leftJoin('item_units', (join) =>
      join.onRef('item_units.item_id', '=', 'items.item_id').on('item_units.unit_id', '=', unit_id)
    )
    .select(['items.name', 'items.unit', 'item_units.name as other_unit'])
    .select(['items.price_minor', 'item_units.price_minor as other_price_minor'])
    .where('items.item_id', '=', item_id)
)

/** An item in one of its units as one says it, `INDOMIE GORENG (dus)`, with that unit's price; its own unit unsaid. */
export function nameGoodsOf(reader: Reader, goods: { item_id: string; unit_id: string | null }) {
  const row = named.find(reader, goods)
  if (!row) return undefined
  return {
    name: row.other_unit === null ? row.name : `${row.name} (${row.other_unit})`,
    price_minor: row.other_price_minor ?? row.price_minor
  }
}
