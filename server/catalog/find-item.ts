import { question, type Reader } from '../db/prepare.ts'

const byBarcode = question<{ barcode: string }>()((db, { barcode }) =>
  db
    .selectFrom('item_barcodes')
    .innerJoin('items', 'items.item_id', 'item_barcodes.item_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('item_units', 'item_units.unit_id', 'item_barcodes.unit_id')
    .selectAll('items')
    .select('item_barcodes.unit_id')
    .where('barcode', '=', barcode)
    .where('item_retirements.retired_at', 'is', null)
    .where('item_units.retired_at', 'is', null)
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
  db
    .selectFrom('item_barcodes')
    .select('barcode')
    .where('item_id', '=', item_id)
    .where('unit_id', 'is', null)
    .orderBy('barcode')
)

const holderOf = question<{ barcode: string }>()((db, { barcode }) =>
  db
    .selectFrom('item_barcodes')
    .innerJoin('items', 'items.item_id', 'item_barcodes.item_id')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .leftJoin('item_units', 'item_units.unit_id', 'item_barcodes.unit_id')
    .select(['items.item_id', 'items.name', 'item_retirements.retired_at'])
    .select(['item_barcodes.unit_id', 'item_units.name as unit'])
    .where('barcode', '=', barcode)
)

const anyByCode = question<{ code: string }>()((db, { code }) =>
  db.selectFrom('items').selectAll().where('code', '=', code)
)

const byPlu = question<{ plu: string }>()((db, { plu }) =>
  db
    .selectFrom('items')
    .leftJoin('item_retirements', 'item_retirements.item_id', 'items.item_id')
    .selectAll('items')
    .select('retired_at')
    .where('plu', '=', plu)
)

export type Item = NonNullable<ReturnType<typeof byCode.find>>

/**
 * The item that a scanned or typed text names exactly, by barcode first, then by code; and which of its units the
 * barcode stands on, null being its own.
 */
export function findItemByText(
  reader: Reader,
  text: string
): (Item & { unit_id: string | null }) | undefined {
  const scanned = byBarcode.find(reader, { barcode: text })
  if (scanned) return scanned
  const named = byCode.find(reader, { code: text })
  return named && { ...named, unit_id: null }
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

/** The item that carries a barcode already, on sale or retired, and on which of its units; null for its own. */
export function findBarcodeHolder(reader: Reader, barcode: string) {
  return holderOf.find(reader, { barcode })
}

/** The item that a scale knows by a number, on sale or retired; zeros before it count for nothing. */
export function findItemByPlu(reader: Reader, plu: string) {
  return byPlu.find(reader, { plu: plainPlu(plu) })
}

/** A scale's number for an item as it is kept: without the zeros that a label has before it. */
export function plainPlu(plu: string): string {
  return plu.replace(/^0+/, '')
}
