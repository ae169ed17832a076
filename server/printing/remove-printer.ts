import { change, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { letGoOfPrinter, type PrinterUse, takePrinterBack } from '../terminals/let-go-of-printer.ts'
import type { Moment } from '../values/clock.ts'
import { type Job, listUnsettledJobs } from './find-jobs.ts'
import { findPrinter, type Printer, readPrinter } from './find-printer.ts'
import { refuseTakenName } from './save-printer.ts'
import { markJob } from './settle-jobs.ts'

const setRemoved = change<{ printer_id: string; removed_at: Moment | null }>()(
  (db, { printer_id, removed_at }) =>
    db.updateTable('printers').set({ removed_at }).where('printer_id', '=', printer_id)
)

const ticketsOf = question<{ printer_id: string }>()((db, { printer_id }) =>
  db.selectFrom('ticket_printers').select('category_id').where('printer_id', '=', printer_id)
)

const dropTickets = change<{ printer_id: string }>()((db, { printer_id }) =>
  db.deleteFrom('ticket_printers').where('printer_id', '=', printer_id)
)

const addTicket = change<{ printer_id: string; category_id: string }>()((db, row) =>
  db
    .insertInto('ticket_printers')
    .values({ printer_id: row.printer_id, category_id: row.category_id })
    .onConflict((conflict) => conflict.doNothing())
)

const lastRemoval = question<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .selectFrom('events')
    .select('facts')
    .where('subject_id', '=', printer_id)
    .where('type', '=', 'printer.removed')
    .orderBy('event_id', 'desc')
    .limit(1)
)

/**
 * Takes a printer out of the shop. Tills, drawers and tickets let go of it; what it printed still names it. A test that
 * waits for it goes with it.
 *
 * @throws {Refusal} printer/gone; printer/in-use while slips wait for it or are uncertain: first a person decides
 */
export function removePrinter(tx: Tx, by: By, printer_id: string): void {
  readPrinter(tx, printer_id)
  const jobs = listUnsettledJobs(tx, printer_id)
  const slips = jobs.filter((job) => !isOfNoOne(job))
  if (slips.length > 0) throw new Refusal('printer/in-use', { count: slips.length })
  for (const job of jobs)
    markJob(tx, by, job, { state: job.kind === 'pulse' ? 'expired' : 'dropped', trouble: job.trouble })
  const use = letGoOfPrinter(tx, printer_id)
  const categories = ticketsOf.list(tx, { printer_id }).map(({ category_id }) => category_id)
  dropTickets.run(tx, { printer_id })
  setRemoved.run(tx, { printer_id, removed_at: by.at })
  record(tx, by, {
    type: 'printer.removed',
    subject_id: printer_id,
    facts: {
      tills: use.tills.join(' '),
      drawers: use.drawers.map(({ terminal_id, pin }) => `${terminal_id}:${pin ?? ''}`).join(' '),
      categories: categories.join(' ')
    }
  })
}

/**
 * Brings a removed printer back, to the tills and categories that have been given no other meanwhile.
 *
 * @throws {Refusal} printer/gone when it is not a removed one, printer/name-taken
 */
export function bringPrinterBack(tx: Tx, by: By, printer_id: string): void {
  const printer = findRemovedPrinter(tx, printer_id)
  if (!printer) throw new Refusal('printer/gone')
  refuseTakenName(tx, printer)
  setRemoved.run(tx, { printer_id, removed_at: null })
  const { use, categories } = readRemoval(tx, printer_id)
  takePrinterBack(tx, printer_id, use)
  for (const category_id of categories) addTicket.run(tx, { printer_id, category_id })
  record(tx, by, { type: 'printer.changed', subject_id: printer_id, facts: { is_back: 1 } })
}

/** A printer that the shop has no more. */
export function findRemovedPrinter(reader: Reader, printer_id: string): Printer | undefined {
  const printer = findPrinter(reader, printer_id)
  return printer?.removed_at ? printer : undefined
}

/** A slip that somebody waits for is neither a test nor a drawer's pulse, nor may a byte of it be under way. */
function isOfNoOne({ kind, state }: Job): boolean {
  return (kind === 'test' || kind === 'pulse') && state !== 'sending'
}

/** Who used it when it was removed, as that was written down. */
function readRemoval(reader: Reader, printer_id: string): { use: PrinterUse; categories: string[] } {
  const { facts } = lastRemoval.read(reader, { printer_id })
  const { tills, drawers, categories } = JSON.parse(facts ?? '{}') as Record<string, string | undefined>
  return {
    use: {
      tills: split(tills),
      drawers: split(drawers).map((drawer) => {
        const [terminal_id = '', pin] = drawer.split(':')
        return { terminal_id, pin: pin === '2' ? 2 : pin === '5' ? 5 : null }
      })
    },
    categories: split(categories)
  }
}

function split(list: string | undefined): string[] {
  return list ? list.split(' ') : []
}
