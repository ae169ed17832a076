import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { later, type Moment } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { countCopies, listJobs } from './find-jobs.ts'
import { findPrinter } from './find-printer.ts'
import { learnAnswers } from './printer-states.ts'
import type { DrawerPin, DrawerReason, DrawerWhy, JobKind, PrintingTables } from './tables.ts'

/** A drawer that did not open by then stays shut: nobody stands before it any more. */
export const PULSE_LIVES_MS = 10_000

interface NewJob {
  printer_id: string
  kind: JobKind
  subject_id: string
  copy_no?: number
  /** The job that it is the copy of, or was handed over from. */
  made_from?: string | null
}

/** A drawer to be opened, and all that is written down of it. */
interface NewPulse {
  printer_id: string
  /** Which wire; null: the printer's own. */
  pin?: DrawerPin | null
  subject_id: string
  why: DrawerWhy
  /** Only where nothing is sold: what somebody chose, and typed where that says nothing. */
  reason?: DrawerReason
  note?: string | null
}

type Row = Pick<
  PrintingTables['print_jobs'],
  'job_id' | 'printer_id' | 'kind' | 'subject_id' | 'copy_no' | 'asked_at' | 'expires_at'
> & { pin: DrawerPin | null; made_from: string | null }

const add = change<Row>()((db, row) =>
  db.insertInto('print_jobs').values({
    ...pick(row, [
      'job_id',
      'printer_id',
      'kind',
      'subject_id',
      'copy_no',
      'pin',
      'asked_at',
      'expires_at',
      'made_from'
    ]),
    state: 'waiting'
  })
)

/**
 * Asks for a slip, in the transaction of the deed that needs it.
 *
 * @param job.asked_at earlier than now for one that was asked for before and only goes another way
 * @returns the job's id.
 */
export function queueSlip(
  tx: Tx,
  by: By,
  { copy_no = 0, made_from = null, asked_at = by.at, ...job }: NewJob & { asked_at?: Moment }
): string {
  const job_id = newId()
  add.run(tx, { ...job, job_id, copy_no, made_from, pin: null, asked_at, expires_at: null })
  return job_id
}

/**
 * Asks for a drawer to be opened, and writes down that it was: who, why, which wire, and for what. Too late, it is not
 * opened at all. A till's drawer is opened by `openDrawer`, which knows where it hangs.
 *
 * @returns the job's id.
 */
export function queuePulse(tx: Tx, by: By, pulse: NewPulse): string {
  const { printer_id, subject_id, pin = null, why, reason, note } = pulse
  const job_id = newId()
  const expires_at = later(by.at, PULSE_LIVES_MS)
  const job = { job_id, printer_id, kind: 'pulse', subject_id, pin } as const
  add.run(tx, { ...job, copy_no: 0, made_from: null, asked_at: by.at, expires_at })
  record(tx, by, {
    type: 'drawer.opened',
    subject_id,
    facts: {
      printer_id,
      pin: pin ?? findPrinter(tx, printer_id)?.drawer_pin ?? null,
      why,
      job_id,
      ...(reason && { reason, note: note ?? null })
    }
  })
  return job_id
}

/** Asks for one more slip of something already printed; it will say that it is a copy. */
export function queueCopy(
  tx: Tx,
  by: By,
  { printer_id, kind, subject_id, made_from = null }: Omit<NewJob, 'copy_no'>
): { copy_no: number; job_id: string } {
  const copy_no = countCopies(tx, subject_id) + 1
  const job_id = queueSlip(tx, by, { printer_id, kind, subject_id, copy_no, made_from })
  record(tx, by, { type: 'slip.reprinted', subject_id, facts: { kind, copy_no } })
  return { copy_no, job_id }
}

/**
 * Asks for a sale's slip without prices, to go with a present; each one after the first says that it is a copy, as it
 * might be shown twice when goods are brought back.
 */
export function queueGift(
  tx: Tx,
  by: By,
  { printer_id, sale_id }: { printer_id: string; sale_id: string }
): { copy_no: number } {
  const earlier = listJobs(tx, sale_id).filter(({ kind }) => kind === 'gift')
  const copy_no = earlier.length
  queueSlip(tx, by, { printer_id, kind: 'gift', subject_id: sale_id, copy_no })
  record(tx, by, { type: 'slip.reprinted', subject_id: sale_id, facts: { kind: 'gift', copy_no } })
  return { copy_no }
}

/** Asks a printer for a sample of a slip, which says that it is one. @returns the job's id. */
export function queueSample(
  tx: Tx,
  by: By,
  { printer_id, subject_id }: Omit<NewJob, 'kind' | 'copy_no'>
): string {
  record(tx, by, { type: 'printer.tested', subject_id: printer_id, facts: { of: subject_id } })
  return queueSlip(tx, by, { printer_id, kind: 'test', subject_id })
}

/**
 * Asks a printer for its test page; and before it, anew, whether it answers.
 *
 * @returns the job's id.
 */
export function queueTest(tx: Tx, by: By, printer_id: string): string {
  learnAnswers(tx, printer_id, 'unknown')
  record(tx, by, { type: 'printer.tested', subject_id: printer_id })
  return queueSlip(tx, by, { printer_id, kind: 'test', subject_id: printer_id })
}
