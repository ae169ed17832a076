import type Database from 'better-sqlite3'

/** So many times as long a basket that is only being filled may wait: 20 seconds. */
const PATIENCE = 20

/**
 * Says when what happened is worth a segment. Whatever the shop could miss (a sale, money, goods, a right) within a
 * second; a basket that is only being filled may wait, for it is recorded with its sale: on the wire a sale is then one
 * segment and not five, which is half the bytes.
 */
export class Cadence {
  readonly #segment_ms: number
  #waits_since: number | undefined
  /** Up to which event all is recorded, and up to which was looked. */
  #recorded = 0
  #seen = 0

  /** @param segment_ms the least between two segments */
  constructor(segment_ms: number) {
    this.#segment_ms = segment_ms
  }

  /** @param now_ms on the steady clock; @param shop sees it as it is now */
  isDue(now_ms: number, shop: Database.Database): boolean {
    this.#waits_since ??= now_ms
    if (now_ms - this.#waits_since >= PATIENCE * this.#segment_ms) return true
    const deed = shop
      .prepare("select 1 from events where event_id > ? and type <> 'basket.changed' limit 1")
      .get(this.#recorded)
    return deed !== undefined
  }

  /** Looks how far the shop is, before it is recorded. */
  look(shop: Database.Database): void {
    this.#seen = (shop.prepare('select max(event_id) from events').pluck().get() as number | null) ?? 0
  }

  /** All that was there when it looked is recorded. */
  hasRecorded(): void {
    this.#waits_since = undefined
    this.#recorded = this.#seen
  }
}
