import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { minor } from '../values/money.ts'
import { ONE } from '../values/quantity.ts'
import type { ExampleGoods } from './example-basket.ts'
import type { Target } from './promotion.ts'

const named = question<{ item_id: string; unit_id: string | null }>()((db, { item_id, unit_id }) =>
  db
    .selectFrom('items')
    .leftJoin('item_units', (join) =>
      join.onRef('item_units.item_id', '=', 'items.item_id').on('item_units.unit_id', '=', unit_id)
    )
    .select(['items.item_id', 'item_units.unit_id', 'items.name', 'category_id', 'tax_class', 'cost_minor'])
    .select(sql<string>`coalesce(item_units.name, items.unit)`.as('unit'))
    .select(['holds_milli', 'items.price_minor as own_price_minor', 'item_units.price_minor'])
    .where('items.item_id', '=', item_id)
)

const inCategory = question<{ category_id: string | null }>()((db, { category_id }) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .select('items.item_id')
    .where('retired_at', 'is', null)
    .where('price_minor', '>', minor(0))
    .where(sql<boolean>`(${category_id} is null or category_id = ${category_id})`)
    .orderBy('favourite', 'desc')
    .orderBy('name')
    .limit(1)
)

/** An item that stands for all that a target names; undefined when the shop sells none. */
export function findExampleGoods(reader: Reader, target: Target): ExampleGoods | undefined {
  if (target.of === 'items') return target.items[0] && read(reader, target.items[0])
  const category_id = target.of === 'category' ? target.category_id : null
  const found = inCategory.find(reader, { category_id })
  return found && read(reader, { item_id: found.item_id, unit_id: null })
}

function read(reader: Reader, goods: { item_id: string; unit_id: string | null }): ExampleGoods | undefined {
  const row = named.find(reader, goods)
  if (!row) return undefined
  const { own_price_minor, ...rest } = row
  return {
    ...rest,
    holds_milli: row.holds_milli ?? ONE,
    price_minor: row.price_minor ?? own_price_minor
  }
}
