import { change, pick, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { listPrinters } from './find-printer.ts'
import type { PrintingTables } from './tables.ts'

export type PrinterCard = Omit<PrintingTables['printers'], 'added_at'>

const add = change<PrinterCard & { added_at: Moment }>()((db, row) =>
  db
    .insertInto('printers')
    .values(
      pick(row, [
        'printer_id',
        'name',
        'transport',
        'address',
        'columns',
        'cutter',
        'drawer_pin',
        'pulse_ms',
        'added_at'
      ])
    )
)

const edit = change<PrinterCard>()((db, row) =>
  db
    .updateTable('printers')
    .set(pick(row, ['name', 'transport', 'address', 'columns', 'cutter', 'drawer_pin', 'pulse_ms']))
    .where('printer_id', '=', row.printer_id)
)

/**
 * Adds a printer to the shop.
 *
 * @throws {Refusal} printer/name-taken
 */
export function addPrinter(tx: Tx, by: By, printer: PrinterCard): void {
  refuseTakenName(tx, printer)
  add.run(tx, { ...printer, added_at: by.at })
  record(tx, by, { type: 'printer.changed', subject_id: printer.printer_id })
}

/**
 * Changes what is known of a printer; jobs that wait for it go where it is now.
 *
 * @throws {Refusal} printer/gone, printer/name-taken
 */
export function changePrinter(tx: Tx, by: By, printer: PrinterCard): void {
  refuseTakenName(tx, printer)
  if (edit.run(tx, printer) === 0) throw new Refusal('printer/gone')
  record(tx, by, { type: 'printer.changed', subject_id: printer.printer_id })
}

function refuseTakenName(tx: Tx, { printer_id, name }: PrinterCard): void {
  const same = listPrinters(tx).find((other) => other.name.toLowerCase() === name.toLowerCase())
  if (same && same.printer_id !== printer_id) throw new Refusal('printer/name-taken')
}
