import type { Reader } from '../db/prepare.ts'
import type { Moment } from '../values/clock.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { findSession, type Session } from './sessions.ts'

/** What a device shows of itself: its cookies, and the till they make it. */
interface Shown {
  cookies: Record<string, string | undefined>
  terminal: { terminal_id: string } | undefined
}

/** The session that a device holds. One that was opened at a till is worth nothing on another device. */
export function findHeldSession(
  reader: Reader,
  { cookies, terminal }: Shown,
  now: Moment
): Session | undefined {
  const token = cookies[SESSION_COOKIE]
  const session = token ? findSession(reader, token, now) : undefined
  if (session?.terminal_id && session.terminal_id !== terminal?.terminal_id) return undefined
  return session
}
