import { sql } from 'kysely'
import { change, pick, question, type Tx } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { findAnyItemByCode } from './find-item.ts'
import { searchableText } from './search-words.ts'
import type { CatalogTables } from './tables.ts'

/** An item's own row, but for the number it stands under in the search, and what no price list says. */
export type ItemRow = Omit<CatalogTables['items'], 'item_no' | 'tax_class' | 'plu'>

const FIELDS = [
  'code',
  'name',
  'category_id',
  'unit',
  'price_minor',
  'cost_minor',
  'minimum_milli',
  'favourite',
  'changed_at'
] as const satisfies (keyof ItemRow)[]

const add = change<ItemRow & { item_no: number }>()((db, row) =>
  db.insertInto('items').values(pick(row, ['item_no', 'item_id', ...FIELDS]))
)

const lastNo = question()((db) =>
  db.selectFrom('items').select(sql<number>`coalesce(max(item_no), 0)`.as('item_no'))
)

const overwrite = change<ItemRow>()((db, row) =>
  db.updateTable('items').set(pick(row, FIELDS)).where('item_id', '=', row.item_id)
)

const dropAll = change<{ ids: string }>()((db, { ids }) =>
  db.deleteFrom('items').where('item_id', 'in', sql<string>`(select value from json_each(${ids}))`)
)

const unindexAll = change<{ ids: string }>()((db, { ids }) =>
  db
    .deleteFrom('items_search')
    .where('rowid', 'in', (eb) =>
      eb
        .selectFrom('items')
        .select('item_no')
        .where('item_id', 'in', sql<string>`(select value from json_each(${ids}))`)
    )
)

const addBarcode = change<{ barcode: string; item_id: string; unit_id: string | null }>()((db, row) =>
  db.insertInto('item_barcodes').values(pick(row, ['barcode', 'item_id', 'unit_id']))
)

const dropUnitBarcodes = change<{ unit_id: string }>()((db, { unit_id }) =>
  db.deleteFrom('item_barcodes').where('unit_id', '=', unit_id)
)

const searched = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('items').select(['item_no', 'name', 'code']).where('item_id', '=', item_id)
)

const allBarcodes = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('item_barcodes').select('barcode').where('item_id', '=', item_id).orderBy('barcode')
)

const freeBarcode = change<{ barcode: string }>()((db, { barcode }) =>
  db.deleteFrom('item_barcodes').where('barcode', '=', barcode)
)

const dropBarcodes = change<{ item_id: string }>()((db, { item_id }) =>
  db.deleteFrom('item_barcodes').where('item_id', '=', item_id).where('unit_id', 'is', null)
)

const index = change<{ item_no: number; words: string }>()((db, { item_no, words }) =>
  db.insertInto('items_search').values({ rowid: item_no, words } as never)
)

const unindex = change<{ item_no: number }>()((db, { item_no }) =>
  db.deleteFrom('items_search').where('rowid', '=', item_no)
)

const addRetirement = change<{ item_id: string; retired_at: Moment }>()((db, row) =>
  db
    .insertInto('item_retirements')
    .values(pick(row, ['item_id', 'retired_at']))
    .onConflict((conflict) => conflict.doNothing())
)

const dropRetirement = change<{ item_id: string }>()((db, { item_id }) =>
  db.deleteFrom('item_retirements').where('item_id', '=', item_id)
)

const categoryByName = question<{ name: string }>()((db, { name }) =>
  db.selectFrom('categories').select('category_id').where('name', '=', name)
)

const addCategory = change<{ category_id: string; name: string }>()((db, row) =>
  db.insertInto('categories').values(pick(row, ['category_id', 'name']))
)

const dropEmptyCategories = change()((db) =>
  db
    .deleteFrom('categories')
    .where(sql<boolean>`not exists (select 1 from items where items.category_id = categories.category_id)`)
)

/** Writes a new item and makes it findable. Code and barcodes must be free, or held by an item off sale. */
export function addItem(tx: Tx, row: ItemRow, barcodes: string[]): void {
  const item_no = lastNo.read(tx, {}).item_no + 1
  add.run(tx, { ...row, item_no })
  writeBarcodes(tx, { item_id: row.item_id, unit_id: null }, barcodes)
  index.run(tx, { item_no, words: searchableText(row.name, row.code, barcodes) })
}

/** Writes a known item anew, in the manner of {@link addItem}. */
export function overwriteItem(tx: Tx, row: ItemRow, barcodes: string[]): void {
  const { item_id } = row
  overwrite.run(tx, row)
  dropBarcodes.run(tx, { item_id })
  writeBarcodes(tx, { item_id, unit_id: null }, barcodes)
  indexAnew(tx, item_id)
}

/** Makes an item findable by what it says now: its name, its code, and the barcodes of all its units. */
export function indexAnew(tx: Tx, item_id: string): void {
  const { item_no, name, code } = searched.read(tx, { item_id })
  const barcodes = allBarcodes.list(tx, { item_id }).map(({ barcode }) => barcode)
  unindex.run(tx, { item_no })
  index.run(tx, { item_no, words: searchableText(name, code, barcodes) })
}

/** Puts barcodes on one of an item's units, in the place of those it had. They must be free. */
export function writeUnitBarcodes(
  tx: Tx,
  on: { item_id: string; unit_id: string },
  barcodes: string[]
): void {
  dropUnitBarcodes.run(tx, on)
  writeBarcodes(tx, on, barcodes)
}

/** Takes items away as if they had never been; only such that nothing else speaks of. Barcodes go with them. */
export function removeItems(tx: Tx, item_ids: string[]): void {
  const ids = JSON.stringify(item_ids)
  unindexAll.run(tx, { ids })
  dropAll.run(tx, { ids })
}

function writeBarcodes(
  tx: Tx,
  { item_id, unit_id }: { item_id: string; unit_id: string | null },
  barcodes: string[]
): void {
  for (const barcode of barcodes) {
    freeBarcode.run(tx, { barcode })
    addBarcode.run(tx, { barcode, item_id, unit_id })
  }
}

/** The next code in the shop's own row of numbers that nobody has. */
export function freeCode(tx: Tx): string {
  for (let no = lastNo.read(tx, {}).item_no + 1; ; no++) {
    const code = String(no).padStart(5, '0')
    if (!findAnyItemByCode(tx, code)) return code
  }
}

/** Takes an item off sale, or puts it back on; its barcodes stay with it until another item needs them. */
export function setRetired(tx: Tx, item_id: string, retired_at: Moment | null): void {
  if (retired_at === null) dropRetirement.run(tx, { item_id })
  else addRetirement.run(tx, { item_id, retired_at })
}

/** The category of that name, upper or lower case alike; a new one is made. */
export function categoryId(tx: Tx, name: string): string {
  const known = categoryByName.find(tx, { name })
  if (known) return known.category_id
  const category_id = newId()
  addCategory.run(tx, { category_id, name })
  return category_id
}

/** Takes away the categories that no item is in any more. */
export function removeEmptyCategories(tx: Tx): void {
  dropEmptyCategories.run(tx, {})
}
