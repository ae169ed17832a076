import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { DrawnLogo } from './draw-logo.ts'
import type { ReceiptTables } from './tables.ts'

const add = change<ReceiptTables['logos']>()((db, row) =>
  db
    .insertInto('logos')
    .values(pick(row, ['logo_id', 'columns', 'style', 'size', 'width', 'height', 'dots', 'added_at']))
)

const ids = question()((db) => db.selectFrom('logos').select('logo_id').distinct())

const drop = change<{ logo_id: string }>()((db, { logo_id }) =>
  db.deleteFrom('logos').where('logo_id', '=', logo_id)
)

/** Keeps a logo to be looked at; it is on no slip before the look is saved. Earlier ones that nothing shows go. */
export function keepLogo(tx: Tx, by: By, logo_id: string, logos: readonly DrawnLogo[]): void {
  dropUnused(tx)
  for (const { columns, style, size, bitmap } of logos) {
    const { width, height, bytes } = bitmap
    add.run(tx, { logo_id, columns, style, size, width, height, dots: Buffer.from(bytes), added_at: by.at })
  }
  record(tx, by, { type: 'logo.changed', subject_id: logo_id, facts: { state: 'brought' } })
}

/** Drops every logo but the one in use, the one before it, and the one last tried on paper. */
function dropUnused(tx: Tx): void {
  const { receipt_logo, receipt_earlier, receipt_draft } = readSettings(tx)
  const used = [receipt_logo, receipt_earlier?.receipt_logo, receipt_draft?.receipt_logo]
  for (const { logo_id } of ids.list(tx, {})) {
    if (!used.some((logo) => logo?.logo_id === logo_id)) drop.run(tx, { logo_id })
  }
}
