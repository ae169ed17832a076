import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { findJob, type Job, listWaiting } from './find-jobs.ts'
import { findPrinter, type Printer } from './find-printer.ts'
import { queueCopy, queueSlip } from './queue-jobs.ts'
import { markJob } from './settle-jobs.ts'
import type { JobState } from './tables.ts'

const CAN_MOVE: readonly JobState[] = ['waiting', 'failed', 'uncertain']

/**
 * Has another printer do a slip. One that waits moves as it is, since nothing of it can be on paper; of an uncertain
 * one half may lie on the counter, so the other printer makes a copy, which says so. A pulse is never handed over: the
 * drawer is where it is.
 *
 * @param to the printer that shall do it
 * @throws {Refusal} job/gone when it is settled already or just being sent; printer/gone; printer/other-kind
 */
export function handOver(tx: Tx, by: By, job_id: string, to: string): void {
  const job = findJob(tx, job_id)
  if (!job || job.kind === 'pulse' || !CAN_MOVE.includes(job.state)) throw new Refusal('job/gone')
  moveJob(tx, by, job, readTarget(tx, job.printer_id, to))
}

/**
 * Has another printer do everything that waits for one that is dead, in its order. What is uncertain stays: somebody
 * must look at the paper first.
 *
 * @throws {Refusal} job/gone when nothing waits; printer/gone; printer/other-kind
 */
export function handOverAll(tx: Tx, by: By, from: string, to: string): { moved: number } {
  const slips = listWaiting(tx, from).filter(({ kind }) => kind !== 'pulse')
  if (slips.length === 0) throw new Refusal('job/gone')
  const target = readTarget(tx, from, to)
  for (const slip of slips) moveJob(tx, by, slip, target)
  return { moved: slips.length }
}

function moveJob(tx: Tx, by: By, job: Job, { printer_id }: Printer): void {
  const { job_id, kind, subject_id, copy_no, asked_at, trouble } = job
  markJob(tx, by, job, { state: 'handed-over', trouble })
  const slip = { printer_id, kind, subject_id, made_from: job_id }
  if (job.state === 'uncertain') queueCopy(tx, by, slip)
  else queueSlip(tx, by, { ...slip, copy_no, asked_at })
  record(tx, by, {
    type: 'job.handed-over',
    subject_id,
    facts: { job_id, from: job.printer_id, to: printer_id }
  })
}

/** Labels are no slips: only a printer that speaks the same can do what was meant for another. */
function readTarget(tx: Tx, from: string, to: string): Printer {
  const target = findPrinter(tx, to)
  if (!target || target.removed_at !== null || to === from) throw new Refusal('printer/gone')
  if (target.language !== findPrinter(tx, from)?.language) throw new Refusal('printer/other-kind')
  return target
}
