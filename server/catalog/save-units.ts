import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { newId } from '../values/id.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import { checkBarcode } from './check-barcode.ts'
import { findAnyItem } from './find-item.ts'
import { findUnit, listUnits } from './find-units.ts'
import type { CatalogTables } from './tables.ts'
import { indexAnew, writeUnitBarcodes } from './write-item.ts'

/** All that is written of a unit at once. */
export interface UnitCard {
  item_id: string
  /** As the counter calls it, `dus`; 1 to 20 characters. */
  name: string
  /** How much of the item's own unit one of it holds; above 0. */
  holds_milli: Milli
  price_minor: Minor
  barcodes: string[]
}

type UnitRow = Omit<CatalogTables['item_units'], 'retired_at'>

const add = change<UnitRow>()((db, row) =>
  db
    .insertInto('item_units')
    .values(pick(row, ['unit_id', 'item_id', 'name', 'holds_milli', 'price_minor', 'added_at']))
)

const overwrite = change<UnitRow>()((db, row) =>
  db
    .updateTable('item_units')
    .set(pick(row, ['name', 'price_minor']))
    .where('unit_id', '=', row.unit_id)
)

const retire = change<{ unit_id: string; retired_at: string }>()((db, { unit_id, retired_at }) =>
  db.updateTable('item_units').set({ retired_at }).where('unit_id', '=', unit_id)
)

const sameName = question<{ item_id: string; name: string; unit_id: string }>()(
  (db, { item_id, name, unit_id }) =>
    db
      .selectFrom('item_units')
      .select('unit_id')
      .where('item_id', '=', item_id)
      .where('retired_at', 'is', null)
      .where('name', 'like', name)
      .where('unit_id', '<>', unit_id)
)

/**
 * Gives an item one more unit to be sold in.
 *
 * @returns the unit's id
 * @throws {Refusal} item/gone, unit/name-taken, item/barcode-taken, item/barcode-wrong
 */
export function addUnit(tx: Tx, by: By, card: UnitCard): string {
  const unit_id = newId()
  checkCard(tx, card, unit_id)
  add.run(tx, { ...card, unit_id, added_at: by.at })
  finish(tx, by, unit_id, card)
  return unit_id
}

/**
 * Writes a unit anew. How much a unit holds never changes, for sales, stock and open baskets speak of it: with another
 * content it is retired, and a new one takes its place and its barcodes. Its tiers stay behind, as prices of the old
 * content.
 *
 * @returns the id under which the unit is sold from now on
 * @throws {Refusal} unit/gone, and as addUnit
 */
export function changeUnit(tx: Tx, by: By, unit_id: string, card: UnitCard): string {
  const known = findUnit(tx, unit_id)
  if (known?.item_id !== card.item_id || known.retired_at !== null) throw new Refusal('unit/gone')
  if (known.holds_milli !== card.holds_milli) {
    letGo(tx, by, unit_id)
    return addUnit(tx, by, card)
  }
  checkCard(tx, card, unit_id)
  overwrite.run(tx, { ...known, ...card })
  finish(tx, by, unit_id, card)
  return unit_id
}

/**
 * Stops selling an item in one of its units; its barcodes are free again.
 *
 * @throws {Refusal} unit/gone
 */
export function retireUnit(tx: Tx, by: By, { item_id, unit_id }: { item_id: string; unit_id: string }): void {
  if (!listUnits(tx, item_id).some((unit) => unit.unit_id === unit_id)) throw new Refusal('unit/gone')
  letGo(tx, by, unit_id)
  indexAnew(tx, item_id)
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { unit_id, retired: 1 } })
}

function letGo(tx: Tx, by: By, unit_id: string): void {
  retire.run(tx, { unit_id, retired_at: by.at })
  writeUnitBarcodes(tx, { unit_id, item_id: '' }, [])
}

function checkCard(tx: Tx, { item_id, name, barcodes }: UnitCard, unit_id: string): void {
  const item = findAnyItem(tx, item_id)
  if (!item) throw new Refusal('item/gone')
  const is_own = item.unit.toLowerCase() === name.toLowerCase()
  if (is_own || sameName.find(tx, { item_id, name, unit_id })) throw new Refusal('unit/name-taken', { name })
  for (const barcode of barcodes) checkBarcode(tx, { item_id, unit_id }, barcode)
}

function finish(tx: Tx, by: By, unit_id: string, { item_id, barcodes, price_minor }: UnitCard): void {
  writeUnitBarcodes(tx, { unit_id, item_id }, [...new Set(barcodes)])
  indexAnew(tx, item_id)
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { unit_id, price_minor } })
}
