import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { listPrinters, readPrinter } from './find-printer.ts'
import type { PrintingTables } from './tables.ts'

export type PrinterCard = Omit<PrintingTables['printers'], 'added_at' | 'removed_at'>

/** A receipt printer as most are, until its test page says otherwise. */
export const PLAIN_PRINTER = {
  language: 'escpos',
  columns: 32,
  code_page: 'pc858',
  cut: 'partial',
  drawer_pin: 2,
  pulse_ms: 120,
  answers: 'unknown',
  label_width_mm: 40,
  label_height_mm: 30,
  label_gap_mm: 2
} as const satisfies Partial<PrinterCard>

const KNOWN = [
  'name',
  'language',
  'transport',
  'address',
  'columns',
  'code_page',
  'cut',
  'drawer_pin',
  'pulse_ms',
  'answers',
  'label_width_mm',
  'label_height_mm',
  'label_gap_mm'
] as const

const add = change<PrinterCard & { added_at: Moment }>()((db, row) =>
  db.insertInto('printers').values(pick(row, ['printer_id', ...KNOWN, 'added_at']))
)

const edit = change<PrinterCard>()((db, row) =>
  db.updateTable('printers').set(pick(row, KNOWN)).where('printer_id', '=', row.printer_id)
)

const slipUse = question<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .selectFrom('terminals')
    .select('terminal_id')
    .where(({ or, eb }) => or([eb('printer_id', '=', printer_id), eb('drawer_printer_id', '=', printer_id)]))
    .unionAll(
      db
        .selectFrom('ticket_printers')
        .select('category_id as terminal_id')
        .where('printer_id', '=', printer_id)
    )
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
 * Changes what is known of a printer; jobs that wait for it go where it is now. One that is reached otherwise is another
 * printer, and has to be asked whether it answers.
 *
 * @throws {Refusal} printer/gone, printer/name-taken; printer/used-for-slips when it shall print labels from now on, and
 *   slips or a drawer of a till, or tickets, still go there
 */
export function changePrinter(tx: Tx, by: By, printer: PrinterCard): void {
  const { printer_id } = printer
  const { transport, address } = readPrinter(tx, printer_id)
  refuseTakenName(tx, printer)
  if (printer.language !== 'escpos' && slipUse.find(tx, { printer_id }))
    throw new Refusal('printer/used-for-slips')
  const is_elsewhere = printer.transport !== transport || printer.address !== address
  edit.run(tx, { ...printer, answers: is_elsewhere ? 'unknown' : printer.answers })
  record(tx, by, { type: 'printer.changed', subject_id: printer_id })
}

/** @throws {Refusal} printer/name-taken */
export function refuseTakenName(
  tx: Tx,
  { printer_id, name }: Pick<PrinterCard, 'printer_id' | 'name'>
): void {
  const same = listPrinters(tx).find((other) => other.name.toLowerCase() === name.toLowerCase())
  if (same && same.printer_id !== printer_id) throw new Refusal('printer/name-taken')
}
