import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'

export type TransportKind = 'preview' | 'tcp' | 'device' | 'serial'

/** Columns of the printer's own font: 32 on 58 mm paper, 48 on 80 mm. */
export type Columns = 32 | 48

export type JobKind = 'pulse' | 'sale' | 'gift' | 'refund' | 'payment' | 'statement' | 'order' | 'z' | 'test'

/**
 * What a job's state means: `waiting` nothing was sent; `sending` bytes are on their way; `printed` the printer
 * took it all; `uncertain` some of it may be on paper; `expired` too late to open a drawer; `dropped` a person
 * said not to print it.
 */
export type JobState = 'waiting' | 'sending' | 'printed' | 'uncertain' | 'expired' | 'dropped'

export interface PrintingTables {
  printers: {
    printer_id: string
    name: string
    transport: TransportKind
    address: string
    columns: Columns
    cutter: 0 | 1
    drawer_pin: 2 | 5
    pulse_ms: number
    added_at: Moment
  }
  print_jobs: {
    job_no: Generated<number>
    job_id: string
    printer_id: string
    kind: JobKind
    subject_id: string
    copy_no: number
    asked_at: Moment
    expires_at: Moment | null
    state: JobState
    trouble: Generated<string | null>
    tries: Generated<number>
    settled_at: Generated<Moment | null>
  }
}
