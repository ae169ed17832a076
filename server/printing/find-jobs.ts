import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'

const JOB = [
  'job_id',
  'job_no',
  'printer_id',
  'kind',
  'subject_id',
  'copy_no',
  'pin',
  'state',
  'trouble',
  'is_heard',
  'made_from',
  'asked_at',
  'expires_at'
] as const

/**
 * Why a job hangs: what waits behind a printer in trouble, and was not tried yet itself, waits for the same reason.
 *
 * Asked of `print_jobs` beside `printer_states`.
 */
export const whyItHangs = sql<
  string | null
>`iif(state = 'waiting', coalesce(trouble, nullif(printer_states.link, 'ok')), trouble)`

const OF_PEOPLE = [
  ...JOB.filter((column) => column !== 'printer_id' && column !== 'trouble'),
  'print_jobs.printer_id',
  whyItHangs.as('trouble')
] as const

// Pulses go first, then slips in the order they were asked for.
const next = question<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .selectFrom('print_jobs')
    .select(JOB)
    .where('printer_id', '=', printer_id)
    .where('settled_at', 'is', null)
    .where('state', '=', 'waiting')
    .orderBy(({ eb }) => eb('kind', '=', 'pulse'), 'desc')
    .orderBy('job_no')
    .limit(1)
)

const busy = question()((db) =>
  db
    .selectFrom('print_jobs')
    .select('printer_id')
    .distinct()
    .where('settled_at', 'is', null)
    .where('state', '=', 'waiting')
)

const orphans = question()((db) =>
  db.selectFrom('print_jobs').select(JOB).where('state', '=', 'sending').where('settled_at', 'is', null)
)

const waitingFor = question<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .selectFrom('print_jobs')
    .select(JOB)
    .where('printer_id', '=', printer_id)
    .where('state', '=', 'waiting')
    .where('settled_at', 'is', null)
)

const unsettledFor = question<{ printer_id: string }>()((db, { printer_id }) =>
  db.selectFrom('print_jobs').select(JOB).where('printer_id', '=', printer_id).where('settled_at', 'is', null)
)

const byId = question<{ job_id: string }>()((db, { job_id }) =>
  db.selectFrom('print_jobs').select(JOB).where('job_id', '=', job_id)
)

const ofSubject = question<{ subject_id: string }>()((db, { subject_id }) =>
  db
    .selectFrom('print_jobs')
    .leftJoin('printer_states', 'printer_states.printer_id', 'print_jobs.printer_id')
    .select(OF_PEOPLE)
    .where('subject_id', '=', subject_id)
    .orderBy('job_no')
)

const copies = question<{ subject_id: string }>()((db, { subject_id }) =>
  db
    .selectFrom('print_jobs')
    .select(({ fn }) => fn.max<number | null>('copy_no').as('copy_no'))
    .where('subject_id', '=', subject_id)
    .where('kind', '<>', 'pulse')
)

// 'printed' stands in these as it is, not as an argument: else SQLite can't know that print_jobs_printed holds them all.
const lastPrinted = question<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .selectFrom('print_jobs')
    .select('settled_at')
    .where('printer_id', '=', printer_id)
    .where('state', '=', sql.lit('printed'))
    .orderBy('job_no', 'desc')
    .limit(1)
)

export type Job = ReturnType<typeof byId.read>

export function findJob(reader: Reader, job_id: string): Job | undefined {
  return byId.find(reader, { job_id })
}

/** The job that a printer should do next. */
export function findNextJob(reader: Reader, printer_id: string): Job | undefined {
  return next.find(reader, { printer_id })
}

/** The printers that something waits for. */
export function listBusyPrinters(reader: Reader): string[] {
  return busy.list(reader, {}).map(({ printer_id }) => printer_id)
}

/** What was being sent when the box went down. */
export function listOrphans(reader: Reader): Job[] {
  return orphans.list(reader, {})
}

/** All that waits for a printer. */
export function listWaiting(reader: Reader, printer_id: string): Job[] {
  return waitingFor.list(reader, { printer_id })
}

/** All that a printer has not settled: what waits, is being sent, or asks a person. */
export function listUnsettledJobs(reader: Reader, printer_id: string): Job[] {
  return unsettledFor.list(reader, { printer_id })
}

/** Every job of a sale, a shift or a test, the oldest first. */
export function listJobs(reader: Reader, subject_id: string): Job[] {
  return ofSubject.list(reader, { subject_id })
}

/** How many copies of a slip have been asked for so far. */
export function countCopies(reader: Reader, subject_id: string): number {
  return copies.read(reader, { subject_id }).copy_no ?? 0
}

/** When a printer last took a job whole. */
export function findLastPrinted(reader: Reader, printer_id: string): string | undefined {
  return lastPrinted.find(reader, { printer_id })?.settled_at ?? undefined
}
