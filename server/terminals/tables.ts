import type { Generated } from 'kysely'
import type { DrawerPin } from '../printing/tables.ts'
import type { Moment } from '../values/clock.ts'

/** What a till counts for itself, without gaps. */
export type Series = 'receipt' | 'z' | 'refund' | 'payment' | 'order' | 'quotation' | 'bill'

export interface TerminalTables {
  terminals: {
    terminal_id: string
    code: string
    name: string
    key_hash: string
    paired_at: Moment
    paired_by: string
    printer_id: string | null
    /** The till's own drawer, where it is not its printer's: at which printer, and on which wire. */
    drawer_printer_id: Generated<string | null>
    drawer_pin: Generated<DrawerPin | null>
    /** Where in the shop it stands. */
    place: Generated<string>
  }
  terminal_sightings: { terminal_id: string; seen_at: Moment; device: string; address: string }
  revoked_keys: { key_hash: string; terminal_id: string; revoked_at: Moment; revoked_by: string | null }
  terminal_series: { terminal_id: string; series: Series; last_number: number }
}
