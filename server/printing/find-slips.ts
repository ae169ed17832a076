import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { whyItHangs } from './find-jobs.ts'
import type { JobKind } from './tables.ts'

const unsettled = question()((db) =>
  db
    .selectFrom('print_jobs')
    .innerJoin('printers', 'printers.printer_id', 'print_jobs.printer_id')
    .leftJoin('printer_states', 'printer_states.printer_id', 'print_jobs.printer_id')
    .leftJoin('sales', 'sales.sale_id', 'print_jobs.subject_id')
    .leftJoin('refunds', 'refunds.refund_id', 'print_jobs.subject_id')
    .leftJoin('shifts', 'shifts.shift_id', 'print_jobs.subject_id')
    .leftJoin('terminals', 'terminals.terminal_id', 'shifts.terminal_id')
    .leftJoin('shift_closings', 'shift_closings.shift_id', 'shifts.shift_id')
    .select([
      'job_id',
      'print_jobs.kind',
      'subject_id',
      'copy_no',
      'state',
      whyItHangs.as('trouble'),
      'asked_at',
      'print_jobs.printer_id',
      'printers.name as printer_name',
      'printers.transport',
      'sales.receipt_no',
      'refunds.refund_no',
      'terminals.code as terminal_code',
      'shift_closings.z_number'
    ])
    .where('settled_at', 'is', null)
    .where('print_jobs.kind', '<>', 'pulse')
    // The plus keeps SQLite from walking every job there ever was in this order: it takes the few unsettled ones.
    .orderBy(sql`+job_no`)
)

// 'printed' stands here as it is, not as an argument: else SQLite can't know that print_jobs_printed holds them all.
const shownOn = question<{ printer_id: string; limit: number }>()((db, { printer_id, limit }) =>
  db
    .selectFrom('print_jobs')
    .innerJoin('printers', 'printers.printer_id', 'print_jobs.printer_id')
    .leftJoin('sales', 'sales.sale_id', 'print_jobs.subject_id')
    .leftJoin('refunds', 'refunds.refund_id', 'print_jobs.subject_id')
    .select([
      'job_no',
      'job_id',
      'print_jobs.kind',
      'subject_id',
      'copy_no',
      'settled_at',
      'printers.name as printer_name',
      'printers.columns',
      'sales.receipt_no',
      'refunds.refund_no'
    ])
    .where('print_jobs.printer_id', '=', printer_id)
    .where('state', '=', sql.lit('printed'))
    .where('print_jobs.kind', '<>', 'pulse')
    .orderBy('job_no', 'desc')
    .limit(limit)
)

const screens = question()((db) =>
  db.selectFrom('printers').select('printer_id').where('transport', '=', 'preview')
)

const newest = question()((db) =>
  db.selectFrom('print_jobs').select(({ fn }) => fn.max<number | null>('job_no').as('job_no'))
)

// What only names a slip is asked for one by one: so many joins in one type are too much for those who check it.
const past = question<{ after_no: number; limit: number }>()((db, { after_no, limit }) =>
  db
    .selectFrom('print_jobs')
    .innerJoin('printers', 'printers.printer_id', 'print_jobs.printer_id')
    .select([
      'job_no',
      'job_id',
      'kind',
      'subject_id',
      'copy_no',
      'state',
      'trouble',
      'is_heard',
      'settled_at',
      'print_jobs.printer_id',
      'printers.name as printer_name',
      'printers.transport',
      'printers.answers',
      sql<string | null>`(select receipt_no from sales where sale_id = subject_id)`.as('receipt_no'),
      sql<string | null>`(select refund_no from refunds where refund_id = subject_id)`.as('refund_no'),
      sql<number | null>`(select z_number from shift_closings where shift_id = subject_id)`.as('z_number'),
      sql<
        string | null
      >`(select code from shifts join terminals using (terminal_id) where shift_id = subject_id)`.as(
        'terminal_code'
      ),
      sql<string | null>`(
        select origins.state from print_jobs as origins where origins.job_id = print_jobs.made_from)`.as(
        'origin_state'
      ),
      sql<string | null>`(
        select printers.name from print_jobs as origins join printers using (printer_id)
        where origins.job_id = print_jobs.made_from)`.as('origin_printer_name'),
      sql<string | null>`(
        select staff.name from events join staff on staff.staff_id = events.staff_id
        where events.subject_id = print_jobs.subject_id and events.type = 'slip.reprinted'
          and events.facts ->> 'copy_no' = print_jobs.copy_no
          and coalesce(events.facts ->> 'kind', print_jobs.kind) = print_jobs.kind
          and print_jobs.copy_no > 0
        limit 1)`.as('copied_by')
    ])
    .where('job_no', '>', after_no)
    .where('kind', '<>', 'pulse')
    .where('state', 'in', ['printed', 'dropped'])
    .orderBy('job_no', 'desc')
    .limit(limit)
)

/** A slip that nobody has in hand yet, with the number that stands on it. */
export type UnsettledSlip = ReturnType<typeof unsettled.list>[number]

/** A slip that a printer on the screen has shown. */
export type ShownSlip = ReturnType<typeof shownOn.list>[number]

/** A slip that is settled: what became of it, where it came from, who asked for the copy, and whether one may again. */
export type PastSlip = ReturnType<typeof past.list>[number] & { can_copy: boolean }

/** The slips that nobody has in hand yet, the oldest first. */
export function listUnsettledSlips(reader: Reader): UnsettledSlip[] {
  return unsettled.list(reader, {})
}

/** The slips that came out on the screen, the newest first. */
export function listShownSlips(reader: Reader, limit = 12): ShownSlip[] {
  return screens
    .list(reader, {})
    .flatMap(({ printer_id }) => shownOn.list(reader, { printer_id, limit }))
    .sort((a, b) => b.job_no - a.job_no)
    .slice(0, limit)
}

/** Further back nobody looks for the last slips, even where all but a few jobs were pulses. */
const LOOKS_BACK = 500

/** The slips that were settled last, the newest first. */
export function listPastSlips(reader: Reader, limit = 15): PastSlip[] {
  const after_no = (newest.read(reader, {}).job_no ?? 0) - LOOKS_BACK
  return past
    .list(reader, { after_no, limit })
    .map((slip) => ({ ...slip, can_copy: slip.state === 'printed' && COPIED.has(slip.kind) }))
}

/**
 * What may be printed again from the queue, as a copy: what says of itself that it is one. Tests and labels are asked
 * for where they are made, and a statement is of its day.
 */
const COPIED: ReadonlySet<JobKind> = new Set([
  'sale',
  'gift',
  'refund',
  'payment',
  'order',
  'move',
  'z',
  'ticket'
])

/** Whether a slip may be printed again as a copy. */
export function isCopied(kind: JobKind): boolean {
  return COPIED.has(kind)
}
