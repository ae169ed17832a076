import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { SaleLine, WholeSale } from '../sales/find-sales.ts'
import { findJob, type Job, listJobs } from './find-jobs.ts'
import { listReceiptPrinters, type Printer } from './find-printer.ts'
import { queueCopy, queueSlip } from './queue-jobs.ts'
import type { PrintingTables } from './tables.ts'

/** That one printer is told what is sold of one category. */
export type TicketPlace = PrintingTables['ticket_printers']

const places = question()((db) =>
  db.selectFrom('ticket_printers').selectAll().orderBy('category_id').orderBy('printer_id')
)

const categories = question()((db) => db.selectFrom('categories').selectAll().orderBy('name'))

const told = question<{ sale_id: string }>()((db, { sale_id }) =>
  db
    .selectFrom('sale_lines')
    .innerJoin('items', 'items.item_id', 'sale_lines.item_id')
    .innerJoin('ticket_printers', 'ticket_printers.category_id', 'items.category_id')
    .innerJoin('printers', 'printers.printer_id', 'ticket_printers.printer_id')
    .select('ticket_printers.printer_id')
    .distinct()
    .where('sale_id', '=', sale_id)
    .where('printers.removed_at', 'is', null)
    .orderBy('ticket_printers.printer_id')
)

const linesFor = question<{ sale_id: string; printer_id: string }>()((db, { sale_id, printer_id }) =>
  db
    .selectFrom('sale_lines')
    .innerJoin('items', 'items.item_id', 'sale_lines.item_id')
    .innerJoin('ticket_printers', 'ticket_printers.category_id', 'items.category_id')
    .select('line_no')
    .where('sale_id', '=', sale_id)
    .where('ticket_printers.printer_id', '=', printer_id)
)

const source = question<{ job_id: string }>()((db, { job_id }) =>
  db.selectFrom('print_jobs').select('made_from').where('job_id', '=', job_id)
)

const clear = change()((db) => db.deleteFrom('ticket_printers'))
const add = change<TicketPlace>()((db, row) =>
  db.insertInto('ticket_printers').values(pick(row, ['category_id', 'printer_id']))
)

/** Which printer is told of which category. */
export function listTicketPlaces(reader: Reader): TicketPlace[] {
  return places.list(reader, {})
}

/** A kind of goods that a printer can be told of. */
export type TicketCategory = ReturnType<typeof categories.read>

/** Every category of the shop's goods, by name. */
export function listTicketCategories(reader: Reader): TicketCategory[] {
  return categories.list(reader, {})
}

/** The printers that tickets can be printed on: those of slips. */
export function listTicketPrinters(reader: Reader): Printer[] {
  return listReceiptPrinters(reader)
}

/** Says which printer is told of which category from now on; what is not named is told nothing. */
export function saveTicketPlaces(tx: Tx, by: By, wanted: readonly TicketPlace[]): void {
  const before = new Set(listTicketPlaces(tx).map(({ printer_id }) => printer_id))
  clear.run(tx, {})
  for (const place of wanted) add.run(tx, place)
  const count = (printer_id: string) => wanted.filter((place) => place.printer_id === printer_id).length
  for (const printer_id of before.union(new Set(wanted.map((place) => place.printer_id)))) {
    record(tx, by, {
      type: 'printer.changed',
      subject_id: printer_id,
      facts: { ticket_categories: count(printer_id) }
    })
  }
}

/**
 * Tells the kitchen and the stock room what was sold of theirs, in the sale's own transaction: one ticket for each
 * printer that has something to do. Each printer has a queue of its own, so a dead one delays nobody else.
 */
export function queueTickets(tx: Tx, by: By, sale_id: string): void {
  for (const { printer_id } of told.list(tx, { sale_id }))
    queueSlip(tx, by, { printer_id, kind: 'ticket', subject_id: sale_id })
}

/** Tells everybody who was told of a sale that it is off: a ticket of the refund that undid it. */
export function queueCancelTickets(
  tx: Tx,
  by: By,
  { sale_id, refund_id }: { sale_id: string; refund_id: string }
): void {
  for (const { job_id, printer_id } of ticketsOf(tx, sale_id))
    queueSlip(tx, by, { printer_id, kind: 'ticket', subject_id: refund_id, made_from: job_id })
}

/** Asks for each ticket of a sale once more, to say that it is a copy. @returns how many there are */
export function queueTicketCopies(tx: Tx, by: By, sale_id: string): { tickets: number } {
  const tickets = ticketsOf(tx, sale_id)
  for (const job of tickets) queueCopy(tx, by, { ...job, made_from: job.job_id })
  return { tickets: tickets.length }
}

/** The tickets of a sale where they are, without their copies. */
export function ticketsOf(reader: Reader, sale_id: string): Job[] {
  return listJobs(reader, sale_id).filter(
    ({ kind, copy_no, state }) =>
      kind === 'ticket' && copy_no === 0 && state !== 'handed-over' && state !== 'dropped'
  )
}

/**
 * The lines of a sale that stand on a ticket: those of the categories of the printer that it was made for, wherever it
 * comes out. Where that printer was told meanwhile to hear of none, all of them: rather too much than nothing.
 */
export function ticketLines(reader: Reader, sale: WholeSale, job_id: string): SaleLine[] {
  const { sale_id, lines } = sale
  const printer_id = madeFor(reader, job_id)
  const own = new Set(linesFor.list(reader, { sale_id, printer_id }).map(({ line_no }) => line_no))
  return own.size > 0 ? lines.filter(({ line_no }) => own.has(line_no)) : lines
}

/** The printer that a ticket was made for at first, before it was copied or handed over. */
function madeFor(reader: Reader, job_id: string): string {
  const { made_from } = source.read(reader, { job_id })
  return made_from ? madeFor(reader, made_from) : findJob(reader, job_id)!.printer_id
}
