import { question, type Reader } from '../db/prepare.ts'

const COLUMNS = [
  'terminal_id',
  'code',
  'name',
  'printer_id',
  'drawer_printer_id',
  'drawer_pin',
  'paired_at'
] as const

const byKey = question<{ key_hash: string }>()((db, { key_hash }) =>
  db.selectFrom('terminals').select(COLUMNS).where('key_hash', '=', key_hash)
)

const byId = question<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.selectFrom('terminals').select(COLUMNS).where('terminal_id', '=', terminal_id)
)

const all = question()((db) => db.selectFrom('terminals').select(COLUMNS).orderBy('paired_at'))

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

/** Every till, in the order they were paired. */
export function listTerminals(reader: Reader): Terminal[] {
  return all.list(reader, {})
}
