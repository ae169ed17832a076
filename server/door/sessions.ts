import { createHash } from 'node:crypto'
import { may } from '../auth/permissions.ts'
import { tokenHash, type Who } from '../auth/sessions.ts'
import type { Role } from '../auth/tables.ts'
import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { later, type Moment } from '../values/clock.ts'

const MINUTE_MS = 60_000

/** How long one stays in: so long without doing anything, and so long at most (OWASP ASVS 5.0, 7.3). */
const IDLE_MS = 30 * MINUTE_MS
const LASTS_MS = 12 * 60 * MINUTE_MS

/** Somebody inside, by a session of the door's own. */
export interface Visitor extends Who {
  session_id: string
  opened_at: Moment
  seen_at: Moment
}

/** What a session hangs on. */
interface Binding {
  password_hash: string | null
  secret: string
  role: Role
}

const byToken = question<{ token_hash: string; now: Moment; idle_since: Moment }>()(
  (db, { token_hash, now, idle_since }) =>
    db
      .selectFrom('door_sessions')
      .innerJoin('staff', 'staff.staff_id', 'door_sessions.staff_id')
      .innerJoin('second_steps', 'second_steps.staff_id', 'staff.staff_id')
      .leftJoin('staff_departures', 'staff_departures.staff_id', 'staff.staff_id')
      .select([
        'session_id',
        'staff.staff_id',
        'name',
        'role',
        'password_hash',
        'secret',
        'bound_to',
        'opened_at',
        'seen_at'
      ])
      .where('token_hash', '=', token_hash)
      .where('expires_at', '>', now)
      .where('seen_at', '>', idle_since)
      .where('confirmed_at', 'is not', null)
      .where('left_at', 'is', null)
)

const ofStaff = question<{ staff_id: string; now: Moment; idle_since: Moment }>()(
  (db, { staff_id, now, idle_since }) =>
    db
      .selectFrom('door_sessions')
      .select(['session_id', 'device', 'opened_at', 'seen_at'])
      .where('staff_id', '=', staff_id)
      .where('expires_at', '>', now)
      .where('seen_at', '>', idle_since)
      .orderBy('seen_at', 'desc')
)

const add = change<Omit<NewVisit, 'binding'> & { bound_to: string; at: Moment; expires_at: Moment }>()(
  (db, row) =>
    db.insertInto('door_sessions').values({
      ...pick(row, ['session_id', 'token_hash', 'staff_id', 'device_id', 'device', 'bound_to', 'expires_at']),
      opened_at: row.at,
      seen_at: row.at
    })
)

const touch = change<{ session_id: string; at: Moment }>()((db, { session_id, at }) =>
  db.updateTable('door_sessions').set({ seen_at: at }).where('session_id', '=', session_id)
)

const remove = change<{ session_id: string; staff_id: string }>()((db, { session_id, staff_id }) =>
  db.deleteFrom('door_sessions').where('session_id', '=', session_id).where('staff_id', '=', staff_id)
)

const removeOf = change<{ staff_id: string; but: string }>()((db, { staff_id, but }) =>
  db.deleteFrom('door_sessions').where('staff_id', '=', staff_id).where('session_id', '<>', but)
)

const removeOver = change<{ now: Moment; idle_since: Moment }>()((db, { now, idle_since }) =>
  db
    .deleteFrom('door_sessions')
    .where((is) => is.or([is('expires_at', '<=', now), is('seen_at', '<=', idle_since)]))
)

interface NewVisit {
  session_id: string
  token_hash: string
  staff_id: string
  device_id: string
  device: string
  binding: Binding
}

/** Opens a session, and clears those that have run out. */
export function openVisit(tx: Tx, at: Moment, { binding, ...visit }: NewVisit): void {
  removeOver.run(tx, { now: at, idle_since: idleSince(at) })
  add.run(tx, { ...visit, at, bound_to: boundTo(binding), expires_at: later(at, LASTS_MS) })
}

/**
 * Who holds a token, if its session is still open: neither idle for too long nor too old, and with the same password,
 * second step and role as when it was opened; and they still work here, and may.
 */
export function findVisitor(reader: Reader, token: string | undefined, now: Moment): Visitor | undefined {
  if (!token) return undefined
  const row = byToken.find(reader, { token_hash: tokenHash(token), now, idle_since: idleSince(now) })
  if (!row || boundTo(row) !== row.bound_to || !may(row.role, 'see-from-afar')) return undefined
  const { session_id, staff_id, name, role, opened_at, seen_at } = row
  return { session_id, staff_id, name, role, terminal_id: null, opened_at, seen_at }
}

/** Somebody's open sessions, the one used last first. */
export function listVisits(reader: Reader, staff_id: string, now: Moment) {
  return ofStaff.list(reader, { staff_id, now, idle_since: idleSince(now) })
}

export type Visit = ReturnType<typeof listVisits>[number]

/** Writes down that somebody did something. */
export function touchVisit(tx: Tx, session_id: string, at: Moment): void {
  touch.run(tx, { session_id, at })
}

/** Ends one of somebody's own sessions; one that is over already is no error. */
export function endVisit(tx: Tx, by: By, staff_id: string, session_id: string): void {
  if (remove.run(tx, { session_id, staff_id }) === 0) return
  record(tx, by, { type: 'door.signed-out', subject_id: staff_id })
}

/** Ends all of somebody's sessions but one. */
export function endSessionsOf(tx: Tx, staff_id: string, but = ''): void {
  removeOf.run(tx, { staff_id, but })
}

function idleSince(now: Moment): Moment {
  return later(now, -IDLE_MS)
}

/** A mark of what a session hangs on. Both secrets are long and random, so that a quick hash tells nothing. */
function boundTo({ password_hash, secret, role }: Binding): string {
  return createHash('sha256')
    .update(JSON.stringify([password_hash, secret, role]))
    .digest('hex')
}
