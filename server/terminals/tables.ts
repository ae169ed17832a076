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
  }
  terminal_series: { terminal_id: string; series: Series; last_number: number }
}
