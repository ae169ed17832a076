import { change, pick, question, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { DrawerPin } from '../printing/tables.ts'
import type { Moment } from '../values/clock.ts'
import { LOST_KEY, refuseTakenName } from './find-terminal.ts'

export interface NewTerminal {
  terminal_id: string
  name: string
  /** SHA-256 of the key that the device keeps in a cookie. */
  key_hash: string
  printer_id: string | null
}

/** Where a till's drawer hangs. */
interface HangingDrawer {
  terminal_id: string
  /** Null: at the printer that its slips come from. */
  drawer_printer_id: string | null
  /** Null: by the wire that its printer says. */
  drawer_pin: DrawerPin | null
}

const add = change<NewTerminal & { code: string; paired_at: Moment; paired_by: string }>()((db, row) =>
  db
    .insertInto('terminals')
    .values(pick(row, ['terminal_id', 'code', 'name', 'key_hash', 'printer_id', 'paired_at', 'paired_by']))
)

const giveKey = change<Pick<NewTerminal, 'terminal_id' | 'key_hash'>>()((db, { terminal_id, key_hash }) =>
  db.updateTable('terminals').set({ key_hash }).where('terminal_id', '=', terminal_id)
)

const lost = question<{ name: string }>()((db, { name }) =>
  db
    .selectFrom('terminals')
    .select(['terminal_id', 'code'])
    .where('name', '=', name)
    .where('key_hash', 'like', `${LOST_KEY}%`)
)

const usePrinter = change<{ terminal_id: string; printer_id: string | null }>()(
  (db, { terminal_id, printer_id }) =>
    db.updateTable('terminals').set({ printer_id }).where('terminal_id', '=', terminal_id)
)

const useDrawer = change<HangingDrawer>()((db, { terminal_id, drawer_printer_id, drawer_pin }) =>
  db.updateTable('terminals').set({ drawer_printer_id, drawer_pin }).where('terminal_id', '=', terminal_id)
)

const count = question()((db) => db.selectFrom('terminals').select(({ fn }) => fn.countAll<number>().as('n')))

/**
 * Makes a device one of the shop's tills, with the next code in the row: K1, K2, … In a shop that was brought back from
 * its data alone no till has a key; a device that is given such a till's name becomes that till, and counts on where it
 * stopped.
 *
 * @throws {Refusal} terminal/name-taken
 */
export function pairTerminal(tx: Tx, by: By & { staff_id: string }, terminal: NewTerminal): void {
  const earlier = lost.find(tx, { name: terminal.name })
  if (earlier) {
    const { terminal_id, code } = earlier
    giveKey.run(tx, { terminal_id, key_hash: terminal.key_hash })
    usePrinter.run(tx, { terminal_id, printer_id: terminal.printer_id })
    record(tx, by, { type: 'terminal.paired', subject_id: terminal_id, facts: { code } })
    return
  }
  refuseTakenName(tx, terminal.name)
  const code = `K${count.read(tx, {}).n + 1}`
  add.run(tx, { ...terminal, code, paired_at: by.at, paired_by: by.staff_id })
  record(tx, by, { type: 'terminal.paired', subject_id: terminal.terminal_id, facts: { code } })
}

/** Says which printer a till's slips come from; null: none. */
export function assignPrinter(
  tx: Tx,
  by: By,
  { terminal_id, printer_id }: { terminal_id: string; printer_id: string | null }
): void {
  usePrinter.run(tx, { terminal_id, printer_id })
  record(tx, by, { type: 'printer.changed', subject_id: terminal_id, facts: { printer_id } })
}

/** Says where a till's drawer hangs. */
export function hangDrawer(tx: Tx, by: By, drawer: HangingDrawer): void {
  const { terminal_id, drawer_printer_id, drawer_pin } = drawer
  useDrawer.run(tx, drawer)
  const facts = { drawer_printer_id, drawer_pin }
  record(tx, by, { type: 'printer.changed', subject_id: terminal_id, facts })
}
