import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { ItemTier } from './find-tiers.ts'
import { listUnits } from './find-units.ts'

const add = change<ItemTier & { item_id: string }>()((db, row) =>
  db
    .insertInto('item_tiers')
    .values(pick(row, ['item_id', 'unit_id', 'group_id', 'from_milli', 'price_minor']))
)

// Those of retired units stay, for the baskets that still hold such a unit.
const dropAll = change<{ item_id: string }>()((db, { item_id }) =>
  db
    .deleteFrom('item_tiers')
    .where('item_id', '=', item_id)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('unit_id', 'is', null),
        eb('unit_id', 'in', selectFrom('item_units').select('unit_id').where('retired_at', 'is', null))
      ])
    )
)

/**
 * Writes all the tiers of an item anew, in the place of those it had.
 *
 * @param tiers quantities above 0; groups that there are
 * @throws {Refusal} item/gone; unit/gone; tier/twice, naming the row (from 1) that says the same as one before
 */
export function saveTiers(tx: Tx, by: By, item_id: string, tiers: readonly ItemTier[]): void {
  const units = listUnits(tx, item_id)
  if (units.length === 0) throw new Refusal('item/gone')
  const seen = new Set<string>()
  for (const [at, { unit_id, group_id, from_milli }] of tiers.entries()) {
    if (!units.some((unit) => unit.unit_id === unit_id)) throw new Refusal('unit/gone')
    const key = JSON.stringify([unit_id, group_id, from_milli])
    if (seen.has(key)) throw new Refusal('tier/twice', { row: at + 1 })
    seen.add(key)
  }
  dropAll.run(tx, { item_id })
  for (const tier of tiers) add.run(tx, { ...tier, item_id })
  record(tx, by, { type: 'item.changed', subject_id: item_id, facts: { tiers: tiers.length } })
}
