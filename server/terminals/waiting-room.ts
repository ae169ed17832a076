import { randomInt } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import { later, type Moment } from '../values/clock.ts'
import type { DeviceKind } from './device-kind.ts'

/** Letters that nobody takes for another, read off a screen or said aloud; without vowels no word comes of them. */
const LETTERS = 'BCDFGHJKLMNPQRTVWXZ'
const CODE_LENGTH = 6

/** As long as it takes to find the owner. */
const LIVES_MS = 10 * 60_000
/** A page that waits asks every second; one that is closed doesn't any more. */
const GONE_AFTER_MS = 15_000
const MOST_WAITING = 8
/** Codes that one address may be given in a minute. */
const MOST_CODES = 6
const MINUTE_MS = 60_000

/** A device whose page is open and shows a code. */
export interface Waiting {
  code: string
  /** SHA-256 of the key that the device keeps in a cookie: that makes it a till, the code only tells it from others. */
  key_hash: string
  device: DeviceKind
  address: string
  asked_at: Moment
  expires_at: Moment
}

/**
 * Devices that want to be a till and wait for somebody who may let them in. Kept in memory alone: who only knocks writes
 * nothing into the books, and after a restart a device that still waits is given another code.
 */
export class WaitingRoom {
  readonly #waiting = new Map<string, Waiting & { heard_at: Moment }>()
  #given: { address: string; at: Moment }[] = []

  /** The code that a device shows, if it still holds; being asked keeps it in the list. */
  find(key_hash: string, now: Moment): Waiting | undefined {
    this.#tidy(now)
    const found = this.#waiting.get(key_hash)
    if (found) found.heard_at = now
    return found
  }

  /**
   * Lets a device wait, under a code of its own for ten minutes.
   *
   * @throws {Refusal} terminal/too-many-waiting: eight wait already, or this address asked six times in a minute
   */
  admit(
    { key_hash, device, address }: Pick<Waiting, 'key_hash' | 'device' | 'address'>,
    now: Moment
  ): Waiting {
    this.#tidy(now)
    const lately = this.#given.filter((one) => one.address === address)
    if (this.#waiting.size >= MOST_WAITING || lately.length >= MOST_CODES) {
      throw new Refusal('terminal/too-many-waiting')
    }
    this.#given.push({ address, at: now })
    const code = this.#newCode()
    const expires_at = later(now, LIVES_MS)
    const waiting = { code, key_hash, device, address, asked_at: now, expires_at, heard_at: now }
    this.#waiting.set(key_hash, waiting)
    return waiting
  }

  /** Everyone who waits, in the order they came. */
  list(now: Moment): Waiting[] {
    this.#tidy(now)
    return [...this.#waiting.values()]
  }

  /** The device that shows this code. @throws {Refusal} terminal/code-wrong: nobody does, or not any more */
  read(code: string, now: Moment): Waiting {
    const letters = code.toUpperCase().replace(/[^A-Z]/g, '')
    const found = this.list(now).find((one) => one.code === letters)
    if (!found) throw new Refusal('terminal/code-wrong')
    return found
  }

  /** A device waits no more: its code is used up. */
  leave({ key_hash }: Pick<Waiting, 'key_hash'>): void {
    this.#waiting.delete(key_hash)
  }

  #newCode(): string {
    const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
    return [...this.#waiting.values()].some((one) => one.code === code) ? this.#newCode() : code
  }

  #tidy(now: Moment): void {
    this.#given = this.#given.filter(({ at }) => later(at, MINUTE_MS) > now)
    for (const { key_hash, expires_at, heard_at } of this.#waiting.values()) {
      if (expires_at <= now || later(heard_at, GONE_AFTER_MS) <= now) this.#waiting.delete(key_hash)
    }
  }
}
