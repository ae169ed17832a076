import { sql } from 'kysely'
import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { moveStock } from '../stock/move-stock.ts'
import { later, type Moment } from '../values/clock.ts'
import { readImport } from './find-imports.ts'
import { type Fates, type PlannedRow, planImport } from './plan-import.ts'
import type { CheckedRow } from './price-list/check-row.ts'
import type { Mapping } from './price-list/faults.ts'
import type { CatalogTables } from './tables.ts'
import { addItem, categoryId, freeCode, overwriteItem, setRetired } from './write-item.ts'

/** A list that nobody imported is kept for so long. */
const UPLOAD_KEPT_MS = 24 * 60 * 60 * 1000

const addUpload = change<CatalogTables['imports']>()((db, row) =>
  db.insertInto('imports').values(pick(row, ['import_id', 'file_name', 'uploaded_at', 'staff_id', 'bytes']))
)

const forgetUploads = change<{ before: Moment }>()((db, { before }) =>
  db
    .deleteFrom('imports')
    .where('uploaded_at', '<', before)
    .where('import_id', 'not in', (eb) => eb.selectFrom('import_commits').select('import_id'))
)

const addCommit = change<CatalogTables['import_commits']>()((db, row) =>
  db
    .insertInto('import_commits')
    .values(
      pick(row, [
        'import_id',
        'committed_at',
        'mapping',
        'added',
        'changed',
        'unchanged',
        'refused',
        'after_event_id'
      ])
    )
)

const addChange = change<CatalogTables['import_changes']>()((db, row) =>
  db.insertInto('import_changes').values(pick(row, ['import_id', 'item_id', 'before']))
)

const lastEvent = question()((db) =>
  db.selectFrom('events').select(sql<number>`coalesce(max(event_id), 0)`.as('event_id'))
)

/** Keeps an uploaded price list until it is imported; those that nobody imported for a day are forgotten. */
export function keepUpload(
  tx: Tx,
  by: By,
  upload: { import_id: string; file_name: string; bytes: Buffer }
): void {
  forgetUploads.run(tx, { before: later(by.at, -UPLOAD_KEPT_MS) })
  addUpload.run(tx, { ...upload, uploaded_at: by.at, staff_id: by.staff_id })
}

/**
 * Makes items of the good rows of a price list, all of them or none. Stock becomes what the list says by one move for
 * each item; what every touched item was before is kept, so that the whole can be undone.
 *
 * @param rows as the list reads by the mapping; compared with the shop's goods here once more
 * @throws {Refusal} import/gone, import/done, import/nothing-good
 */
export function importItems(
  tx: Tx,
  by: By,
  order: { import_id: string; mapping: Mapping; rows: CheckedRow[] }
): Fates {
  const { import_id } = order
  if (readImport(tx, import_id).committed_at) throw new Refusal('import/done')
  const { event_id: after_event_id } = lastEvent.read(tx, {})
  const fates: Fates = { new: 0, changed: 0, same: 0, refused: 0, empty: 0 }
  const without_code: PlannedRow[] = []
  for (const row of planImport(tx, order.rows)) {
    fates[row.fate]++
    // Codes that the list gives come first: a code given by the shop must not be one of them.
    if (row.card?.code === null) without_code.push(row)
    else writeRow(tx, by, import_id, row)
  }
  for (const row of without_code) writeRow(tx, by, import_id, row)
  if (fates.new + fates.changed + fates.same === 0) throw new Refusal('import/nothing-good')

  const counts = { added: fates.new, changed: fates.changed, unchanged: fates.same, refused: fates.refused }
  const mapping = JSON.stringify(order.mapping)
  addCommit.run(tx, { import_id, committed_at: by.at, mapping, ...counts, after_event_id })
  record(tx, by, { type: 'items.imported', subject_id: import_id, facts: counts })
  return fates
}

function writeRow(tx: Tx, by: By, import_id: string, { card, former, move_milli }: PlannedRow): void {
  if (!card) return
  const { barcodes, category, ...fields } = card
  const { item_id } = card
  const code = card.code ?? freeCode(tx)
  const category_id = category === null ? null : categoryId(tx, category)
  const row = { ...fields, code, category_id, changed_at: by.at }
  if (former) {
    overwriteItem(tx, row, barcodes)
    setRetired(tx, item_id, null)
  } else {
    addItem(tx, row, barcodes)
  }
  addChange.run(tx, { import_id, item_id, before: former && JSON.stringify(former) })
  if (move_milli === 0) return
  moveStock(tx, by, { item_id, quantity_milli: move_milli, reason: 'import', source_id: import_id })
}
