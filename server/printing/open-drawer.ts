import { allow } from '../auth/allow.ts'
import type { Tx } from '../db/prepare.ts'
import type { By } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { findDrawer, opensDrawers, type TillDrawer } from '../terminals/find-drawer.ts'
import { queuePulse } from './queue-jobs.ts'
import type { DrawerReason, DrawerWhy } from './tables.ts'

/** What somebody may say who opens a drawer though nothing is sold, the most frequent first. */
export const DRAWER_REASONS = [
  'change',
  'wrong-change',
  'count',
  'try',
  'other'
] as const satisfies DrawerReason[]

/** Which till's drawer, why, and for what. */
interface Opening {
  terminal_id: string
  why: Exclude<DrawerWhy, 'no-sale' | 'test'>
  /** The sale, the refund, the cash move: whatever money moves for. */
  subject_id: string
}

/**
 * Opens a till's drawer, wherever it hangs: the one way in which a deed does. A till without a drawer goes on all the
 * same.
 *
 * @returns the job's id, or undefined where there is no drawer
 */
export function openDrawer(tx: Tx, by: By, { terminal_id, why, subject_id }: Opening): string | undefined {
  const drawer = findDrawer(tx, terminal_id)
  if (!drawer) return undefined
  const { printer_id, own_pin: pin } = drawer
  return queuePulse(tx, by, { printer_id, pin, subject_id, why })
}

/**
 * Opens a till's drawer though nothing is sold, with or without an open shift: by somebody who may, for a reason that
 * stays on the record.
 *
 * @param opening_id made by whoever asks; the record keeps it
 * @returns the job that opens it
 * @throws {Refusal} drawer/none, drawer/reason-needed, right/ask for open-drawer
 */
export function openWithoutSale(
  tx: Tx,
  by: AtTill,
  { opening_id, reason, note }: { opening_id: string; reason: DrawerReason; note: string | null }
): { job_id: string } {
  const { printer_id, own_pin: pin } = readDrawer(tx, by.terminal_id)
  if (reason === 'other' && !note) throw new Refusal('drawer/reason-needed')
  allow(tx, by, 'open-drawer')
  const why = 'no-sale'
  return { job_id: queuePulse(tx, by, { printer_id, pin, subject_id: opening_id, why, reason, note }) }
}

/**
 * Opens the drawer of some till to see whether it is the right one.
 *
 * @throws {Refusal} drawer/none
 */
export function tryDrawer(tx: Tx, by: By, terminal_id: string): { job_id: string } {
  const { printer_id, own_pin: pin } = readDrawer(tx, terminal_id)
  return { job_id: queuePulse(tx, by, { printer_id, pin, subject_id: terminal_id, why: 'test' }) }
}

/** A drawer that something can open; the picture of a printer has none. @throws {Refusal} drawer/none */
function readDrawer(tx: Tx, terminal_id: string): TillDrawer {
  const drawer = findDrawer(tx, terminal_id)
  if (!drawer || !opensDrawers(drawer.transport)) throw new Refusal('drawer/none')
  return drawer
}
