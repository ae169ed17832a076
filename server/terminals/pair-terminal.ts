import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Moment } from '../values/clock.ts'
import { listTerminals } from './find-terminal.ts'

export interface NewTerminal {
  terminal_id: string
  name: string
  /** SHA-256 of the key that the device keeps in a cookie. */
  key_hash: string
  printer_id: string | null
}

const add = change<NewTerminal & { code: string; paired_at: Moment; paired_by: string }>()((db, row) =>
  db
    .insertInto('terminals')
    .values(pick(row, ['terminal_id', 'code', 'name', 'key_hash', 'printer_id', 'paired_at', 'paired_by']))
)

const usePrinter = change<{ terminal_id: string; printer_id: string | null }>()(
  (db, { terminal_id, printer_id }) =>
    db.updateTable('terminals').set({ printer_id }).where('terminal_id', '=', terminal_id)
)

const count = question()((db) => db.selectFrom('terminals').select(({ fn }) => fn.countAll<number>().as('n')))

/**
 * Makes a device one of the shop's tills, with the next code in the row: K1, K2, …
 *
 * @throws {Refusal} terminal/name-taken
 */
export function pairTerminal(tx: Tx, by: By & { staff_id: string }, terminal: NewTerminal): void {
  const name = terminal.name.toLowerCase()
  if (listTerminals(tx).some((other) => other.name.toLowerCase() === name)) {
    throw new Refusal('terminal/name-taken', { name: terminal.name })
  }
  const code = `K${count.read(tx, {}).n + 1}`
  add.run(tx, { ...terminal, code, paired_at: by.at, paired_by: by.staff_id })
  record(tx, by, { type: 'terminal.paired', subject_id: terminal.terminal_id, facts: { code } })
}

/** Says which printer, and so which drawer, belongs to a till; null: none. */
export function assignPrinter(
  tx: Tx,
  by: By,
  { terminal_id, printer_id }: { terminal_id: string; printer_id: string | null }
): void {
  usePrinter.run(tx, { terminal_id, printer_id })
  record(tx, by, { type: 'printer.changed', subject_id: terminal_id, facts: { printer_id } })
}
