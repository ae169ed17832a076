import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { Moment } from '../values/clock.ts'
import type { Status } from './status.ts'
import type { Answers, PrintingTables } from './tables.ts'

/** What a printer last said of itself, or why it can't be reached. */
export type PrinterState = PrintingTables['printer_states']

const byId = question<{ printer_id: string }>()((db, { printer_id }) =>
  db.selectFrom('printer_states').selectAll().where('printer_id', '=', printer_id)
)

const all = question()((db) => db.selectFrom('printer_states').selectAll())

const keep = change<PrinterState>()((db, row) =>
  db
    .insertInto('printer_states')
    .values(pick(row, ['printer_id', 'link', 'paper', 'cover', 'fault', 'drawer', 'since']))
    .onConflict((conflict) =>
      conflict
        .column('printer_id')
        .doUpdateSet(pick(row, ['link', 'paper', 'cover', 'fault', 'drawer', 'since']))
    )
)

const learn = change<{ printer_id: string; answers: Answers }>()((db, { printer_id, answers }) =>
  db.updateTable('printers').set({ answers }).where('printer_id', '=', printer_id)
)

// A pulse that is being sent, or was cut off, may have opened the drawer as well as one that is done.
const lastPulse = question<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .selectFrom('print_jobs')
    .select('asked_at')
    .where('printer_id', '=', printer_id)
    .where('kind', '=', 'pulse')
    .where('tries', '>', 0)
    .orderBy('job_no', 'desc')
    .limit(1)
)

export function findPrinterState(reader: Reader, printer_id: string): PrinterState | undefined {
  return byId.find(reader, { printer_id })
}

/** The last word of every printer, under its id. */
export function printerStates(reader: Reader): ReadonlyMap<string, PrinterState> {
  return new Map(all.list(reader, {}).map((state) => [state.printer_id, state]))
}

/** A drawer that is seen open so long after a pulse was opened by it. */
const AFTER_PULSE_MS = 60_000

/**
 * Writes down how a printer is. A drawer that opened while nobody asked for it (by its key, or pried open) is an event.
 *
 * @param link `ok`, or why it can't be reached; then nothing is known of the rest
 */
export function keepState(
  tx: Tx,
  by: By,
  { printer_id, link, status }: { printer_id: string; link: string; status: Status | undefined }
): void {
  const before = findPrinterState(tx, printer_id)
  const drawer = status?.drawer ?? null
  keep.run(tx, {
    printer_id,
    link,
    paper: status?.paper ?? null,
    cover: status?.cover ?? null,
    fault: status?.fault ?? null,
    drawer,
    // A drawer that opens meanwhile makes paper end no later.
    since: before?.link === link ? before.since : by.at
  })
  if (before?.drawer === 'closed' && drawer === 'open' && !wasPulsed(tx, printer_id, by.at))
    record(tx, by, { type: 'drawer.found-open', subject_id: printer_id })
}

/** Writes down whether a printer answers when it is asked how it is. */
export function learnAnswers(tx: Tx, printer_id: string, answers: Answers): void {
  learn.run(tx, { printer_id, answers })
}

function wasPulsed(reader: Reader, printer_id: string, now: Moment): boolean {
  const pulse = lastPulse.find(reader, { printer_id })
  return pulse !== undefined && Date.parse(now) - Date.parse(pulse.asked_at) < AFTER_PULSE_MS
}
