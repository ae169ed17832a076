import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { findTerminal } from '../terminals/find-terminal.ts'

const byId = question<{ printer_id: string }>()((db, { printer_id }) =>
  db.selectFrom('printers').selectAll().where('printer_id', '=', printer_id)
)

const all = question()((db) =>
  db.selectFrom('printers').selectAll().where('removed_at', 'is', null).orderBy('added_at')
)

export type Printer = ReturnType<typeof byId.read>

/** A printer, also one that was removed: slips and events still name it. */
export function findPrinter(reader: Reader, printer_id: string): Printer | undefined {
  return byId.find(reader, { printer_id })
}

/** A printer that the shop has. @throws {Refusal} printer/gone when it has not, or no more */
export function readPrinter(reader: Reader, printer_id: string): Printer {
  const printer = findPrinter(reader, printer_id)
  if (!printer || printer.removed_at) throw new Refusal('printer/gone')
  return printer
}

/** Every printer the shop has, the oldest first. */
export function listPrinters(reader: Reader): Printer[] {
  return all.list(reader, {})
}

/** Those that slips come out of: a label printer is none of them. */
export function listReceiptPrinters(reader: Reader): Printer[] {
  return listPrinters(reader).filter(({ language }) => language === 'escpos')
}

/** Every printer under its id. */
export function printersById(reader: Reader): ReadonlyMap<string, Printer> {
  return new Map(listPrinters(reader).map((printer) => [printer.printer_id, printer]))
}

/**
 * The printer beside whoever asks: their till's own, or the shop's first for slips.
 *
 * @throws {Refusal} printer/gone when there is none at all
 */
export function readPrinterAtHand(reader: Reader, terminal_id: string | null): Printer {
  const own = terminal_id && findTerminal(reader, terminal_id)?.printer_id
  const printers = listReceiptPrinters(reader)
  const printer = printers.find(({ printer_id }) => printer_id === own) ?? printers[0]
  if (!printer) throw new Refusal('printer/gone')
  return printer
}
