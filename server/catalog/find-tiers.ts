import { question, type Reader } from '../db/prepare.ts'
import { type Minor, share } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'
import type { Unit } from './find-units.ts'

/** A cheaper price of one of an item's units, from a quantity of it on, for everybody or for one group. */
export interface ItemTier {
  /** Null: the item's own unit. */
  unit_id: string | null
  /** Null: everybody. */
  group_id: string | null
  from_milli: Milli
  price_minor: Minor
}

const ofItem = question<{ item_id: string }>()((db, { item_id }) =>
  db
    .selectFrom('item_tiers')
    .leftJoin('item_units', 'item_units.unit_id', 'item_tiers.unit_id')
    .leftJoin('customer_groups', 'customer_groups.group_id', 'item_tiers.group_id')
    .select(['item_tiers.unit_id', 'item_tiers.group_id', 'from_milli', 'item_tiers.price_minor'])
    .where('item_tiers.item_id', '=', item_id)
    .where('retired_at', 'is', null)
    .orderBy('holds_milli')
    .orderBy('customer_groups.name')
    .orderBy('from_milli')
)

/** The tiers of the units that an item is sold in, the own unit's first. */
export function listTiers(reader: Reader, item_id: string): ItemTier[] {
  return ofItem.list(reader, { item_id })
}

/**
 * Why a tier looks like a mistake: it is no cheaper than the unit itself, or it costs the shop money.
 *
 * @param cost_minor of the item's own unit
 */
export function tierWarning(
  { price_minor }: Pick<ItemTier, 'price_minor'>,
  unit: Unit,
  cost_minor: Minor | null
): 'above-list' | 'below-cost' | undefined {
  if (cost_minor !== null && price_minor < share(cost_minor, unit.holds_milli, 1000)) return 'below-cost'
  return price_minor > unit.price_minor ? 'above-list' : undefined
}
