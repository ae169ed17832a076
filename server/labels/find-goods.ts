import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { TaxClass } from '../pricing/basket.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import { type Milli, ONE } from '../values/quantity.ts'

/** Something that can be labelled: an item by one of its units. */
export interface LabelGoods {
  /** Names it shortly, so that hundreds of them go into an address: `120`, or `120-1f3a90bc` for a unit. */
  key: string
  item_id: string
  unit_id: string | null
  code: string
  name: string
  unit: string
  holds_milli: Milli
  base_unit: string
  price_minor: Minor
  barcode: string | null
  tax_class: TaxClass
}

const itemsByNo = question<{ numbers: string }>()((db, { numbers }) =>
  db
    .selectFrom('items')
    .select(['item_no', 'item_id', 'code', 'name', 'unit', 'price_minor', 'tax_class'])
    .select(({ selectFrom }) =>
      selectFrom('item_barcodes')
        .select(({ fn }) => fn.min<string | null>('barcode').as('barcode'))
        .whereRef('item_barcodes.item_id', '=', 'items.item_id')
        .where('unit_id', 'is', null)
        .as('barcode')
    )
    .where('item_no', 'in', sql<number>`(select value from json_each(${numbers}))`)
    .where('item_id', 'not in', (eb) => eb.selectFrom('item_retirements').select('item_id'))
)

const unitsByNo = question<{ numbers: string }>()((db, { numbers }) =>
  db
    .selectFrom('item_units')
    .innerJoin('items', 'items.item_id', 'item_units.item_id')
    .select(['item_no', 'unit_id', 'item_units.name as unit', 'holds_milli', 'item_units.price_minor'])
    .select(({ selectFrom }) =>
      selectFrom('item_barcodes')
        .select(({ fn }) => fn.min<string | null>('barcode').as('barcode'))
        .whereRef('item_barcodes.unit_id', '=', 'item_units.unit_id')
        .as('barcode')
    )
    .where('item_no', 'in', sql<number>`(select value from json_each(${numbers}))`)
    .where('item_units.retired_at', 'is', null)
    .orderBy('holds_milli')
)

const numberOf = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('items').select('item_no').where('item_id', '=', item_id)
)

const inCategory = question<{ category_id: string; limit: number }>()((db, { category_id, limit }) =>
  db
    .selectFrom('items')
    .select('item_no')
    .where('category_id', '=', category_id)
    .where('item_id', 'not in', (eb) => eb.selectFrom('item_retirements').select('item_id'))
    .orderBy('name')
    .limit(limit)
)

const changedSince = question<{ since: Moment; limit: number }>()((db, { since, limit }) =>
  db
    .selectFrom('items')
    .select('item_no')
    .where('changed_at', '>=', since)
    .where('item_id', 'not in', (eb) => eb.selectFrom('item_retirements').select('item_id'))
    .orderBy('name')
    .limit(limit)
)

// Beside a maximum SQLite takes the other columns from the row that has it.
const lastLabels = question()((db) =>
  db
    .selectFrom('label_lines')
    .innerJoin('label_runs', 'label_runs.run_id', 'label_lines.run_id')
    .innerJoin('items', 'items.item_id', 'label_lines.item_id')
    .select(['item_no', 'unit_id', 'label_lines.price_minor'])
    .select(({ fn }) => fn.max('label_runs.run_id').as('run_id'))
    .groupBy(['label_lines.item_id', 'unit_id'])
    .orderBy('items.name')
)

/** The goods of these keys that are still sold, in their order; the others are left out. */
export function listGoods(reader: Reader, keys: readonly string[]): LabelGoods[] {
  const known = new Map(listUnitsOf(reader, keys.map(itemNumber)).map((goods) => [goods.key, goods]))
  return keys.flatMap((key) => known.get(key) ?? [])
}

/** Every way these items are sold, each by its own unit first. */
export function listUnitsOf(reader: Reader, item_numbers: readonly number[]): LabelGoods[] {
  const numbers = JSON.stringify([...new Set(item_numbers)])
  const units = Map.groupBy(unitsByNo.list(reader, { numbers }), ({ item_no }) => item_no)
  return itemsByNo.list(reader, { numbers }).flatMap(({ item_no, ...item }): LabelGoods[] => {
    const own = { ...item, key: String(item_no), unit_id: null, holds_milli: ONE, base_unit: item.unit }
    const others = (units.get(item_no) ?? []).map(({ item_no, ...unit }) => ({
      ...own,
      ...unit,
      key: goodsKey(item_no, unit.unit_id)
    }))
    return [own, ...others]
  })
}

/** The key of an item by one of its units; nothing for an item that is not there. */
export function findKey(reader: Reader, item_id: string, unit_id: string | null): string | undefined {
  const item = numberOf.find(reader, { item_id })
  return item && goodsKey(item.item_no, unit_id)
}

/** The items of a category, by their own units. */
export function listCategoryKeys(reader: Reader, category_id: string, limit: number): string[] {
  return inCategory.list(reader, { category_id, limit }).map(({ item_no }) => String(item_no))
}

/** The items whose card was written anew since then, by hand or from a price list. */
export function listChangedKeys(reader: Reader, since: Moment, limit: number): string[] {
  return changedSince.list(reader, { since, limit }).map(({ item_no }) => String(item_no))
}

/** What now has another price than on the label that was last printed for it. */
export function listOutdatedKeys(reader: Reader, limit: number): string[] {
  const labelled = lastLabels.list(reader, {})
  const now = new Map(
    listUnitsOf(
      reader,
      labelled.map(({ item_no }) => item_no)
    ).map((goods) => [goods.key, goods.price_minor])
  )
  return labelled
    .map(({ item_no, unit_id, price_minor }) => ({ key: goodsKey(item_no, unit_id), price_minor }))
    .filter(({ key, price_minor }) => now.has(key) && now.get(key) !== price_minor)
    .map(({ key }) => key)
    .slice(0, limit)
}

/** The end of an id is chance, so within an item it tells its units apart. */
export function goodsKey(item_no: number, unit_id: string | null): string {
  return unit_id === null ? String(item_no) : `${item_no}-${unit_id.slice(-8)}`
}

function itemNumber(key: string): number {
  return Number.parseInt(key, 10)
}
