import type { Generated } from 'kysely'
import type { TaxClass } from '../pricing/basket.ts'
import type { Moment } from '../values/clock.ts'
import type { Minor } from '../values/money.ts'
import type { Milli } from '../values/quantity.ts'

export interface CatalogTables {
  categories: { category_id: string; name: string }
  items: {
    item_no: Generated<number>
    item_id: string
    code: string
    name: string
    category_id: string | null
    unit: string
    price_minor: Minor
    cost_minor: Minor | null
    minimum_milli: Milli
    favourite: 0 | 1
    changed_at: Moment
    tax_class: Generated<TaxClass>
    /** What a scale calls it, digits only. */
    plu: Generated<string | null>
  }
  item_units: {
    unit_id: string
    item_id: string
    name: string
    holds_milli: Milli
    price_minor: Minor
    added_at: Moment
    retired_at: Generated<Moment | null>
  }
  item_tiers: {
    tier_no: Generated<number>
    item_id: string
    unit_id: string | null
    group_id: string | null
    from_milli: Milli
    price_minor: Minor
  }
  item_retirements: { item_id: string; retired_at: Moment }
  item_barcodes: { barcode: string; item_id: string; unit_id: Generated<string | null> }
  items_search: { rowid: number; words: string; rank: number; items_search: string }
  imports: {
    import_id: string
    file_name: string
    uploaded_at: Moment
    staff_id: string | null
    bytes: Buffer
  }
  import_commits: {
    import_id: string
    committed_at: Moment
    mapping: string
    added: number
    changed: number
    unchanged: number
    refused: number
    after_event_id: number
  }
  import_undoings: {
    import_id: string
    undone_at: Moment
    removed: number
    restored: number
    retired: number
    kept: number
  }
  import_changes: { import_id: string; item_id: string; before: string | null }
}
