import { Refusal } from '../refusal.ts'
import type { Shop } from '../shop.ts'
import { NOBODY, secretMatches } from './hash-secret.ts'
import { forgetFailures, noteFailure, refuseGuesser } from './throttle.ts'

/** A password or PIN that somebody claims as theirs. */
export interface Claim {
  /** Whom is guessed at and from where: wrong tries are counted by it. */
  subject: string
  secret: string
  /** What it is checked against; nothing where there is nobody of that name, which takes as long. */
  hash: string | null | undefined
}

/**
 * Checks a secret off the thread; a wrong one is counted before it is refused.
 *
 * @throws {Refusal} sign-in/wrong, and sign-in/locked after too many of them
 */
export async function checkSecret(
  { store, clock }: Pick<Shop, 'store' | 'clock'>,
  { subject, secret, hash }: Claim
): Promise<void> {
  refuseGuesser(store, subject, clock.now())
  const right = await secretMatches(secret, hash ?? NOBODY)
  if (!right || !hash) {
    await store.commit((tx) => noteFailure(tx, subject, clock.now()))
    throw new Refusal('sign-in/wrong')
  }
  await store.commit((tx) => forgetFailures(tx, subject))
}
