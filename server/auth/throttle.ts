import { change, question, type Reader, type Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { later, type Moment } from '../values/clock.ts'

/** Wrong tries that are free; each further one doubles the wait. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
/** After this long without a wrong try the count starts anew. */
const FORGIVEN_AFTER_MS = 60 * 60_000

const bySubject = question<{ subject: string }>()((db, { subject }) =>
  db.selectFrom('sign_in_failures').selectAll().where('subject', '=', subject)
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

const clearAll = change<{ by_pin: string; by_password: string }>()((db, { by_pin, by_password }) =>
  db
    .deleteFrom('sign_in_failures')
    .where(({ eb, or }) => or([eb('subject', 'like', by_pin), eb('subject', '=', by_password)]))
)

/** Whom somebody guesses at who types a PIN at a till, or a name and a password; wrong tries are counted by it. */
export const guessing = {
  pin: (staff_id: string, terminal_id: string) => `pin:${staff_id}:${terminal_id}`,
  password: (name: string) => `password:${name.trim().toLowerCase()}`
}

/**
 * Stops a guesser, across restarts too.
 *
 * @param subject whom is guessed at and from where
 * @throws {Refusal} sign-in/locked with the seconds left.
 */
export function refuseGuesser(reader: Reader, subject: string, now: Moment): void {
  const row = bySubject.find(reader, { subject })
  if (!row?.locked_until || row.locked_until <= now) return
  const seconds = Math.ceil((Date.parse(row.locked_until) - Date.parse(now)) / 1000)
  throw new Refusal('sign-in/locked', { seconds })
}

/** Counts a wrong try. */
export function noteFailure(tx: Tx, subject: string, at: Moment): void {
  const row = bySubject.find(tx, { subject })
  const forgiven = !row || later(row.last_failed_at, FORGIVEN_AFTER_MS) <= at
  const failures = forgiven ? 1 : row.failures + 1
  const wait_ms = Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES), LONGEST_WAIT_MS)
  put.run(tx, { subject, failures, at, locked_until: failures < FREE_TRIES ? null : later(at, wait_ms) })
}

/** Forgets the wrong tries of someone who got in. */
export function forgetFailures(tx: Tx, subject: string): void {
  clear.run(tx, { subject })
}

/** Forgets all wrong tries at somebody, at every till and from afar: what was guessed at is no longer theirs. */
export function forgetGuesses(tx: Tx, { staff_id, name }: { staff_id: string; name: string }): void {
  clearAll.run(tx, { by_pin: `pin:${staff_id}%`, by_password: guessing.password(name) })
}
