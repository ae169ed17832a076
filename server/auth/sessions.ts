import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { later, type Moment } from '../values/clock.ts'
import { SINGLES } from './find-staff.ts'
import type { Rightful } from './permissions.ts'

const HOUR_MS = 3_600_000

/** How long a session lasts at most: a working day at a till, less where no till is (OWASP ASVS 5.0, 7.3.2). */
const LASTS_MS = { till: 16 * HOUR_MS, away: 12 * HOUR_MS }

/** As long as it takes whoever closed a shift to read what came of it. */
const FAREWELL_MS = 2 * 60_000

/** Somebody signed in. */
export interface Who extends Rightful {
  staff_id: string
  name: string
  /** The till the session was opened at; null: away from any. */
  terminal_id: string | null
}

/** A session as it stands in the books. */
export type Session = NonNullable<ReturnType<typeof byToken.find>>

export interface NewSession {
  token: string
  staff_id: string
  terminal_id: string | null
  /** What kind of device it is opened on. */
  device?: string
  /** The token that this browser held so far: its session ends with this one's beginning. */
  replaces?: string | undefined
}

const add = change<{
  token_hash: string
  staff_id: string
  terminal_id: string | null
  device: string
  at: Moment
  expires_at: Moment
}>()((db, row) =>
  db.insertInto('sessions').values({
    ...pick(row, ['token_hash', 'staff_id', 'terminal_id', 'device', 'expires_at']),
    opened_at: row.at,
    seen_at: row.at
  })
)

const byToken = question<{ token_hash: string; now: Moment }>()((db, { token_hash, now }) =>
  db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.staff_id', 'sessions.staff_id')
    .select(['token_hash', 'staff.staff_id', 'staff.name', 'staff.role', SINGLES, 'sessions.terminal_id'])
    .select(['seen_at', 'locked_at'])
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now)
)

const ofStaff = question<{ staff_id: string; now: Moment }>()((db, { staff_id, now }) =>
  db
    .selectFrom('sessions')
    .leftJoin('terminals', 'terminals.terminal_id', 'sessions.terminal_id')
    .select(['token_hash', 'sessions.terminal_id', 'opened_at', 'seen_at', 'locked_at', 'device'])
    .select(['terminals.code', 'terminals.name as terminal_name'])
    .where('staff_id', '=', staff_id)
    .where('expires_at', '>', now)
    .orderBy('opened_at', 'desc')
)

const atTills = question<{ now: Moment }>()((db, { now }) =>
  db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.staff_id', 'sessions.staff_id')
    .select(['sessions.terminal_id', 'staff.name', 'opened_at'])
    .where('sessions.terminal_id', 'is not', null)
    .where('expires_at', '>', now)
    .orderBy('opened_at', 'desc')
)

const remove = change<{ token_hash: string }>()((db, { token_hash }) =>
  db.deleteFrom('sessions').where('token_hash', '=', token_hash).returning('staff_id')
)

const removeExpired = change<{ now: Moment }>()((db, { now }) =>
  db.deleteFrom('sessions').where('expires_at', '<=', now)
)

const removeOthers = change<{ staff_id: string; token_hash: string }>()((db, { staff_id, token_hash }) =>
  db.deleteFrom('sessions').where('staff_id', '=', staff_id).where('token_hash', '<>', token_hash)
)

const removeAt = change<{ terminal_id: string }>()((db, { terminal_id }) =>
  db.deleteFrom('sessions').where('terminal_id', '=', terminal_id)
)

interface ShiftEnd {
  terminal_id: string
  /** Whose shift it was; null for everybody's at the till. */
  holder_id: string | null
  /** Who stays a little longer. */
  but: string
  at: Moment
}

const removeAtEnd = change<ShiftEnd>()((db, { terminal_id, holder_id, but, at }) =>
  db
    .deleteFrom('sessions')
    .where('terminal_id', '=', terminal_id)
    .where('staff_id', '<>', but)
    .where(sql<boolean>`(${holder_id} is null or staff_id = ${holder_id})`)
    .where('opened_at', '<', at)
)

const shorten = change<Omit<ShiftEnd, 'holder_id'> & { expires_at: Moment }>()(
  (db, { terminal_id, but, at, expires_at }) =>
    db
      .updateTable('sessions')
      .set({ expires_at })
      .where('terminal_id', '=', terminal_id)
      .where('staff_id', '=', but)
      .where('opened_at', '<', at)
      .where('expires_at', '>', expires_at)
)

