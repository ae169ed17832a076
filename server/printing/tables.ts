import type { Generated } from 'kysely'
import type { CodePage } from '../../views/receipts/code-page.ts'
import type { Moment } from '../values/clock.ts'

/** How a printer is reached; `file` keeps each job as a file, `preview` shows it on a page, `cups` hands it to a queue. */
export type TransportKind = 'preview' | 'file' | 'tcp' | 'device' | 'serial' | 'cups'

/** What a printer understands: receipt printers ESC/POS, label printers TSPL or ZPL. */
export type PrinterLanguage = 'escpos' | 'tspl' | 'zpl'

/** Columns of the printer's own font: 32 on 58 mm paper, 48 on 80 mm. */
export type Columns = 32 | 48

/** Which command cuts the paper, as its test page showed; the old ones are those of printers that know no other. */
export type Cut = 'partial' | 'full' | 'old-partial' | 'old-full' | 'none'

/**
 * Whether a printer answers when it is asked how it is. One that never does is a class of its own: of a slip that it
 * took nobody knows whether it is on paper.
 */
export type Answers = 'unknown' | 'yes' | 'never'

/** The drawer's wire on a printer's socket: 2 for the first drawer, 5 for the second. */
export type DrawerPin = 2 | 5

/** Why a drawer was opened. `given-back`: money taken for a basket goes back before it is sold. */
export type DrawerWhy =
  | 'sale'
  | 'given-back'
  | 'refund'
  | 'payment'
  | 'voucher'
  | 'cash-move'
  | 'shift-closed'
  | 'no-sale'
  | 'test'

/** What somebody says who opens a drawer though nothing is sold; `other` in words of their own. */
export type DrawerReason = 'change' | 'wrong-change' | 'count' | 'try' | 'other'

export type SlipKind =
  | 'sale'
  | 'gift'
  | 'refund'
  | 'payment'
  | 'statement'
  | 'order'
  | 'move'
  | 'x'
  | 'z'
  | 'ticket'
  | 'labels'
  | 'test'

export type JobKind = 'pulse' | SlipKind

/**
 * What a job's state means: `waiting` nothing was sent; `sending` bytes are on their way; `printed` the printer
 * took it all, and where `is_heard` said so itself; `uncertain` some of it may be on paper; `failed` it can't be
 * printed at all, which is our own mistake; `handed-over` another printer does it; `expired` too late to open a drawer;
 * `dropped` a person said not to print it.
 */
export type JobState =
  | 'waiting'
  | 'sending'
  | 'printed'
  | 'uncertain'
  | 'failed'
  | 'handed-over'
  | 'expired'
  | 'dropped'

export interface PrintingTables {
  printers: {
    printer_id: string
    name: string
    language: PrinterLanguage
    transport: TransportKind
    address: string
    columns: Columns
    code_page: CodePage
    cut: Cut
    drawer_pin: DrawerPin
    pulse_ms: number
    answers: Answers
    label_width_mm: number
    label_height_mm: number
    label_gap_mm: number
    added_at: Moment
    removed_at: Generated<Moment | null>
  }
  printer_states: {
    printer_id: string
    /** `ok`, or why it can't be reached. */
    link: string
    paper: 'ok' | 'near-end' | 'out' | null
    cover: 'closed' | 'open' | null
    fault: 'cutter' | 'hot' | 'other' | null
    drawer: 'closed' | 'open' | null
    /** Since when its link is what it is. */
    since: Moment
  }
  print_jobs: {
    job_no: Generated<number>
    job_id: string
    printer_id: string
    kind: JobKind
    subject_id: string
    copy_no: number
    pin: Generated<DrawerPin | null>
    asked_at: Moment
    expires_at: Moment | null
    made_from: Generated<string | null>
    state: JobState
    trouble: Generated<string | null>
    is_heard: Generated<0 | 1>
    tries: Generated<number>
    settled_at: Generated<Moment | null>
  }
  ticket_printers: { category_id: string; printer_id: string }
}
