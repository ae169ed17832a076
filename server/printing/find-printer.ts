import { question, type Reader } from '../db/prepare.ts'

const byId = question<{ printer_id: string }>()((db, { printer_id }) =>
  db.selectFrom('printers').selectAll().where('printer_id', '=', printer_id)
)

const all = question()((db) => db.selectFrom('printers').selectAll().orderBy('added_at'))

export type Printer = ReturnType<typeof byId.read>

export function findPrinter(reader: Reader, printer_id: string): Printer | undefined {
  return byId.find(reader, { printer_id })
}

/** Every printer, the oldest first. */
export function listPrinters(reader: Reader): Printer[] {
  return all.list(reader, {})
}
