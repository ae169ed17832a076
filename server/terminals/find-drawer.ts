import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import type { TransportKind } from '../printing/tables.ts'

// Where a till says nothing of a drawer of its own, it is at the printer that its slips come from, on that one's wire.
const ofTill = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db
    .selectFrom('terminals')
    .innerJoin('printers', (join) =>
      join.on(sql`printers.printer_id`, '=', sql`coalesce(drawer_printer_id, terminals.printer_id)`)
    )
    .select([
      'printers.printer_id',
      'printers.transport',
      'printers.drawer_pin as printer_pin',
      'terminals.drawer_pin as own_pin'
    ])
    .where('terminal_id', '=', terminal_id)
    .where('printers.removed_at', 'is', null)
)

/** Where a till's drawer hangs: on which printer, by which wire. `own_pin` is null where it follows the printer. */
export type TillDrawer = ReturnType<typeof ofTill.read>

/** The drawer of a till; undefined where it has no printer at all, or the one with its drawer is gone. */
export function findDrawer(reader: Reader, terminal_id: string): TillDrawer | undefined {
  return ofTill.find(reader, { terminal_id })
}

/** Printers without a socket: what is sent to them moves nothing. */
const WITHOUT_SOCKET: ReadonlySet<TransportKind> = new Set(['preview', 'file'])

/** Whether a drawer can hang on a printer that is reached so. */
export function opensDrawers(transport: TransportKind): boolean {
  return !WITHOUT_SOCKET.has(transport)
}
