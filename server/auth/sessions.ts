import { hash } from 'node:crypto'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { later, type Moment } from '../values/clock.ts'
import { SINGLES } from './find-staff.ts'
import type { Rightful } from './permissions.ts'

const HOUR_MS = 3_600_000

/** How long a session lasts: a working day at a till, less where no till is (OWASP ASVS 5.0, 7.3). */
const LASTS_MS = { till: 16 * HOUR_MS, away: 12 * HOUR_MS }

/** Somebody signed in. */
export interface Who extends Rightful {
  staff_id: string
  name: string
  /** The till the session was opened at; null: away from any. */
  terminal_id: string | null
}

export interface NewSession {
  token: string
  staff_id: string
  terminal_id: string | null
}

const add = change<{
  token_hash: string
  staff_id: string
  terminal_id: string | null
  at: Moment
  expires_at: Moment
}>()((db, row) =>
  db.insertInto('sessions').values({
    ...pick(row, ['token_hash', 'staff_id', 'terminal_id', 'expires_at']),
    opened_at: row.at,
    seen_at: row.at
  })
)

const byToken = question<{ token_hash: string; now: Moment }>()((db, { token_hash, now }) =>
  db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.staff_id', 'sessions.staff_id')
    .select(['staff.staff_id', 'staff.name', 'staff.role', SINGLES, 'sessions.terminal_id'])
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now)
)

const remove = change<{ token_hash: string }>()((db, { token_hash }) =>
  db.deleteFrom('sessions').where('token_hash', '=', token_hash)
)

const removeExpired = change<{ now: Moment }>()((db, { now }) =>
  db.deleteFrom('sessions').where('expires_at', '<=', now)
)

/** What stands in the database for a secret that a browser holds. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'hex')
}

/** Opens a session; only the hash of its token is kept. */
export function openSession(tx: Tx, by: By, { token, staff_id, terminal_id }: NewSession): void {
  const lasts_ms = terminal_id ? LASTS_MS.till : LASTS_MS.away
  add.run(tx, {
    token_hash: tokenHash(token),
    staff_id,
    terminal_id,
    at: by.at,
    expires_at: later(by.at, lasts_ms)
  })
  record(tx, { ...by, staff_id, terminal_id }, { type: 'staff.signed-in', subject_id: staff_id })
}

/** Who holds a token, if its session is still open. */
export function findSession(reader: Reader, token: string, now: Moment): Who | undefined {
  return byToken.find(reader, { token_hash: tokenHash(token), now })
}

/** Ends a session; a token that opened none is no error. */
export function closeSession(tx: Tx, by: By, token: string): void {
  const ended = remove.run(tx, { token_hash: tokenHash(token) })
  if (ended && by.staff_id) record(tx, by, { type: 'staff.signed-out', subject_id: by.staff_id })
}

/** Clears sessions that have run out. @returns how many. */
export function clearSessions(tx: Tx, now: Moment): number {
  return removeExpired.run(tx, { now })
}
