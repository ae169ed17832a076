import { setTimeout as sleep } from 'node:timers/promises'

/** A cap on what is sent, shared by all that goes to one destination. */
export interface Pace {
  /** The bytes in portions small enough to be held back evenly, each given out when it is its turn. */
  portions(bytes: Buffer): AsyncGenerator<Buffer, void>
}

/** Big enough to be quick, small enough that a slow line moves within one span of patience. */
const PORTION = 64 * 1024
/** A capped line gives out this often, so that the till's own traffic gets through in between. */
const TURN_MS = 100

/** @param bytes_per_second no cap when left out */
export function keepPace(bytes_per_second: number | undefined): Pace {
  const portion =
    bytes_per_second === undefined
      ? PORTION
      : Math.max(1, Math.min(PORTION, Math.round((bytes_per_second * TURN_MS) / 1000)))
  let next_at = 0
  return {
    portions: async function* (bytes) {
      for (let at = 0; at < bytes.length; at += portion) {
        const piece = bytes.subarray(at, at + portion)
        if (bytes_per_second !== undefined) {
          const now = performance.now()
          const begin_at = Math.max(now, next_at)
          next_at = begin_at + (piece.length * 1000) / bytes_per_second
          if (begin_at > now) await sleep(begin_at - now)
        }
        yield piece
      }
    }
  }
}
