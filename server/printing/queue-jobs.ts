import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { later } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import { countCopies, listJobs } from './find-jobs.ts'
import type { JobKind, PrintingTables } from './tables.ts'

/** A drawer that did not open by then stays shut: nobody stands before it any more. */
export const PULSE_LIVES_MS = 10_000

interface NewJob {
  printer_id: string
  kind: JobKind
  subject_id: string
  copy_no?: number
}

type Row = Pick<
  PrintingTables['print_jobs'],
  'job_id' | 'printer_id' | 'kind' | 'subject_id' | 'copy_no' | 'asked_at' | 'expires_at'
>

const add = change<Row>()((db, row) =>
  db.insertInto('print_jobs').values({
    ...pick(row, ['job_id', 'printer_id', 'kind', 'subject_id', 'copy_no', 'asked_at', 'expires_at']),
    state: 'waiting'
  })
)

/** Asks for a slip, in the transaction of the deed that needs it. @returns the job's id. */
export function queueSlip(tx: Tx, by: By, { copy_no = 0, ...job }: NewJob): string {
  const job_id = newId()
  add.run(tx, { ...job, job_id, copy_no, asked_at: by.at, expires_at: null })
  return job_id
}

/**
 * Asks for a drawer to be opened, and writes down that it was; too late, it is not opened at all.
 *
 * @returns the job's id.
 */
export function queuePulse(tx: Tx, by: By, job: Omit<NewJob, 'kind' | 'copy_no'>): string {
  const job_id = newId()
  const expires_at = later(by.at, PULSE_LIVES_MS)
  add.run(tx, { ...job, job_id, kind: 'pulse', copy_no: 0, asked_at: by.at, expires_at })
  record(tx, by, {
    type: 'drawer.opened',
    subject_id: job.subject_id,
    facts: { printer_id: job.printer_id }
  })
  return job_id
}

/** Asks for one more slip of something already printed; it will say that it is a copy. */
export function queueCopy(tx: Tx, by: By, job: Omit<NewJob, 'copy_no'>): { copy_no: number } {
  const copy_no = countCopies(tx, job.subject_id) + 1
  queueSlip(tx, by, { ...job, copy_no })
  record(tx, by, { type: 'slip.reprinted', subject_id: job.subject_id, facts: { copy_no } })
  return { copy_no }
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

/** Asks a printer for a slip that shows how it is set up. @returns the job's id. */
export function queueTest(tx: Tx, by: By, printer_id: string): string {
  record(tx, by, { type: 'printer.tested', subject_id: printer_id })
  return queueSlip(tx, by, { printer_id, kind: 'test', subject_id: printer_id })
}
