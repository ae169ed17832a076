import { question, type Reader } from '../db/prepare.ts'

const byBarcode = question<{ barcode: string }>()((db, { barcode }) =>
  db
    .selectFrom('item_barcodes')
    .innerJoin('items', 'items.item_id', 'item_barcodes.item_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .selectAll('items')
    .where('barcode', '=', barcode)
    .where('retired_at', 'is', null)
)

const byCode = question<{ code: string }>()((db, { code }) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .selectAll('items')
    .where('code', '=', code)
    .where('retired_at', 'is', null)
)

const byId = question<{ item_id: string }>()((db, { item_id }) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('categories', 'categories.category_id', 'items.category_id')
    .selectAll('items')
    .select(['retired_at', 'categories.name as category'])
    .where('items.item_id', '=', item_id)
)

const barcodesOf = question<{ item_id: string }>()((db, { item_id }) =>
  db.selectFrom('item_barcodes').select('barcode').where('item_id', '=', item_id).orderBy('barcode')
)

const holderOf = question<{ barcode: string }>()((db, { barcode }) =>
  db
    .selectFrom('item_barcodes')
    .innerJoin('items', 'items.item_id', 'item_barcodes.item_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .select(['items.item_id', 'items.name', 'retired_at'])
    .where('barcode', '=', barcode)
)

const anyByCode = question<{ code: string }>()((db, { code }) =>
  db.selectFrom('items').selectAll().where('code', '=', code)
)

export type Item = NonNullable<ReturnType<typeof byCode.find>>

/** The item that a scanned or typed text names exactly: by barcode first, then by code. */
export function findItemByText(reader: Reader, text: string): Item | undefined {
  return byBarcode.find(reader, { barcode: text }) ?? byCode.find(reader, { code: text })
}

/** An item on sale by its id. */
export function findItem(reader: Reader, item_id: string): Item | undefined {
  const item = byId.find(reader, { item_id })
  return item?.retired_at === null ? item : undefined
}

/** An item by its id, retired or not. */
export function findAnyItem(reader: Reader, item_id: string) {
  return byId.find(reader, { item_id })
}

/** An item by its code, retired or not: a code is never given to another item. */
export function findAnyItemByCode(reader: Reader, code: string) {
  return anyByCode.find(reader, { code })
}

export function listBarcodes(reader: Reader, item_id: string): string[] {
  return barcodesOf.list(reader, { item_id }).map(({ barcode }) => barcode)
}

/** Whoever carries a barcode already, on sale or retired. */
export function findBarcodeHolder(reader: Reader, barcode: string) {
  return holderOf.find(reader, { barcode })
}
