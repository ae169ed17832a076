import type { Tx } from '../db/prepare.ts'
import { readPrinterAtHand } from '../printing/find-printer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { lookAtShift } from '../shifts/look-at-shift.ts'
import type { AtTill } from '../shifts/open-shift.ts'

/**
 * Asks for the X slip: how the shift at a till stands now, which closes nothing.
 *
 * @throws {Refusal} shift/closed, printer/gone
 */
export function printX(tx: Tx, by: AtTill, look_id: string): { job_id: string } {
  const { printer_id } = readPrinterAtHand(tx, by.terminal_id)
  lookAtShift(tx, by, look_id)
  return { job_id: queueSlip(tx, by, { printer_id, kind: 'x', subject_id: look_id }) }
}