const lock = change<{ token_hash: string; at: Moment }>()((db, { token_hash, at }) =>
  db
    .updateTable('sessions')
    .set({ locked_at: at })
    .where('token_hash', '=', token_hash)
    .where('locked_at', 'is', null)
)

const see = change<{ token_hash: string; seen_at: Moment }>()((db, { token_hash, seen_at }) =>
  db.updateTable('sessions').set({ seen_at }).where('token_hash', '=', token_hash)
)

/** What stands in the database for a secret that a browser holds. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'hex')
}

/**
 * Opens a session; only the hash of its token is kept. Each sign-in has a token of its own, and what the browser held
 * before is worth nothing from then on (OWASP ASVS 5.0, 7.2.4).
 */
export function openSession(tx: Tx, by: By, session: NewSession): void {
  const { token, staff_id, terminal_id, device = '', replaces } = session
  const earlier = replaces ? remove.maybe(tx, { token_hash: tokenHash(replaces) })?.staff_id : undefined
  if (earlier && earlier !== staff_id) {
    record(tx, { ...by, staff_id: earlier }, { type: 'staff.signed-out', subject_id: earlier })
  }
  const lasts_ms = terminal_id ? LASTS_MS.till : LASTS_MS.away
  add.run(tx, {
    token_hash: tokenHash(token),
    staff_id,
    terminal_id,
    device,
    at: by.at,
    expires_at: later(by.at, lasts_ms)
  })
  record(tx, { ...by, staff_id, terminal_id }, { type: 'staff.signed-in', subject_id: staff_id })
}

/** The session behind a token, if it is still open or only locked. */
export function findSession(reader: Reader, token: string, now: Moment): Session | undefined {
  return byToken.find(reader, { token_hash: tokenHash(token), now })
}

/** Everywhere somebody is signed in, the latest first. */
export function listSessions(reader: Reader, staff_id: string, now: Moment) {
  return ofStaff.list(reader, { staff_id, now })
}

/** Who is signed in at each till, the latest first. */
export function listSignedIn(reader: Reader, now: Moment) {
  return atTills.list(reader, { now })
}

/** Ends a session; a token that opened none is no error. */
export function closeSession(tx: Tx, by: By, token: string): void {
  const ended = remove.maybe(tx, { token_hash: tokenHash(token) })
  if (ended) {
    const { staff_id } = ended
    record(tx, { ...by, staff_id }, { type: 'staff.signed-out', subject_id: staff_id })
  }
}

/** Ends all that somebody has open elsewhere. */
export function closeOtherSessions(tx: Tx, by: By & { staff_id: string }, token: string): void {
  const { staff_id } = by
  const ended = removeOthers.run(tx, { staff_id, token_hash: tokenHash(token) })
  if (ended) record(tx, by, { type: 'session.ended', subject_id: staff_id, facts: { why: 'others', ended } })
}

/**
 * Ends what is open at a till whose shift is closed. Whoever closed it right there has two minutes left to read what
 * came of it; whoever closed it from elsewhere has no session there. What is opened with the closing itself, for whoever
 * takes over, stays.
 *
 * @param shift at which till it was and whose; null for everybody's
 */
export function closeShiftSessions(
  tx: Tx,
  by: By,
  { terminal_id, holder_id }: Pick<ShiftEnd, 'terminal_id' | 'holder_id'>
): void {
  const { at, staff_id } = by
  const but = (by.terminal_id === terminal_id && staff_id) || ''
  const ended = removeAtEnd.run(tx, { terminal_id, holder_id, but, at })
  shorten.run(tx, { terminal_id, but, at, expires_at: later(at, FAREWELL_MS) })
  if (ended)
    record(tx, by, { type: 'session.ended', subject_id: terminal_id, facts: { why: 'shift', ended } })
}

/** Ends everything that is open at a till at once. @returns how many */
export function closeTillSessions(tx: Tx, terminal_id: string): number {
  return removeAt.run(tx, { terminal_id })
}

/** Locks a session until its secret is typed again. */
export function lockSession(tx: Tx, by: By & { staff_id: string }, token: string): void {
  if (lock.run(tx, { token_hash: tokenHash(token), at: by.at }) === 0) return
  record(tx, by, { type: 'session.locked', subject_id: by.staff_id })
}

/** Writes down when a session was last used. @returns whether it is still there */
export function noteSeen(tx: Tx, token_hash: string, seen_at: Moment): boolean {
  return see.run(tx, { token_hash, seen_at }) > 0
}

/** Clears sessions that have run out. @returns how many. */
export function clearSessions(tx: Tx, now: Moment): number {
  return removeExpired.run(tx, { now })
}
