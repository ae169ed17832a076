import { existsSync } from 'node:fs'
import type { Tx } from '../db/prepare.ts'
import { type By, record } from '../events/record.ts'
import type { Shop } from '../shop.ts'
import { findClockDoubt, findLastMoment } from './find-doubt.ts'
import { judgeClock } from './judge-clock.ts'

/** systemd-timesyncd touches it when the network has set the clock. */
const SYNCED = '/run/systemd/timesync/synchronized'
const LOOK_MS = 60_000

/** Compares the box's clock with what is known, and writes down when it can't be right. Selling never waits for it. */
export class WatchedClock {
  readonly #shop: Pick<Shop, 'store' | 'clock' | 'log'>
  #timer: NodeJS.Timeout | undefined

  constructor(shop: Pick<Shop, 'store' | 'clock' | 'log'>) {
    this.#shop = shop
  }

  /** Looks at a start, and then whether a doubt has passed by itself. */
  async start(): Promise<void> {
    await this.look(null)
    this.#timer = setInterval(() => {
      if (findClockDoubt(this.#shop.store)) void this.look(null)
    }, LOOK_MS).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** @param jumped_ms how far the clock jumped against the steady one; null when nobody was there to see */
  async look(jumped_ms: number | null): Promise<void> {
    const { store, clock, log } = this.#shop
    const now = clock.now()
    const verdict = judgeClock({
      now,
      last_at: findLastMoment(store),
      jumped_ms,
      is_synced: existsSync(SYNCED),
      doubt: findClockDoubt(store)
    })
    if (!verdict) return
    const by = { at: now, staff_id: null, terminal_id: null, request_id: null }
    try {
      await store.commit((tx) => {
        if (verdict === 'set-right') confirmClock(tx, by, 'set-right')
        else record(tx, by, { type: 'clock.doubted', subject_id: 'clock', facts: { ...verdict.doubt } })
      })
    } catch (error) {
      log.warn({ err: error }, 'what the clock does could not be written down')
    }
  }
}

/**
 * Writes down that the clock is right: somebody looked at it, or it came back by itself. From then on the shop's day
 * follows it again, even back.
 *
 * @param why `said` by a person, or `set-right`: it agrees again with what was known
 */
export function confirmClock(tx: Tx, by: By, why: 'said' | 'set-right'): void {
  record(tx, by, { type: 'clock.confirmed', subject_id: 'clock', facts: { why } })
}
