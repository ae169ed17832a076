import { passBasketOn } from '../baskets/hand-over.ts'
import type { Tx } from '../db/prepare.ts'
import { openDrawer } from '../printing/open-drawer.ts'
import { queueSlip } from '../printing/queue-jobs.ts'
import { type Closer, type Closing, closeShift } from '../shifts/close-shift.ts'
import { findShift, readOpenShift } from '../shifts/find-shift.ts'
import { type Handover, handOver } from '../shifts/hand-over.ts'
import { finishSupplement, finishSupplements } from '../shifts/late-sales.ts'
import { type AtTill, type NewShift, openShift } from '../shifts/open-shift.ts'
import { findTerminal } from '../terminals/find-terminal.ts'
import type { Minor } from '../values/money.ts'

/**
 * Opens a shift at a till, and prints the Z of the late sales that were collected there until now.
 *
 * @throws {Refusal} as openShift
 */
export function openTill(tx: Tx, by: AtTill, shift: NewShift): void {
  printZ(tx, by, openShift(tx, by, shift))
}

/**
 * Closes the shift of whoever asks at their till, opens its drawer for the count to be put away, and asks for the Z slip.
 *
 * @param counted_minor null: nobody counted
 * @throws {Refusal} shift/closed
 */
export function closeTill(
  tx: Tx,
  by: AtTill,
  counted_minor: Minor | null,
  reason: string | null = null
): { shift_id: string } {
  const { shift_id } = readOpenShift(tx, by.terminal_id, by.staff_id)
  closeShift(tx, by, shift_id, { counted_minor, reason })
  return { shift_id: putAway(tx, by, shift_id) }
}

/**
 * Hands the drawer of a till over from whoever asks to somebody who proved who they are, and the basket in
 * hand with it; the Z says so and is signed by both.
 *
 * @throws {Refusal} as handOver
 */
export function handOverTill(tx: Tx, by: AtTill, handover: Handover): { shift_id: string } {
  handOver(tx, by, handover)
  passBasketOn(tx, by.terminal_id, handover.taker_id)
  return { shift_id: putAway(tx, by, handover.shift_id) }
}

/**
 * Closes a shift that somebody left open, from wherever one is. Its Z comes out here where there is a printer, else at
 * its own till; no drawer opens.
 *
 * @throws {Refusal} as closeShift
 */
export function closeLeftShift(tx: Tx, by: Closer, shift_id: string, closing: Closing): void {
  closeShift(tx, by, shift_id, closing)
  printZ(tx, by, [shift_id])
}

/**
 * Ends the collecting of late sales and prints their Z.
 *
 * @throws {Refusal} as finishSupplement
 */
export function closeSupplement(tx: Tx, by: AtTill, shift_id: string): void {
  finishSupplement(tx, by, shift_id)
  printZ(tx, by, [shift_id])
}

function putAway(tx: Tx, by: AtTill, shift_id: string): string {
  const { terminal_id } = by
  openDrawer(tx, by, { terminal_id, why: 'shift-closed', subject_id: shift_id })
  printZ(tx, by, [...finishSupplements(tx, by, terminal_id), shift_id])
  return shift_id
}

/** Asks for the Z of shifts; where there is no printer, at this till or theirs, they are closed all the same. */
function printZ(tx: Tx, by: Closer, shift_ids: readonly string[]): void {
  for (const subject_id of shift_ids) {
    const own = findShift(tx, subject_id)?.terminal_id
    const printer_id = printerAt(tx, by.terminal_id) ?? printerAt(tx, own ?? null)
    if (printer_id) queueSlip(tx, by, { printer_id, kind: 'z', subject_id })
  }
}

function printerAt(tx: Tx, terminal_id: string | null): string | null {
  return (terminal_id && findTerminal(tx, terminal_id)?.printer_id) || null
}
