import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { later, type Moment } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import type { JobKind, JobState, PrintingTables } from './tables.ts'

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

const JOB = [
  'job_id',
  'job_no',
  'printer_id',
  'kind',
  'subject_id',
  'copy_no',
  'state',
  'trouble',
  'expires_at'
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

const mark = change<{
  job_id: string
  state: JobState
  trouble: string | null
  tried: number
  settled_at: Moment | null
}>()((db, { job_id, state, trouble, tried, settled_at }) =>
  db
    .updateTable('print_jobs')
    .set(({ eb }) => ({ state, trouble, settled_at, tries: eb('tries', '+', tried) }))
    .where('job_id', '=', job_id)
    .where('settled_at', 'is', null)
)

const orphans = question()((db) =>
  db.selectFrom('print_jobs').select(JOB).where('state', '=', 'sending').where('settled_at', 'is', null)
)

const byId = question<{ job_id: string }>()((db, { job_id }) =>
  db.selectFrom('print_jobs').select(JOB).where('job_id', '=', job_id)
)

const ofSubject = question<{ subject_id: string }>()((db, { subject_id }) =>
  db.selectFrom('print_jobs').select(JOB).where('subject_id', '=', subject_id).orderBy('job_no')
)

const copies = question<{ subject_id: string }>()((db, { subject_id }) =>
  db
    .selectFrom('print_jobs')
    .select(({ fn }) => fn.max<number | null>('copy_no').as('copy_no'))
    .where('subject_id', '=', subject_id)
    .where('kind', '<>', 'pulse')
)

const unsettled = question()((db) =>
  db
    .selectFrom('print_jobs')
    .innerJoin('printers', 'printers.printer_id', 'print_jobs.printer_id')
    .select([
      'job_id',
      'kind',
      'subject_id',
      'copy_no',
      'state',
      'trouble',
      'asked_at',
      'print_jobs.printer_id',
      'printers.name as printer_name'
    ])
    .where('settled_at', 'is', null)
    .where('kind', '<>', 'pulse')
    .orderBy('job_no')
)

export type Job = ReturnType<typeof byId.read>

/** Asks for a slip, in the transaction of the deed that needs it. */
export function queueSlip(tx: Tx, by: By, job: NewJob): void {
  const { printer_id, kind, subject_id, copy_no = 0 } = job
  add.run(tx, { job_id: newId(), printer_id, kind, subject_id, copy_no, asked_at: by.at, expires_at: null })
}

/** Asks for a drawer to be opened, and writes down that it was; too late, it is not opened at all. */
export function queuePulse(tx: Tx, by: By, { printer_id, subject_id }: Omit<NewJob, 'kind'>): void {
  add.run(tx, {
    job_id: newId(),
    printer_id,
    kind: 'pulse',
    subject_id,
    copy_no: 0,
    asked_at: by.at,
    expires_at: later(by.at, PULSE_LIVES_MS)
  })
  record(tx, by, { type: 'drawer.opened', subject_id, facts: { printer_id } })
}

/** Asks for one more slip of something already printed; it will say that it is a copy. */
export function queueCopy(tx: Tx, by: By, job: Omit<NewJob, 'copy_no'>): { copy_no: number } {
  const copy_no = (copies.read(tx, job).copy_no ?? 0) + 1
  queueSlip(tx, by, { ...job, copy_no })
  record(tx, by, { type: 'slip.reprinted', subject_id: job.subject_id, facts: { copy_no } })
  return { copy_no }
}

/** The job that a printer should do next. */
export function findNextJob(reader: Reader, printer_id: string): Job | undefined {
  return next.find(reader, { printer_id })
}

/** The printers that something waits for. */
export function listBusyPrinters(reader: Reader): string[] {
  return busy.list(reader, {}).map(({ printer_id }) => printer_id)
}

/** Every job of a sale, a shift or a test, the oldest first. */
export function listJobs(reader: Reader, subject_id: string): Job[] {
  return ofSubject.list(reader, { subject_id })
}

/** The slips that nobody has in hand yet, the oldest first. */
export function listUnsettledSlips(reader: Reader) {
  return unsettled.list(reader, {})
}

/** Says how far a job has come. A settled job stays as it is. */
export function markJob(
  tx: Tx,
  by: By,
  job: Pick<Job, 'job_id' | 'subject_id'>,
  now: { state: JobState; trouble?: string | null; tried?: boolean }
): void {
  const { state, trouble = null, tried = false } = now
  const settled_at = state === 'printed' || state === 'expired' || state === 'dropped' ? by.at : null
  const changed = mark.run(tx, { job_id: job.job_id, state, trouble, tried: tried ? 1 : 0, settled_at })
  if (changed && state !== 'sending') {
    record(tx, by, { type: 'job.settled', subject_id: job.subject_id, facts: { state, trouble } })
  }
}

/**
 * After a start: what was being sent when the box went down may be on paper, half or whole. A slip becomes
 * uncertain and asks a person; a pulse is over.
 */
export function settleOrphans(tx: Tx, by: By): void {
  for (const job of orphans.list(tx, {})) {
    markJob(tx, by, job, { state: job.kind === 'pulse' ? 'expired' : 'uncertain', trouble: 'restarted' })
  }
}

/** What a person decides about a slip that is uncertain, or waits too long. */
export type Verdict = 'printed' | 'copy' | 'drop'

/**
 * Settles a slip by a person's word: it did print, it shall be printed again as a copy, or never mind.
 *
 * @throws {Refusal} job/gone when it is settled already or just being sent.
 */
export function decideJob(tx: Tx, by: By, job_id: string, verdict: Verdict): Job {
  const job = byId.find(tx, { job_id })
  if (!job || (job.state !== 'uncertain' && job.state !== 'waiting')) throw new Refusal('job/gone')
  markJob(tx, by, job, { state: verdict === 'printed' ? 'printed' : 'dropped' })
  if (verdict === 'copy') queueCopy(tx, by, job)
  return job
}
