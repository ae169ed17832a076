import { Secret, TOTP } from 'otpauth'
import type { Moment } from '../values/clock.ts'

const PERIOD_S = 30

/** What a telephone and the box agree on: RFC 6238 with what every authenticator app knows. */
function generator(secret: string, label: string, issuer: string): TOTP {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    label,
    issuer,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S
  })
}

/** A new secret of 160 bits, as RFC 4226 (R6) recommends; base32. */
export function newStepSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What the QR code says to an authenticator app. */
export function otpauthAddress(secret: string, { name, shop }: { name: string; shop: string }): string {
  return generator(secret, name, shop).toString()
}

/**
 * Which span of 30 seconds a code is of: this one, the one before or the one after, for clocks that are not quite
 * right.
 *
 * @returns the span's number since 1970; undefined for a wrong code
 */
export function stepOfCode(secret: string, code: string, now: Moment): number | undefined {
  const timestamp = Date.parse(now)
  const delta = generator(secret, '', '').validate({ token: code, timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_S) + delta
}

/** What is checked where nobody has a second step, so that it takes as long. */
export const NO_SECRET = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
