import { hash } from 'node:crypto'
import type { CoveredRow } from './covered-rows.ts'
import type { Marks } from './covered-tables.ts'

/** The way events are written down and hashed: `docs/ledger.md`. */
export const VERSION = 1

const GENESIS_TAG = 'laci-genesis-1'
const EVENT_TAG = 'laci-event-1'

/** Before the first event stands who the chain is of, so that no two shops' chains begin alike. */
export function hashGenesis(chain_id: string, began_at: string): Buffer {
  return sha256(`${GENESIS_TAG}\n${JSON.stringify([chain_id, began_at])}`)
}

/** SHA-256 over the rows beside an event, a line each; null where there are none. */
export function hashRows(rows: readonly CoveredRow[]): Buffer | null {
  return rows.length > 0 ? sha256(rows.map(({ line }) => line).join('\n')) : null
}

/**
 * The hash of an event, of all before it, and of the rows beside it.
 *
 * @param previous that of the event before, or of the genesis
 * @param line all the event says, as {@link EVENT_LINE} gives it
 */
export function hashEvent(previous: Buffer, line: string, rows: Buffer | null, marks: Marks): Buffer {
  return sha256(eventText(previous.toString('hex'), line, rows?.toString('hex') ?? null, marks))
}

/** What is hashed for an event; hashes in hex. */
export function eventText(previous: string, line: string, rows: string | null, marks: Marks): string {
  const { journal, stock_moves, points_moves } = marks
  const beside = `[${rows === null ? 'null' : `"${rows}"`},${journal},${stock_moves},${points_moves}]`
  return `${EVENT_TAG}\n${previous}\n${line}\n${beside}`
}

/**
 * All an event says, as one line of JSON: SQLite writes arrays of text, whole numbers and null just as RFC 8785 (JCS)
 * has them written.
 */
export const EVENT_LINE =
  'json_array(events.event_id, at, type, subject_id, staff_id, terminal_id, request_id, facts, approved_by)'

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
