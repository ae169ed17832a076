import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import { type Milli, milli } from '../values/quantity.ts'
import type { CheckedRow } from './price-list/check-row.ts'
import type { ItemRow } from './write-item.ts'

/** All that an import may change of an item, as it stands: what undoing it puts back. */
export interface FormerItem extends ItemRow {
  category: string | null
  barcodes: string[]
  retired_at: Moment | null
  quantity_milli: Milli
}

/** The items of the shop that a price list speaks of, on sale or retired. */
export interface KnownGoods {
  by_code: Map<string, FormerItem>
  /** By the barcodes of their own units. */
  by_barcode: Map<string, FormerItem>
  /** By the barcodes of their other units: a list's row is never about a carton. */
  by_unit: Map<string, { former: FormerItem; unit: string }>
}

/** A till waits no longer than it takes to look for the items of so many rows. */
const ROWS_A_TIME = 500

// Each asks for a list of keys at once and answers for those that are there: many times faster than one by one.
const byCodes = question<{ codes: string }>()((db, { codes }) =>
  db
    .selectFrom(sql<{ value: string }>`json_each(${codes})`.as('wanted'))
    .innerJoin('items', 'items.code', 'wanted.value')
    .select(['wanted.value as wanted', 'items.item_id'])
)

const byBarcodes = question<{ barcodes: string }>()((db, { barcodes }) =>
  db
    .selectFrom(sql<{ value: string }>`json_each(${barcodes})`.as('wanted'))
    .innerJoin('item_barcodes', 'barcode', 'wanted.value')
    .leftJoin('item_units', 'item_units.unit_id', 'item_barcodes.unit_id')
    .select(['barcode', 'item_barcodes.item_id', 'item_units.name as unit'])
)

const byIds = question<{ ids: string }>()((db, { ids }) =>
  db
    .selectFrom(sql<{ value: string }>`json_each(${ids})`.as('wanted'))
    .innerJoin('items', 'items.item_id', 'wanted.value')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('categories', 'categories.category_id', 'items.category_id')
    .leftJoin('stock_levels', 'stock_levels.item_id', 'items.item_id')
    .select([
      'items.item_id',
      'items.code',
      'items.name',
      'items.category_id',
      'items.unit',
      'items.price_minor',
      'items.cost_minor',
      'items.minimum_milli',
      'items.favourite',
      'items.changed_at',
      'categories.name as category',
      'retired_at',
      'quantity_milli'
    ])
)

const barcodesOf = question<{ ids: string }>()((db, { ids }) =>
  db
    .selectFrom(sql<{ value: string }>`json_each(${ids})`.as('wanted'))
    .innerJoin('item_barcodes', 'item_id', 'wanted.value')
    .select(['barcode', 'item_id'])
    .where('unit_id', 'is', null)
    .orderBy('barcode')
)

/** Finds what the shop knows of the rows of a price list; takes a breath now and then, for the tills to have a turn. */
export function* findKnownGoods(reader: Reader, rows: CheckedRow[]): Generator<undefined, KnownGoods> {
  const items = new Map<string, FormerItem>()
  const goods: KnownGoods = { by_code: new Map(), by_barcode: new Map(), by_unit: new Map() }
  for (let at = 0; at < rows.length; at += ROWS_A_TIME) {
    findSome(reader, rows.slice(at, at + ROWS_A_TIME), items, goods)
    yield
  }
  return goods
}

function findSome(
  reader: Reader,
  rows: CheckedRow[],
  items: Map<string, FormerItem>,
  { by_code, by_barcode, by_unit }: KnownGoods
): void {
  const drafts = rows.flatMap(({ draft }) => draft ?? [])
  const codes = byCodes.list(reader, { codes: JSON.stringify(drafts.flatMap(({ code }) => code ?? [])) })
  const barcodes = byBarcodes.list(reader, {
    barcodes: JSON.stringify(drafts.flatMap((draft) => draft.barcodes))
  })
  const found = new Set([...codes, ...barcodes].map(({ item_id }) => item_id))
  readItems(
    reader,
    [...found].filter((item_id) => !items.has(item_id)),
    items
  )
  for (const { wanted, item_id } of codes) by_code.set(wanted, items.get(item_id)!)
  for (const { barcode, item_id, unit } of barcodes) {
    const former = items.get(item_id)!
    if (unit === null) by_barcode.set(barcode, former)
    else by_unit.set(barcode, { former, unit })
  }
}

function readItems(reader: Reader, item_ids: string[], items: Map<string, FormerItem>): void {
  if (item_ids.length === 0) return
  const ids = JSON.stringify(item_ids)
  for (const row of byIds.list(reader, { ids })) {
    items.set(row.item_id, { ...row, barcodes: [], quantity_milli: row.quantity_milli ?? milli(0) })
  }
  for (const { item_id, barcode } of barcodesOf.list(reader, { ids }))
    items.get(item_id)!.barcodes.push(barcode)
}
