import { LOST_KEY } from '../../terminals/find-terminal.ts'

/**
 * The tables that make a shop what it is, in the order they stand in its copy. What is left behind is named below;
 * a test holds both lists against the database, so that no new table is forgotten.
 */
export const CARRIED = [
  'settings',
  'logos',
  'tax_rules',
  'staff',
  'staff_departures',
  'staff_rights',
  'printers',
  'terminals',
  'terminal_series',
  'categories',
  'items',
  'item_retirements',
  'customer_groups',
  'item_units',
  'item_barcodes',
  'item_tiers',
  'ticket_printers',
  'label_runs',
  'label_lines',
  'items_search',
  'imports',
  'import_commits',
  'import_undoings',
  'import_changes',
  'stock_moves',
  'stock_levels',
  'promotions',
  'customers',
  'points_moves',
  'tender_methods',
  'vouchers',
  'shifts',
  'open_shifts',
  'cash_moves',
  'shift_closings',
  'shift_counts',
  'bill_pictures',
  'orders',
  'order_lines',
  'order_endings',
  'baskets',
  'basket_lines',
  'basket_changes',
  'basket_tenders',
  'basket_returns',
  'held_baskets',
  'till_baskets',
  'qris_requests',
  'sales',
  'sale_lines',
  'sale_taxes',
  'sale_reductions',
  'tenders',
  'refunds',
  'refund_lines',
  'refund_tenders',
  'payments',
  'journal',
  'balances',
  'print_jobs',
  'events',
  'radar_looks',
  'radar_seen',
  'ledger_genesis',
  'event_seals',
  'event_followers',
  'requests'
] as const

export type CarriedTable = (typeof CARRIED)[number]

/** Keys, and what is only of this moment or of this box: where it keeps its backup is for the next one to be told anew. */
export const LEFT_BEHIND: readonly string[] = [
  'authorities',
  'box_names',
  'sessions',
  'sign_in_failures',
  'terminal_sightings',
  'revoked_keys',
  'destinations',
  'displays',
  'display_codes',
  'printer_states',
  'second_steps',
  'recovery_codes',
  'door_devices',
  'door_sessions',
  'door_entries',
  'door_entries_seen',
  'table_marks'
]

/** What stands in the copy instead of a secret: this and whose it was. Nothing in the world hashes to it. */
export const LOST = LOST_KEY

/** Columns that hold a secret, and what is written instead. */
export const WITHHELD: Partial<Record<CarriedTable, Record<string, string>>> = {
  staff: {
    password_hash: `iif(password_hash is null, null, '${LOST}' || staff_id)`,
    pin_hash: `iif(pin_hash is null, null, '${LOST}' || staff_id)`
  },
  terminals: { key_hash: `'${LOST}' || terminal_id` }
}

/**
 * Rows that come along: no slip that waited for the paper of another day, and no answer that handed out a key to a box
 * that will know no keys.
 */
export const ONLY: Partial<Record<CarriedTable, string>> = {
  print_jobs: 'settled_at is not null',
  requests: `outcome is null or (outcome not like '%token_hash%' and outcome not like '%key_hash%')`
}
