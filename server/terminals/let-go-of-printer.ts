import { change, type Tx } from '../db/prepare.ts'
import type { DrawerPin } from '../printing/tables.ts'
import { listTerminals } from './find-terminal.ts'

/** Which tills used a printer: for their slips, and for a drawer of their own on one of its wires. */
export interface PrinterUse {
  tills: string[]
  drawers: { terminal_id: string; pin: DrawerPin | null }[]
}

const letGo = change<{ printer_id: string }>()((db, { printer_id }) =>
  db.updateTable('terminals').set({ printer_id: null }).where('printer_id', '=', printer_id)
)

const letDrawersGo = change<{ printer_id: string }>()((db, { printer_id }) =>
  db
    .updateTable('terminals')
    .set({ drawer_printer_id: null, drawer_pin: null })
    .where('drawer_printer_id', '=', printer_id)
)

const takeBack = change<{ printer_id: string; terminal_id: string }>()((db, { printer_id, terminal_id }) =>
  db
    .updateTable('terminals')
    .set({ printer_id })
    .where('terminal_id', '=', terminal_id)
    .where('printer_id', 'is', null)
)

const takeDrawerBack = change<{ printer_id: string; terminal_id: string; pin: DrawerPin | null }>()(
  (db, { printer_id, terminal_id, pin }) =>
    db
      .updateTable('terminals')
      .set({ drawer_printer_id: printer_id, drawer_pin: pin })
      .where('terminal_id', '=', terminal_id)
      .where('drawer_printer_id', 'is', null)
      .where('drawer_pin', 'is', null)
)

/** Has every till let go of a printer that goes; a till without one sells on without slips. @returns who used it */
export function letGoOfPrinter(tx: Tx, printer_id: string): PrinterUse {
  const all = listTerminals(tx)
  const tills = all.filter((till) => till.printer_id === printer_id).map(({ terminal_id }) => terminal_id)
  const drawers = all
    .filter((till) => till.drawer_printer_id === printer_id)
    .map(({ terminal_id, drawer_pin }) => ({ terminal_id, pin: drawer_pin }))
  letGo.run(tx, { printer_id })
  letDrawersGo.run(tx, { printer_id })
  return { tills, drawers }
}

/** Gives a printer that came back to those who used it, unless they were given another meanwhile. */
export function takePrinterBack(tx: Tx, printer_id: string, { tills, drawers }: PrinterUse): void {
  for (const terminal_id of tills) takeBack.run(tx, { printer_id, terminal_id })
  for (const { terminal_id, pin } of drawers) takeDrawerBack.run(tx, { printer_id, terminal_id, pin })
}
