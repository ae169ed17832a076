import assert from 'node:assert/strict'
import { setTimeout as passes } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import type { DoorConfig } from '../../server/config.ts'
import type { Store } from '../../server/db/store.ts'
import { newStepSecret } from '../../server/door/one-time-code.ts'
import { confirmSecondStep, offerSecondStep } from '../../server/door/second-step.ts'
import { overTheWire } from '../process.ts'
import { type Answer, type Browser, OWNER, openBrowser } from '../shop.ts'

const PERIOD_MS = 30_000

/** A door on any port, for boxes of tests. */
export const DOOR: DoorConfig = { host: '127.0.0.1', port: 0, names: [], trusts_proxy: false }

/** The owner's telephone: gives codes, none twice, as the box wants them. */
class Authenticator {
  readonly #totp: TOTP
  readonly #now: () => number
  #last = 0

  constructor(secret: string, now: () => number = Date.now) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret) })
    this.#now = now
  }

  /** A code that was not given before; waits for one where the box would take none yet. */
  async next(): Promise<string> {
    const current = () => Math.floor(this.#now() / PERIOD_MS)
    const step = Math.max(this.#last + 1, current() - 1)
    while (step > current() + 1) await passes(1000)
    this.#last = step
    return this.at(step)
  }

  /** The code of a span of 30 seconds since 1970. */
  at(step: number): string {
    return this.#totp.generate({ timestamp: step * PERIOD_MS })
  }
}

/** What the owner takes home from setting up the second step. */
export interface SecondStep {
  secret: string
  phone: Authenticator
  codes: string[]
}

/** Sets up the second step in the shop, as the owner does: password, QR code, first code, recovery codes. */
export async function setUpSecondStep(
  owner: Browser,
  { password = OWNER.password, now }: { password?: string; now?: () => number } = {}
): Promise<SecondStep> {
  const offered = await owner.post('/second-step', { password })
  assert.equal(offered.goes, '/second-step', `starting was answered ${offered.status}`)
  const { text } = await owner.get('/second-step')
  const secret = /<code class="secret">([^<]+)</.exec(text)![1]!.replaceAll(' ', '')
  const phone = new Authenticator(secret, now)
  const confirmed = await owner.post('/second-step/confirmation', { code: await phone.next() })
  assert.equal(confirmed.status, 200)
  const codes = [...confirmed.text.matchAll(/<li><code>([^<]+)</g)].map(([, code]) => code!)
  return { secret, phone, codes }
}

/** Puts a second step on for somebody whose own page would offer them none, without recovery codes. @returns their telephone */
export async function giveSecondStep(
  store: Store,
  staff_id: string,
  now: () => number = Date.now
): Promise<Authenticator> {
  const secret = newStepSecret()
  const phone = new Authenticator(secret, now)
  const code = await phone.next()
  const by = { at: new Date(now()).toISOString(), staff_id, terminal_id: null, request_id: null }
  await store.commit((tx) => {
    offerSecondStep(tx, by, staff_id, secret)
    confirmSecondStep(tx, by, staff_id, code, { codes: [], salt: '', marks: [] })
  })
  return phone
}

/** Knocks at the door with what somebody says. */
export async function knock(
  browser: Browser,
  { code, name = OWNER.name, password = OWNER.password }: { code: string; name?: string; password?: string }
): Promise<Answer> {
  return browser.post('/sign-in', { name, password, code })
}

/** A browser that asks the door over HTTP, wherever its near end is. */
export function fromAfar(url: string): Browser {
  return openBrowser(overTheWire(url))
}
