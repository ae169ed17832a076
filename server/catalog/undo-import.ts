import { sql } from 'kysely'
import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { forgetStock, moveStock } from '../stock/move-stock.ts'
import { milli } from '../values/quantity.ts'
import { readImport } from './find-imports.ts'
import { findAnyItemByCode, findBarcodeHolder } from './find-item.ts'
import type { FormerItem } from './find-known-goods.ts'
import type { CatalogTables } from './tables.ts'
import { categoryId, overwriteItem, removeEmptyCategories, removeItems, setRetired } from './write-item.ts'

/** What undoing an import did with the items it had touched. */
export interface Undone {
  /** New ones, taken away as if they had never been. */
  removed: number
  /** Known ones, put back as they were. */
  restored: number
  /** New ones somebody had sold since: off sale, their sales stay. */
  retired: number
  /** Those somebody had changed since, left as they are. */
  kept: number
}

const changesOf = question<{ import_id: string }>()((db, { import_id }) =>
  db
    .selectFrom('import_changes')
    .innerJoin('import_commits', 'import_commits.import_id', 'import_changes.import_id')
    .leftJoin('stock_moves', (join) =>
      join
        .onRef('stock_moves.item_id', '=', 'import_changes.item_id')
        .onRef('stock_moves.source_id', '=', 'import_changes.import_id')
    )
    .select(['import_changes.item_id', 'before', 'quantity_milli as moved_milli'])
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom('events')
          .select('event_id')
          .whereRef('events.subject_id', '=', 'import_changes.item_id')
          .whereRef('event_id', '>', 'after_event_id')
          .where('type', 'in', ['item.changed', 'stock.corrected'])
      ).as('touched'),
      exists(
        selectFrom('basket_lines').select('line_no').whereRef('item_id', '=', 'import_changes.item_id')
      ).as('in_basket'),
      exists(
        selectFrom('basket_changes')
          .select('line_no')
          .where('before', 'is not', null)
          .where(sql<boolean>`json_extract(before, '$.item_id') = import_changes.item_id`)
      ).as('was_in_basket'),
      exists(
        selectFrom('order_lines').select('line_no').whereRef('item_id', '=', 'import_changes.item_id')
      ).as('ordered'),
      exists(
        selectFrom('refund_lines').select('line_no').whereRef('item_id', '=', 'import_changes.item_id')
      ).as('given_back'),
      exists(
        selectFrom('label_lines').select('line_no').whereRef('item_id', '=', 'import_changes.item_id')
      ).as('labelled'),
      exists(
        selectFrom('sale_lines').select('line_no').whereRef('item_id', '=', 'import_changes.item_id')
      ).as('sold')
    ])
    .where('import_changes.import_id', '=', import_id)
)

const newerOn = question<{ import_id: string }>()((db, { import_id }) =>
  db
    .selectFrom('import_commits as mine')
    .innerJoin('import_commits as newer', (join) =>
      join.onRef('newer.after_event_id', '>', 'mine.after_event_id')
    )
    .innerJoin('imports', 'imports.import_id', 'newer.import_id')
    .select('file_name')
    .where('mine.import_id', '=', import_id)
    .where('newer.import_id', 'not in', (eb) => eb.selectFrom('import_undoings').select('import_id'))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('import_changes as touched')
          .innerJoin('import_changes as before', 'before.item_id', 'touched.item_id')
          .select('touched.item_id')
          .whereRef('touched.import_id', '=', 'newer.import_id')
          .whereRef('before.import_id', '=', 'mine.import_id')
      )
    )
    .limit(1)
)

const addUndoing = change<CatalogTables['import_undoings']>()((db, row) =>
  db
    .insertInto('import_undoings')
    .values(pick(row, ['import_id', 'undone_at', 'removed', 'restored', 'retired', 'kept']))
)

type Change = ReturnType<typeof changesOf.list>[number]

/**
 * Takes an import back, all of it or nothing: its items are again what they were, and its stock moves are moved back,
 * so that what was sold since stays sold. What somebody has changed since is nobody's but theirs: it is left.
 *
 * @throws {Refusal} import/gone, import/undone; import/newer-first while a later import of the same items stands
 */
export function undoImport(tx: Tx, by: By, import_id: string): Undone {
  const done = readImport(tx, import_id)
  if (!done.committed_at) throw new Refusal('import/gone')
  if (done.undone_at) throw new Refusal('import/undone')
  const newer = newerOn.find(tx, { import_id })
  if (newer) throw new Refusal('import/newer-first', { file_name: newer.file_name })

  const undone: Undone = { removed: 0, restored: 0, retired: 0, kept: 0 }
  // The new ones go first: their codes and barcodes may be those of the others.
  const changes = changesOf.list(tx, { import_id })
  const untouched: string[] = []
  for (const one of changes) {
    if (one.before !== null) continue
    const end = endOf(one)
    undone[end]++
    if (end === 'removed') untouched.push(one.item_id)
    if (end === 'retired') retireSold(tx, by, import_id, one)
  }
  forgetStock(tx, untouched)
  removeItems(tx, untouched)
  for (const one of changes) if (one.before !== null) undone[undoChange(tx, by, import_id, one)]++
  removeEmptyCategories(tx)
  addUndoing.run(tx, { import_id, undone_at: by.at, ...undone })
  record(tx, by, { type: 'items.import-undone', subject_id: import_id, facts: { ...undone } })
  return undone
}

/** What becomes of an item that the import had added. */
function endOf(one: Change): 'kept' | 'retired' | 'removed' {
  if (one.touched) return 'kept'
  const is_known =
    one.sold || one.in_basket || one.was_in_basket || one.ordered || one.given_back || one.labelled
  return is_known ? 'retired' : 'removed'
}

function retireSold(tx: Tx, by: By, import_id: string, one: Change): void {
  moveBack(tx, by, import_id, one)
  setRetired(tx, one.item_id, by.at)
}

function undoChange(tx: Tx, by: By, import_id: string, one: Change): keyof Undone {
  const former: FormerItem = JSON.parse(one.before!)
  const sameCode = findAnyItemByCode(tx, former.code)
  if (one.touched || (sameCode && sameCode.item_id !== former.item_id)) return 'kept'
  const { category, barcodes, retired_at, quantity_milli: _quantity, ...row } = former
  // By name, for the category itself may be gone.
  const category_id = category === null ? null : categoryId(tx, category)
  overwriteItem(
    tx,
    { ...row, category_id },
    barcodes.filter((barcode) => isFree(tx, barcode, former.item_id))
  )
  if (retired_at) setRetired(tx, former.item_id, retired_at)
  moveBack(tx, by, import_id, one)
  return 'restored'
}

function isFree(tx: Tx, barcode: string, item_id: string): boolean {
  const holder = findBarcodeHolder(tx, barcode)
  return !holder || holder.item_id === item_id || holder.retired_at !== null
}

function moveBack(tx: Tx, by: By, source_id: string, { item_id, moved_milli }: Change): void {
  if (moved_milli === null) return
  moveStock(tx, by, { item_id, quantity_milli: milli(-moved_milli), reason: 'import-undo', source_id })
}
