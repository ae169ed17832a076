import type { Reader } from '../db/prepare.ts'
import { listTerminals, type Terminal } from '../terminals/find-terminal.ts'
import type { Moment } from '../values/clock.ts'
import { findLastPrinted } from './find-jobs.ts'
import { listPrinters, type Printer } from './find-printer.ts'
import { listUnsettledSlips } from './find-slips.ts'
import { type PrinterState, printerStates } from './printer-states.ts'

/** A printer with all that one wants to know of it at a glance. */
export interface PrinterStanding {
  printer: Printer
  /** What it last said of itself, or why it can't be reached; undefined before it was ever spoken to. */
  state: PrinterState | undefined
  tills: Terminal[]
  waiting: number
  uncertain: number
  /** Why the oldest slip waits. */
  trouble: string | null
  last_printed: Moment | undefined
}

/** How each printer fares, the oldest printer first. */
export function readPrinters(reader: Reader): PrinterStanding[] {
  const slips = listUnsettledSlips(reader)
  const tills = listTerminals(reader)
  const states = printerStates(reader)
  return listPrinters(reader).map((printer) => {
    const { printer_id } = printer
    const own = slips.filter((slip) => slip.printer_id === printer_id)
    const uncertain = own.filter(({ state }) => state === 'uncertain').length
    return {
      printer,
      state: states.get(printer_id),
      tills: tills.filter((till) => [till.printer_id, till.drawer_printer_id].includes(printer_id)),
      waiting: own.length - uncertain,
      uncertain,
      trouble: own.find(({ trouble, state }) => trouble && state === 'waiting')?.trouble ?? null,
      last_printed: findLastPrinted(reader, printer_id)
    }
  })
}
