import type { Reader } from '../db/prepare.ts'
import { findPrinter, listPrinters, type Printer } from './find-printer.ts'
import { listUnsettledSlips, type UnsettledSlip } from './find-slips.ts'
import { type PrinterState, printerStates } from './printer-states.ts'

/** A printer, what it says of itself, and what has not come out of it yet. */
export interface QueueGroup {
  printer: Printer
  state: PrinterState | undefined
  /** The oldest first. */
  slips: UnsettledSlip[]
}

/** Every printer with what waits for it, the oldest printer first; one that was removed stands there while it is owed. */
export function readQueue(reader: Reader): QueueGroup[] {
  const slips = Map.groupBy(listUnsettledSlips(reader), ({ printer_id }) => printer_id)
  const states = printerStates(reader)
  const printers = listPrinters(reader)
  const known = new Set(printers.map(({ printer_id }) => printer_id))
  const removed = [...slips.keys()].filter((printer_id) => !known.has(printer_id))
  return [...printers, ...removed.flatMap((printer_id) => findPrinter(reader, printer_id) ?? [])].map(
    (printer) => ({
      printer,
      state: states.get(printer.printer_id),
      slips: slips.get(printer.printer_id) ?? []
    })
  )
}

/** Why a printer does not print now, by its own word or because it can't be reached; null when nothing is known of it. */
function troubleOf({ state }: Pick<QueueGroup, 'state'>): string | null {
  return !state || state.link === 'ok' ? null : state.link
}

/** Whether a person is wanted for a slip: to decide, or to help the printer. One just on its way calls nobody. */
function wantsSomebody({ state, trouble }: Pick<UnsettledSlip, 'state' | 'trouble'>): boolean {
  return state === 'uncertain' || state === 'failed' || (state === 'waiting' && trouble !== null)
}

/** How the printers fare, as a till says it in its head. */
export interface Light {
  level: 'calm' | 'warn' | 'bad'
  /** What is wrong with a printer of this till's own; `near-end` when its paper soon is. */
  trouble: string | null
  /** Slips of any printer that a person is wanted for: whoever stands at a till may settle them. */
  slips: number
}

/** The light of a till, from its own printer, its drawer's, and all slips that hang. */
export function readLight(
  reader: Reader,
  { printer_id, drawer_printer_id }: { printer_id: string | null; drawer_printer_id: string | null }
): Light {
  const groups = readQueue(reader)
  const own = groups.filter(({ printer }) => [printer_id, drawer_printer_id].includes(printer.printer_id))
  const slips = groups.flatMap((group) => group.slips).filter(wantsSomebody).length
  const trouble = own.map(troubleOf).find((one) => one !== null) ?? null
  if (trouble) return { level: 'bad', trouble, slips }
  const near_end = own.some(({ state }) => state?.paper === 'near-end')
  return { level: slips > 0 || near_end ? 'warn' : 'calm', trouble: near_end ? 'near-end' : null, slips }
}
