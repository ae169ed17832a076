import { sql } from 'kysely'
import { question } from '../../db/prepare.ts'
import { coded, columns, sheetOf, type Wanted } from './sheet.ts'

const all = question<Wanted>()((db) =>
  db
    .selectFrom('items')
    .leftJoin('categories', 'categories.category_id', 'items.category_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .select(['items.code as item_code', 'items.name as item', 'categories.name as category', 'items.unit'])
    .select((e) =>
      e
        .selectFrom('item_barcodes')
        .select(sql<string>`group_concat(barcode, ' ')`.as('barcodes'))
        .whereRef('item_barcodes.item_id', '=', 'items.item_id')
        .where('unit_id', 'is', null)
        .as('barcodes')
    )
    .select(['price_minor', 'cost_minor', 'minimum_milli', 'tax_class', 'plu', 'favourite', 'changed_at'])
    .select('retired_at')
    .orderBy('items.name')
)

export const items = sheetOf(
  'items',
  [
    ...columns(
      { text: ['item_code', 'barcodes', 'item', 'category', 'unit'] },
      { money: ['price_minor', 'cost_minor'], quantity: ['minimum_milli'] }
    ),
    coded('tax_class', 'tax_classes'),
    ...columns({ text: ['plu'], yes: ['favourite'], moment: ['changed_at', 'retired_at'] })
  ],
  all
)

const units = question<Wanted>()((db) =>
  db
    .selectFrom('item_units')
    .innerJoin('items', 'items.item_id', 'item_units.item_id')
    .select(['items.code as item_code', 'items.name as item', 'item_units.name as unit', 'holds_milli'])
    .select((e) =>
      e
        .selectFrom('item_barcodes')
        .select(sql<string>`group_concat(barcode, ' ')`.as('barcodes'))
        .whereRef('item_barcodes.unit_id', '=', 'item_units.unit_id')
        .as('barcodes')
    )
    .select(['item_units.price_minor', 'item_units.retired_at'])
    .orderBy('items.name')
    .orderBy('holds_milli')
)

export const itemUnits = sheetOf(
  'item_units',
  columns(
    { text: ['item_code', 'item', 'unit'], quantity: ['holds_milli'] },
    { text: ['barcodes'], money: ['price_minor'], moment: ['retired_at'] }
  ),
  units
)

const tiers = question<Wanted>()((db) =>
  db
    .selectFrom('item_tiers')
    .innerJoin('items', 'items.item_id', 'item_tiers.item_id')
    .leftJoin('item_units', 'item_units.unit_id', 'item_tiers.unit_id')
    .leftJoin('customer_groups', 'customer_groups.group_id', 'item_tiers.group_id')
    .select(['items.code as item_code', 'items.name as item', 'customer_groups.name as group_name'])
    .select([sql<string>`coalesce(item_units.name, items.unit)`.as('unit'), 'from_milli'])
    .select('item_tiers.price_minor')
    .orderBy('items.name')
    .orderBy('from_milli')
)

export const itemTiers = sheetOf(
  'item_tiers',
  columns(
    { text: ['item_code', 'item', 'unit', 'group_name'] },
    { quantity: ['from_milli'], money: ['price_minor'] }
  ),
  tiers
)
