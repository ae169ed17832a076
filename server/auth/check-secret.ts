import type { FastifyRequest } from 'fastify'
import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import type { Moment } from '../values/clock.ts'
import { NOBODY, secretMatches } from './hash-secret.ts'
import { forgetFailures, guessing, reserveTry, type Subject } from './throttle.ts'

/** A till or an address is shared by several people, each of whom may mistype. */
const FREE_AT_PLACE = 10
const FREE_FROM_ADDRESS = 20

/** By what somebody wanted to get in. */
export type Way = 'pin' | 'password' | 'approval' | 'proof'

/** A password or PIN that somebody claims as theirs. */
export interface Claim {
  /** Whom is guessed at and from where: wrong tries are counted by it. */
  subject: string
  /** Counted besides: the till or the address that the tries come from, whoever is meant. */
  place?: Subject
  secret: string
  /** What it is checked against; nothing where there is nobody of that name, which takes as long. */
  hash: string | null | undefined
  /** For the books: by which way, and who is meant; null where nobody has that name. */
  meant?: { way: Way; staff_id: string | null; terminal_id: string | null }
}

/**
 * Checks a secret off the thread. The try is counted, on the disk, before the secret is looked at; what was wrong is
 * written down as an event, of which there are as many as the throttle lets tries through.
 *
 * @throws {Refusal} sign-in/wrong, and sign-in/locked after too many of them
 */
export async function checkSecret(
  { store, clock }: Pick<Shop, 'store' | 'clock'>,
  { subject, place, secret, hash, meant }: Claim
): Promise<void> {
  const subjects = [{ subject }, ...(place ? [place] : [])]
  const wait = await store.commit((tx) => reserveTry(tx, subjects, clock.now()))
  const right = await secretMatches(secret, hash ?? NOBODY)
  if (right && hash) {
    await store.commit((tx) => {
      for (const one of subjects) forgetFailures(tx, one.subject)
    })
    return
  }
  await store.commit((tx) => recordWrong(tx, clock.now(), { meant, wait }))
  throw new Refusal('sign-in/wrong')
}

/** Tries at somebody's PIN at a till: theirs wherever they are made, and the till's whoever is meant. */
export function pinTries(staff_id: string, terminal_id: string): Pick<Claim, 'subject' | 'place'> {
  return {
    subject: guessing.pin(staff_id),
    place: { subject: guessing.till(terminal_id), free: FREE_AT_PLACE }
  }
}

/** Tries at a password: of that name, and from that address whatever the name. */
export function passwordTries(
  name: string,
  { ip }: Pick<FastifyRequest, 'ip'>
): Pick<Claim, 'subject' | 'place'> {
  return {
    subject: guessing.password(name),
    place: { subject: guessing.address(ip), free: FREE_FROM_ADDRESS }
  }
}

/** What was typed in place of a name is written nowhere: people type passwords there. */
function recordWrong(
  tx: Tx,
  at: Moment,
  { meant, wait }: { meant: Claim['meant']; wait: Moment | null }
): void {
  if (!meant) return
  const { way, staff_id, terminal_id } = meant
  const by: By = { at, staff_id: null, terminal_id, request_id: null }
  const subject_id = staff_id ?? 'nobody'
  record(tx, by, { type: 'staff.sign-in-failed', subject_id, facts: { way } })
  if (wait) record(tx, by, { type: 'staff.locked-out', subject_id, facts: { way, until: wait } })
}
