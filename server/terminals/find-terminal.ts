import { sql } from 'kysely'
import { question, type Reader } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'

/** Stands in place of a key's hash where a till has no device, or its key did not come with the shop's data. */
export const LOST_KEY = 'lost:'

const COLUMNS = [
  'terminal_id',
  'code',
  'name',
  'place',
  'printer_id',
  'drawer_printer_id',
  'drawer_pin',
  'paired_at'
] as const

/** Whether the till has a device, or waits for one. */
const hasDevice = sql<0 | 1>`key_hash not like ${sql.lit(`${LOST_KEY}%`)}`.as('has_device')

const byKey = question<{ key_hash: string }>()((db, { key_hash }) =>
  db.selectFrom('terminals').select(COLUMNS).select(hasDevice).where('key_hash', '=', key_hash)
)

const byId = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.selectFrom('terminals').select(COLUMNS).select(hasDevice).where('terminal_id', '=', terminal_id)
)

const all = question()((db) =>
  db.selectFrom('terminals').select(COLUMNS).select(hasDevice).orderBy('paired_at')
)

export type Terminal = ReturnType<typeof byId.read>

/** The till whose device holds the key behind this hash. */
export function findTerminalByKey(reader: Reader, key_hash: string): Terminal | undefined {
  return byKey.find(reader, { key_hash })
}

export function findTerminal(reader: Reader, terminal_id: string): Terminal | undefined {
  return byId.find(reader, { terminal_id })
}

export function readTerminal(reader: Reader, terminal_id: string): Terminal {
  return byId.read(reader, { terminal_id })
}

/** The till with this code: `K2`. */
export function findTerminalByCode(reader: Reader, code: string): Terminal | undefined {
  return listTerminals(reader).find((till) => till.code === code.toUpperCase())
}

/**
 * Makes sure that no other till has this name, upper or lower case alike.
 *
 * @throws {Refusal} terminal/name-taken
 */
export function refuseTakenName(reader: Reader, name: string, but?: string): void {
  const lower = name.toLowerCase()
  const others = listTerminals(reader).filter(({ terminal_id }) => terminal_id !== but)
  if (others.some((other) => other.name.toLowerCase() === lower)) {
    throw new Refusal('terminal/name-taken', { name })
  }
}

/** Every till, in the order they were paired. */
export function listTerminals(reader: Reader): Terminal[] {
  return all.list(reader, {})
}
