import type { findAnyItem } from '../../server/catalog/find-item.ts'
import type { ItemTier } from '../../server/catalog/find-tiers.ts'
import type { Unit } from '../../server/catalog/find-units.ts'
import type { TiersText, UnitText } from '../../server/catalog/read-goods-forms.ts'
import type { Refusal } from '../../server/refusal.ts'
import type { Settings } from '../../server/settings/read-settings.ts'

/** What an item's page shows besides its card. */
export interface ItemGoods {
  units: (Unit & { barcodes: string[] })[]
  tiers: ItemTier[]
  groups: { group_id: string; name: string }[]
  settings: Settings
}

/** The part of the page that a form came from, what was typed in it, and why it was not taken. */
export type Refused =
  | { part: 'units'; unit_id: string | null; text: UnitText; refusal: Refusal }
  | { part: 'tiers'; text: TiersText; refusal: Refusal }
  | { part: 'tax'; text: { tax_class: string; plu: string }; refusal: Refusal }

/** Which part of the page was just saved. */
export type Part = Refused['part']

export type GoodsItem = NonNullable<ReturnType<typeof findAnyItem>>
