import { change, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import { checkBarcode } from './check-barcode.ts'
import { findAnyItem, findAnyItemByCode } from './find-item.ts'
import { addItem, categoryId, freeCode, overwriteItem, setRetired } from './write-item.ts'

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

const markFavourite = change<{ item_id: string; favourite: 0 | 1 }>()((db, { item_id, favourite }) =>
  db.updateTable('items').set({ favourite }).where('item_id', '=', item_id)
)

/**
 * Writes an item whole, new or known, and makes it findable. A retired one comes back on sale.
 *
 * @throws {Refusal} item/code-taken, item/barcode-taken, item/barcode-wrong
 */
export function saveItem(tx: Tx, by: By, card: ItemCard): void {
  const code = card.code ?? freeCode(tx)
  const sameCode = findAnyItemByCode(tx, code)
  if (sameCode && sameCode.item_id !== card.item_id) {
    throw new Refusal('item/code-taken', { code, name: sameCode.name })
  }
  const barcodes = [...new Set(card.barcodes)]
  for (const barcode of barcodes) checkBarcode(tx, { item_id: card.item_id, unit_id: null }, barcode)

  const { barcodes: _barcodes, category, ...fields } = card
  const category_id = category === null ? null : categoryId(tx, category)
  const row = { ...fields, code, category_id, changed_at: by.at }
  const known = sameCode ?? findAnyItem(tx, card.item_id)
  if (!known) {
    addItem(tx, row, barcodes)
  } else {
    overwriteItem(tx, row, barcodes)
    setRetired(tx, card.item_id, null)
  }
  record(tx, by, {
    type: 'item.changed',
    subject_id: card.item_id,
    facts: { price_minor: card.price_minor, cost_minor: card.cost_minor }
  })
}

/**
 * Takes an item off sale. What was sold of it stays as it was; saved again or brought back, it is there again.
 *
 * @throws {Refusal} item/gone
 */
export function retireItem(tx: Tx, by: By, item_id: string): void {
  if (!findAnyItem(tx, item_id)) throw new Refusal('item/gone')
  setRetired(tx, item_id, by.at)
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { retired: 1 } })
}

/**
 * Puts a retired item on sale again, as it was.
 *
 * @throws {Refusal} item/gone
 */
export function bringItemBack(tx: Tx, by: By, item_id: string): void {
  if (!findAnyItem(tx, item_id)) throw new Refusal('item/gone')
  setRetired(tx, item_id, null)
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { retired: 0 } })
}

/**
 * Puts an item first on the till's shelf, or back among the others.
 *
 * @throws {Refusal} item/gone
 */
export function setFavourite(tx: Tx, by: By, item_id: string, favourite: 0 | 1): void {
  if (markFavourite.run(tx, { item_id, favourite }) === 0) throw new Refusal('item/gone')
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { favourite } })
}
