import { findStaff, listStaff } from '../auth/find-staff.ts'
import { guessing, listLocked } from '../auth/throttle.ts'
import type { Reader } from '../db/prepare.ts'
import { findTerminal } from '../terminals/find-terminal.ts'
import type { Moment } from '../values/clock.ts'

/** Somebody, or a place, that was guessed at too often and has to wait. */
export interface GuessedAt {
  kind: 'person' | 'till' | 'password' | 'address'
  /** Whose, by name; where nobody has that name, nothing of what was typed. */
  name: string
  failures: number
  locked_until: Moment
}

/** Who is locked out just now, said by names. */
export function readLocks(reader: Reader, now: Moment): GuessedAt[] {
  return listLocked(reader, now).map(({ subject, failures, locked_until }) => ({
    ...named(reader, subject),
    failures,
    locked_until: locked_until ?? now
  }))
}

function named(reader: Reader, subject: string): Pick<GuessedAt, 'kind' | 'name'> {
  const at = subject.indexOf(':')
  const [kind, whom] = [subject.slice(0, at), subject.slice(at + 1)]
  if (kind === 'till') {
    const till = findTerminal(reader, whom)
    return { kind: 'till', name: till ? `${till.code} · ${till.name}` : '' }
  }
  if (kind === 'password') {
    const person = listStaff(reader).find(({ name }) => guessing.password(name) === subject)
    return { kind: 'password', name: person?.name ?? '' }
  }
  if (kind === 'from' || kind === 'display') return { kind: 'address', name: whom }
  return { kind: 'person', name: findStaff(reader, whom)?.name ?? '' }
}
