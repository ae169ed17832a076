import { setImmediate as turn } from 'node:timers/promises'
import type { Reader } from '../db/prepare.ts'
import { newId } from '../values/id.ts'
import { type Milli, milli } from '../values/quantity.ts'
import { type FormerItem, findKnownGoods, type KnownGoods } from './find-known-goods.ts'
import type { CheckedRow, ItemDraft } from './price-list/check-row.ts'
import type { Fault, Field } from './price-list/faults.ts'
import { cellText } from './price-list/read-text.ts'
import type { ItemCard } from './save-item.ts'

/** What an import will do with a row: add an item, change one, find it just so already, or keep it out. */
export type Fate = 'new' | 'changed' | 'same' | 'refused' | 'empty'

export interface PlannedRow extends CheckedRow {
  fate: Fate
  /** What will be written, unless there is nothing to write. */
  card: ItemCard | null
  /** The item as it stands, when the shop has it. */
  former: FormerItem | null
  /** How much stock must move to make the list true; for a row that is refused, none. */
  move_milli: Milli
}

/** How many rows have which fate. */
export type Fates = Record<Fate, number>

/**
 * Compares the rows of a price list with the shop's goods and says what an import would do. A row is the item that
 * has its code, or else the one that carries a barcode of it. Of a known item a list only changes what it tells: an
 * empty cell changes nothing, and a barcode the item has besides stays with it.
 *
 * A barcode that belongs to another item, or to one that another row speaks of already, is a fault `barcode-taken`.
 */
export function planImport(reader: Reader, rows: CheckedRow[]): PlannedRow[] {
  const finding = findKnownGoods(reader, rows)
  let step = finding.next()
  while (!step.done) step = finding.next()
  return planRows(rows, step.value)
}

/** Plans as {@link planImport} does, letting the tills have their turn in between. */
export async function previewImport(reader: Reader, rows: CheckedRow[]): Promise<PlannedRow[]> {
  const finding = findKnownGoods(reader, rows)
  let step = finding.next()
  while (!step.done) {
    await turn()
    step = finding.next()
  }
  return planRows(rows, step.value)
}

/** What a list would do in a shop that knows nothing yet. */
export function planFirstImport(rows: CheckedRow[]): PlannedRow[] {
  return planRows(rows, { by_code: new Map(), by_barcode: new Map(), by_unit: new Map() })
}

function planRows(rows: CheckedRow[], goods: KnownGoods): PlannedRow[] {
  const by_code = rows.map(({ draft }) => (draft?.code ? goods.by_code.get(draft.code) : undefined))
  const claimed = new Set(by_code.flatMap((former) => former?.item_id ?? []))
  return rows.map((row, i) => planRow(row, goods, by_code[i], claimed))
}

/** How many rows have which fate. */
export function countFates(rows: Iterable<PlannedRow>): Fates {
  const fates = { new: 0, changed: 0, same: 0, refused: 0, empty: 0 }
  for (const { fate } of rows) fates[fate]++
  return fates
}

function planRow(
  row: CheckedRow,
  goods: KnownGoods,
  by_code: FormerItem | undefined,
  claimed: Set<string>
): PlannedRow {
  const { draft } = row
  if (!draft) return kept(row, row.faults[0]?.code === 'empty-row' ? 'empty' : 'refused')
  const former = by_code ?? findFree(goods, draft.barcodes, claimed)
  const faults = takenFaults(goods, draft.barcodes, former)
  if (faults.length > 0) return { ...kept(row, 'refused'), draft: null, faults: [...row.faults, ...faults] }
  if (!former) {
    const card: ItemCard = { ...cardOf(draft), item_id: newId(), favourite: 0 }
    return { ...row, fate: 'new', card, former: null, move_milli: draft.stock_milli }
  }
  claimed.add(former.item_id)
  // What stands on another unit of the item stays there.
  const own = draft.barcodes.filter((barcode) => !goods.by_unit.has(barcode))
  const card = changedCard(row, { ...draft, barcodes: own }, former)
  const move_milli = tells(row, 'stock') ? milli(draft.stock_milli - former.quantity_milli) : milli(0)
  if (move_milli === 0 && isSame(card, former)) return { ...kept(row, 'same'), former }
  return { ...row, fate: 'changed', card, former, move_milli }
}

function kept(row: CheckedRow, fate: Fate): PlannedRow {
  return { ...row, fate, card: null, former: null, move_milli: milli(0) }
}

/** The item that carries one of the barcodes and that no other row speaks of. */
function findFree(goods: KnownGoods, barcodes: string[], claimed: Set<string>): FormerItem | undefined {
  return barcodes
    .map((barcode) => goods.by_barcode.get(barcode))
    .find((former) => former && !claimed.has(former.item_id))
}

function takenFaults(goods: KnownGoods, barcodes: string[], former: FormerItem | undefined): Fault[] {
  const faults: Fault[] = []
  for (const barcode of barcodes) {
    const on_unit = goods.by_unit.get(barcode)
    const holder = on_unit?.former ?? goods.by_barcode.get(barcode)
    if (!holder || holder === former || holder.retired_at !== null) continue
    const facts = { name: on_unit ? `${holder.name} (${on_unit.unit})` : holder.name }
    faults.push({ field: 'barcode', code: 'barcode-taken', severity: 'error', value: barcode, facts })
  }
  return faults
}

function cardOf(draft: ItemDraft): Omit<ItemCard, 'item_id' | 'favourite'> {
  const { stock_milli: _stock, ...card } = draft
  return card
}

function changedCard(row: CheckedRow, draft: ItemDraft, former: FormerItem): ItemCard {
  return {
    item_id: former.item_id,
    code: draft.code ?? former.code,
    barcodes: [...new Set([...former.barcodes, ...draft.barcodes])],
    name: draft.name,
    category: draft.category ?? former.category,
    unit: tells(row, 'unit') ? draft.unit : former.unit,
    price_minor: draft.price_minor,
    cost_minor: draft.cost_minor ?? former.cost_minor,
    minimum_milli: tells(row, 'minimum') ? draft.minimum_milli : former.minimum_milli,
    favourite: former.favourite
  }
}

/** Whether the list says anything about a field of this item. */
function tells({ cells }: CheckedRow, field: Field): boolean {
  return cellText(cells[field] ?? '') !== ''
}

function isSame(card: ItemCard, former: FormerItem): boolean {
  return (
    former.retired_at === null &&
    card.barcodes.length === former.barcodes.length &&
    (['code', 'name', 'category', 'unit', 'price_minor', 'cost_minor', 'minimum_milli'] as const).every(
      (field) => card[field] === former[field]
    )
  )
}
