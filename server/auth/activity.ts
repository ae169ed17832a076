import type { Tx } from '../db/prepare.ts'
import { later, type Moment } from '../values/clock.ts'
import { noteSeen, type Session } from './sessions.ts'

/** As much of a session as says whether it is locked. */
type Lockable = Pick<Session, 'token_hash' | 'terminal_id' | 'seen_at' | 'locked_at'>

const MINUTE_MS = 60_000
/** Away from a till people read and write longer pages, on devices of their own. */
const AWAY_MINUTES = 30

/**
 * When each session was last used by a hand: kept in memory, and written down once a minute, so that a till that scans
 * all day adds nothing to the backup. After a restart a session is as old as was last written: it locks a little early.
 */
export class Activity {
  readonly #last = new Map<string, Moment>()
  readonly #unwritten = new Set<string>()

  /** Somebody pressed something. */
  note({ token_hash }: Pick<Session, 'token_hash'>, now: Moment): void {
    this.#last.set(token_hash, now)
    this.#unwritten.add(token_hash)
  }

  lastOf({ token_hash, seen_at }: Pick<Session, 'token_hash' | 'seen_at'>): Moment {
    const noted = this.#last.get(token_hash)
    return noted && noted > seen_at ? noted : seen_at
  }

  /**
   * Whether a session is locked: by hand, or because nobody used it for so long (OWASP ASVS 5.0, 7.3.1).
   *
   * @param minutes after which one locks at a till; away from tills it is half an hour at least
   */
  isLocked(session: Lockable, now: Moment, minutes: number): boolean {
    if (session.locked_at !== null) return true
    const idle_minutes = session.terminal_id ? minutes : Math.max(minutes, AWAY_MINUTES)
    return later(this.lastOf(session), idle_minutes * MINUTE_MS) <= now
  }

  /** Whether there is anything to write down. */
  get is_news(): boolean {
    return this.#unwritten.size > 0
  }

  /** Writes down what changed since the last time, and forgets sessions that have ended. */
  writeDown(tx: Tx): void {
    for (const token_hash of this.#unwritten) {
      const at = this.#last.get(token_hash)
      if (at && !noteSeen(tx, token_hash, at)) this.#last.delete(token_hash)
    }
    this.#unwritten.clear()
  }
}
