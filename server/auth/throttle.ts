import { hash } from 'node:crypto'
import { change, question, type Reader, type Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { later, type Moment } from '../values/clock.ts'

/** Wrong tries that are free; each further one doubles the wait. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
/** After this long without a wrong try the count starts anew. */
const FORGIVEN_AFTER_MS = 60 * 60_000

/** Whom is guessed at, or from where; and how many wrong tries are free there. */
export interface Subject {
  subject: string
  free?: number
}

/**
 * Whom somebody guesses at, and from where: wrong tries are counted by it. People type passwords where a name belongs,
 * so of a name only a hash is kept.
 */
export const guessing = {
  /** Somebody's PIN, at whichever till. */
  pin: (staff_id: string) => `pin:${staff_id}`,
  password: (name: string) => `password:${hash('sha256', name.trim().toLowerCase(), 'hex')}`,
  /** All that is typed at a till, whoever is meant. */
  till: (terminal_id: string) => `till:${terminal_id}`,
  /** Every password from an address, whatever the name. */
  address: (ip: string) => `from:${ip}`
}

const bySubject = question<{ subject: string }>()((db, { subject }) =>
  db.selectFrom('sign_in_failures').selectAll().where('subject', '=', subject)
)

const lockedNow = question<{ now: Moment }>()((db, { now }) =>
  db
    .selectFrom('sign_in_failures')
    .selectAll()
    .where('locked_until', '>', now)
    .orderBy('locked_until', 'desc')
    .limit(50)
)

const put = change<{ subject: string; failures: number; at: Moment; locked_until: Moment | null }>()(
  (db, { subject, failures, at, locked_until }) =>
    db
      .insertInto('sign_in_failures')
      .values({ subject, failures, last_failed_at: at, locked_until })
      .onConflict((conflict) =>
        conflict.column('subject').doUpdateSet({ failures, last_failed_at: at, locked_until })
      )
)

const clear = change<{ subject: string }>()((db, { subject }) =>
  db.deleteFrom('sign_in_failures').where('subject', '=', subject)
)

const clearOld = change<{ before: Moment; now: Moment }>()((db, { before, now }) =>
  db
    .deleteFrom('sign_in_failures')
    .where('last_failed_at', '<=', before)
    .where(({ or, eb }) => or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
)

/** Who or where is locked just now: the row as it is counted. */
export type Lock = ReturnType<typeof lockedNow.read>

/**
 * Takes one try from a guesser, across restarts too. A try is counted before the secret is looked at, in a commit of
 * its own: of twenty that arrive together only those that are free are looked at. Whoever was right is forgiven
 * ({@link forgetFailures}).
 *
 * @returns until when the next try must wait; null while some are free
 * @throws {Refusal} sign-in/locked with the seconds left; nothing is counted then
 */
export function reserveTry(tx: Tx, subjects: readonly Subject[], now: Moment): Moment | null {
  for (const { subject } of subjects) refuseGuesser(tx, subject, now)
  const waits = subjects.map(({ subject, free }) => noteFailure(tx, subject, now, free))
  return waits.reduce((latest, wait) => (wait && (!latest || wait > latest) ? wait : latest), null)
}

/** @throws {Refusal} sign-in/locked with the seconds left */
function refuseGuesser(reader: Reader, subject: string, now: Moment): void {
  const row = bySubject.find(reader, { subject })
  if (!row?.locked_until || row.locked_until <= now) return
  // Longer than anybody is ever locked out: the clock was set back since.
  if (later(now, LONGEST_WAIT_MS) < row.locked_until) return
  const seconds = Math.ceil((Date.parse(row.locked_until) - Date.parse(now)) / 1000)
  throw new Refusal('sign-in/locked', { seconds })
}

/** Counts a wrong try. @returns until when the next must wait */
export function noteFailure(tx: Tx, subject: string, at: Moment, free = FREE_TRIES): Moment | null {
  const row = bySubject.find(tx, { subject })
  const forgiven = !row || later(row.last_failed_at, FORGIVEN_AFTER_MS) <= at
  const failures = forgiven ? 1 : row.failures + 1
  const wait_ms = Math.min(FIRST_WAIT_MS * 2 ** (failures - free), LONGEST_WAIT_MS)
  const locked_until = failures < free ? null : later(at, wait_ms)
  put.run(tx, { subject, failures, at, locked_until })
  return locked_until
}

/** Forgets the wrong tries of someone who got in. */
export function forgetFailures(tx: Tx, subject: string): void {
  clear.run(tx, { subject })
}

/** Forgets all wrong tries at somebody: what was guessed at is no longer theirs. */
export function forgetGuesses(tx: Tx, { staff_id, name }: { staff_id: string; name: string }): void {
  forgetFailures(tx, guessing.pin(staff_id))
  forgetFailures(tx, guessing.password(name))
}

/** Forgets what was forgiven long ago, so that names nobody has don't pile up. @returns how many */
export function clearFailures(tx: Tx, now: Moment): number {
  return clearOld.run(tx, { before: later(now, -FORGIVEN_AFTER_MS), now })
}

/** Whoever has to wait just now, the longest first; fifty at most. */
export function listLocked(reader: Reader, now: Moment): Lock[] {
  return lockedNow.list(reader, { now })
}
