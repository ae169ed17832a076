import { change, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { findJob, type Job, listOrphans, listWaiting } from './find-jobs.ts'
import { findPrinter } from './find-printer.ts'
import { isCopied } from './find-slips.ts'
import { queueCopy } from './queue-jobs.ts'
import type { JobState } from './tables.ts'

const claim = change<{ job_id: string }>()((db, { job_id }) =>
  db
    .updateTable('print_jobs')
    .set(({ eb }) => ({ state: 'sending', tries: eb('tries', '+', 1) }))
    .where('job_id', '=', job_id)
    .where('state', '=', 'waiting')
    .where('settled_at', 'is', null)
)

const mark = change<{
  job_id: string
  state: JobState
  trouble: string | null
  is_heard: 0 | 1
  settled_at: Moment | null
}>()((db, { job_id, state, trouble, is_heard, settled_at }) =>
  db
    .updateTable('print_jobs')
    .set({ state, trouble, is_heard, settled_at })
    .where('job_id', '=', job_id)
    .where('settled_at', 'is', null)
)

/** What a person may still have to do something about. */
const OPEN: ReadonlySet<JobState> = new Set(['waiting', 'sending', 'uncertain', 'failed'])

/**
 * Writes down that a job's first byte is about to leave.
 *
 * @returns false when it may not: a person has let go of it in the meantime.
 */
export function claimJob(tx: Tx, { job_id }: Pick<Job, 'job_id'>): boolean {
  return claim.run(tx, { job_id }) === 1
}

/** Says how far a job has come, and why no further. A settled job stays as it is. */
export function markJob(
  tx: Tx,
  by: By,
  job: Pick<Job, 'job_id' | 'subject_id'>,
  {
    state,
    trouble = null,
    is_heard = false
  }: { state: Exclude<JobState, 'sending'>; trouble?: string | null; is_heard?: boolean }
): void {
  const settled_at = OPEN.has(state) ? null : by.at
  const heard = is_heard ? 1 : 0
  if (mark.run(tx, { job_id: job.job_id, state, trouble, is_heard: heard, settled_at }) === 0) return
  if (state === 'handed-over') return // its event is that of the deed
  record(tx, by, { type: 'job.settled', subject_id: job.subject_id, facts: { state, trouble } })
}

/** Says why nothing comes out of a printer to everything that waits for it; said once, it is no news. */
export function markTrouble(tx: Tx, by: By, printer_id: string, trouble: string): void {
  for (const job of listWaiting(tx, printer_id)) {
    if (job.trouble !== trouble) markJob(tx, by, job, { state: 'waiting', trouble })
  }
}

/**
 * After a start: what was being sent when the box went down may be on paper, half or whole. A slip becomes
 * uncertain and asks a person; a pulse is over.
 */
export function settleOrphans(tx: Tx, by: By): void {
  for (const job of listOrphans(tx)) {
    markJob(tx, by, job, { state: job.kind === 'pulse' ? 'expired' : 'uncertain', trouble: 'restarted' })
  }
}

/** What a person decides about a slip that is uncertain, can't be drawn, or waits too long. */
export type Verdict = 'printed' | 'copy' | 'drop' | 'again'

/** Of a slip that only waits nothing can be on paper: it can be let go, or tried at once, no more. */
const MAY_BE: Record<Verdict, readonly JobState[]> = {
  printed: ['uncertain'],
  copy: ['uncertain'],
  drop: ['uncertain', 'waiting', 'failed'],
  again: ['waiting', 'failed']
}

/**
 * Settles a slip by a person's word: it did print, it shall be printed again as a copy, or never mind; or has it tried
 * again. Whoever decides second is told so.
 *
 * @returns the printer that may have something to do now.
 * @throws {Refusal} job/gone when it is settled already or just being sent.
 */
export function decideJob(tx: Tx, by: By, job_id: string, verdict: Verdict): { printer_id: string } {
  const job = findJob(tx, job_id)
  if (!job || !MAY_BE[verdict].includes(job.state)) throw new Refusal('job/gone')
  const { printer_id, kind, subject_id, trouble } = job
  if (verdict !== 'again')
    markJob(tx, by, job, { state: verdict === 'printed' ? 'printed' : 'dropped', trouble })
  else if (job.state === 'failed') markJob(tx, by, job, { state: 'waiting' })
  if (verdict === 'copy') queueCopy(tx, by, { printer_id, kind, subject_id, made_from: job_id })
  return { printer_id }
}

/**
 * Asks for a copy of a slip that is printed, by the printer that printed it.
 *
 * @throws {Refusal} job/gone when nothing was printed, or it is of a kind that has no copies; printer/gone
 */
export function copyJob(tx: Tx, by: By, job_id: string): { printer_id: string } {
  const job = findJob(tx, job_id)
  if (job?.state !== 'printed' || !isCopied(job.kind)) throw new Refusal('job/gone')
  const { printer_id, kind, subject_id } = job
  if (findPrinter(tx, printer_id)?.removed_at !== null) throw new Refusal('printer/gone')
  queueCopy(tx, by, { printer_id, kind, subject_id, made_from: job_id })
  return { printer_id }
}
