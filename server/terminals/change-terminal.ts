import { change, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import { findTerminal, refuseTakenName } from './find-terminal.ts'

interface Named {
  terminal_id: string
  name: string
  /** Where in the shop it stands; nothing where that goes without saying. */
  place: string
}

const put = change<Named>()((db, { terminal_id, name, place }) =>
  db.updateTable('terminals').set({ name, place }).where('terminal_id', '=', terminal_id)
)

/**
 * Calls a till by another name, or says where it stands; its code stays, for that is on its receipts.
 *
 * @throws {Refusal} terminal/gone, terminal/name-taken
 */
export function changeTerminal(tx: Tx, by: By, { terminal_id, name, place }: Named): void {
  const before = findTerminal(tx, terminal_id)
  if (!before) throw new Refusal('terminal/gone')
  if (before.name === name && before.place === place) return
  refuseTakenName(tx, name, terminal_id)
  put.run(tx, { terminal_id, name, place })
  record(tx, by, { type: 'terminal.changed', subject_id: terminal_id, facts: { name, place } })
}
