import { change, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { findTerminal } from '../terminals/find-terminal.ts'
import { revokeTerminal } from '../terminals/revoke-terminal.ts'

const dropDisplays = change<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.deleteFrom('displays').where('terminal_id', '=', terminal_id)
)

const dropCodes = change<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.deleteFrom('display_codes').where('terminal_id', '=', terminal_id)
)

const turn = change<{ display_id: string; terminal_id: string }>()((db, { display_id, terminal_id }) =>
  db.updateTable('displays').set({ terminal_id }).where('display_id', '=', display_id)
)

/**
 * Takes a till's device out of the shop, and with it the customer displays that show what the till does.
 *
 * @throws {Refusal} terminal/gone, terminal/taken-out
 */
export function takeOutTill(tx: Tx, by: By, terminal_id: string): void {
  revokeTerminal(tx, by, terminal_id)
  dropDisplays.run(tx, { terminal_id })
  dropCodes.run(tx, { terminal_id })
}

/**
 * Has a customer display show another till.
 *
 * @throws {Refusal} terminal/gone, display/unpaired
 */
export function turnDisplay(
  tx: Tx,
  by: By,
  { display_id, terminal_id }: { display_id: string; terminal_id: string }
): void {
  if (!findTerminal(tx, terminal_id)) throw new Refusal('terminal/gone')
  if (turn.run(tx, { display_id, terminal_id }) === 0) throw new Refusal('display/unpaired')
  record(tx, { ...by, terminal_id }, { type: 'display.paired', subject_id: display_id })
}
