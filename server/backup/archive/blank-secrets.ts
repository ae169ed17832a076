import Database from 'better-sqlite3'

/**
 * What opens something, by table: rows that go, and columns that are blanked. An archive lies in a drawer for ten years;
 * it shows what the shop did, and lets nobody in.
 */
const GONE = [
  'sessions',
  'sign_in_failures',
  'display_codes',
  'requests',
  'qris_requests',
  'revoked_keys',
  'recovery_codes',
  'second_steps',
  'door_sessions',
  'door_devices'
] as const
const BLANKED = [
  "update staff set password_hash = iif(password_hash is null, null, ''), pin_hash = iif(pin_hash is null, null, '')",
  'update terminals set key_hash = terminal_id',
  'update displays set key_hash = display_id',
  'update destinations set secret = null'
] as const

/**
 * Takes every secret out of a copy of the shop, and writes it anew so that none is left in a free page either.
 *
 * @param into a path where nothing is yet
 */
export function blankSecrets(copy: Database.Database, into: string): void {
  copy.pragma('foreign_keys = off')
  copy.transaction(() => {
    for (const table of GONE) copy.exec(`delete from ${table}`)
    for (const statement of BLANKED) copy.exec(statement)
  })()
  copy.prepare('vacuum into ?').run(into)
  const written = new Database(into)
  // Without a log beside it: it must open from a disc that can't be written to.
  written.pragma('journal_mode = delete')
  written.close()
}
