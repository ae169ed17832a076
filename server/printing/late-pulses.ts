import { later, type Moment } from '../values/clock.ts'
import type { Job } from './find-jobs.ts'
import { PULSE_LIVES_MS } from './queue-jobs.ts'

/** Milliseconds that a pulse still has: at least one, for a timer, and never more than it was given. */
export function leftOf(expires_at: Moment, now: Moment): number {
  return Math.min(PULSE_LIVES_MS, Math.max(1, Date.parse(expires_at) - Date.parse(now)))
}

/** A clock that was set back says nothing of how old a pulse is: then it is too old as well. */
export function isTooLate(
  { asked_at, expires_at }: Pick<Job, 'asked_at' | 'expires_at'>,
  now: Moment
): boolean {
  return expires_at !== null && (now >= expires_at || now < later(asked_at, -PULSE_LIVES_MS))
}
