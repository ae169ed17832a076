import { sql } from 'kysely'
import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { barcodeFault } from '../values/barcode.ts'
import type { Moment } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import { findAnyItemByCode, findBarcodeHolder } from './find-item.ts'

/** All that is written of an item at once. */
export interface ItemCard {
  item_id: string
  /** Null: the next free one is given. */
  code: string | null
  barcodes: string[]
  name: string
  /** A category's name; a new one is made. */
  category: string | null
  unit: string
  price_minor: Minor
  cost_minor: Minor | null
  minimum_milli: Milli
  favourite: 0 | 1
}

type Row = Omit<ItemCard, 'barcodes' | 'category' | 'code'> & {
  code: string
  category_id: string | null
  changed_at: Moment
}

const put = change<Row>()((db, row) =>
  db
    .insertInto('items')
    .values(
      pick(row, [
        'item_id',
        'code',
        'name',
        'category_id',
        'unit',
        'price_minor',
        'cost_minor',
        'minimum_milli',
        'favourite',
        'changed_at'
      ])
    )
    .onConflict((conflict) =>
      conflict
        .column('item_id')
        .doUpdateSet(
          pick(row, [
            'code',
            'name',
            'category_id',
            'unit',
            'price_minor',
            'cost_minor',
            'minimum_milli',
            'favourite',
            'changed_at'
          ])
        )
    )
    .returning('item_no')
)

const dropBarcodes = change<{ item_id: string }>()((db, { item_id }) =>
  db.deleteFrom('item_barcodes').where('item_id', '=', item_id)
)

const addBarcode = change<{ barcode: string; item_id: string }>()((db, row) =>
  db.insertInto('item_barcodes').values(pick(row, ['barcode', 'item_id']))
)

const unindex = change<{ item_no: number }>()((db, { item_no }) =>
  db.deleteFrom('items_search').where('rowid', '=', item_no)
)

const index = change<{ item_no: number; words: string }>()((db, { item_no, words }) =>
  db.insertInto('items_search').values({ rowid: item_no, words } as never)
)

const categoryByName = question<{ name: string }>()((db, { name }) =>
  db.selectFrom('categories').select('category_id').where('name', '=', name)
)

const addCategory = change<{ category_id: string; name: string }>()((db, row) =>
  db.insertInto('categories').values(pick(row, ['category_id', 'name']))
)

const lastNo = question()((db) =>
  db.selectFrom('items').select(sql<number>`coalesce(max(item_no), 0)`.as('item_no'))
)

const retire = change<{ item_id: string; retired_at: Moment }>()((db, row) =>
  db
    .insertInto('item_retirements')
    .values(pick(row, ['item_id', 'retired_at']))
    .onConflict((conflict) => conflict.doNothing())
)

const bringBack = change<{ item_id: string }>()((db, { item_id }) =>
  db.deleteFrom('item_retirements').where('item_id', '=', item_id)
)

const markFavourite = change<{ item_id: string; favourite: 0 | 1 }>()((db, { item_id, favourite }) =>
  db.updateTable('items').set({ favourite }).where('item_id', '=', item_id)
)

/**
 * Writes an item whole, new or known, and makes it findable. A retired one comes back on sale.
 *
 * @throws {Refusal} item/code-taken, item/barcode-taken, item/barcode-wrong
 */
export function saveItem(tx: Tx, by: By, card: ItemCard): void {
  writeItem(tx, by, card)
  record(tx, by, {
    type: 'item.changed',
    subject_id: card.item_id,
    facts: { price_minor: card.price_minor, cost_minor: card.cost_minor }
  })
}

/** The writing alone, for a deed that records many items as one event. */
export function writeItem(tx: Tx, by: By, card: ItemCard): void {
  const code = card.code ?? freeCode(tx)
  const sameCode = findAnyItemByCode(tx, code)
  if (sameCode && sameCode.item_id !== card.item_id) {
    throw new Refusal('item/code-taken', { code, name: sameCode.name })
  }
  const { item_no } = put.returning(tx, {
    ...card,
    code,
    category_id: card.category ? categoryId(tx, card.category) : null,
    changed_at: by.at
  })
  bringBack.run(tx, { item_id: card.item_id })
  writeBarcodes(tx, card)
  unindex.run(tx, { item_no })
  index.run(tx, { item_no, words: [card.name, code, ...card.barcodes].join(' ') })
}

/** Takes an item off sale. What was sold of it stays as it was; saved again, it is back. */
export function retireItem(tx: Tx, by: By, item_id: string): void {
  retire.run(tx, { item_id, retired_at: by.at })
  dropBarcodes.run(tx, { item_id })
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { retired: 1 } })
}

/** Puts an item first on the till's shelf, or back among the others. */
export function setFavourite(tx: Tx, by: By, item_id: string, favourite: 0 | 1): void {
  markFavourite.run(tx, { item_id, favourite })
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { favourite } })
}

function writeBarcodes(tx: Tx, { item_id, barcodes }: ItemCard): void {
  dropBarcodes.run(tx, { item_id })
  for (const barcode of new Set(barcodes)) {
    const fault = barcodeFault(barcode)
    if (fault) throw new Refusal('item/barcode-wrong', { barcode, fault })
    const holder = findBarcodeHolder(tx, barcode)
    if (holder) throw new Refusal('item/barcode-taken', { barcode, name: holder.name })
    addBarcode.run(tx, { barcode, item_id })
  }
}

function categoryId(tx: Tx, name: string): string {
  const known = categoryByName.find(tx, { name })
  if (known) return known.category_id
  const category_id = newId()
  addCategory.run(tx, { category_id, name })
  return category_id
}

/** The next code in the shop's own row of numbers that nobody has. */
function freeCode(tx: Tx): string {
  for (let no = lastNo.read(tx, {}).item_no + 1; ; no++) {
    const code = String(no).padStart(5, '0')
    if (!findAnyItemByCode(tx, code)) return code
  }
}
