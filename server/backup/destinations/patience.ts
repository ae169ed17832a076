import { DestinationFault } from './destination.ts'

/** What has to arrive or leave within one span of patience; a peer that drips a byte a second is as good as gone. */
const LEAST_BYTES = 4096

/** Says that the other side is still there. */
export interface Watch {
  /** It answered, or took or gave so many bytes. */
  progress(bytes?: number): void
  /** What we wait for is our own doing, such as the cap on the uplink: nobody else is to blame. */
  ours<T>(waiting: Promise<T>): Promise<T>
}

/** How long we wait, and what ends the work when nobody answers. */
export interface Patience {
  patience_ms: number
  /** Closes what the work holds; the work itself may never come back. */
  giveUp: () => void
  /** Asked when time is up: bytes that moved without anybody here seeing it, which only the system knows. */
  unseen?: () => number
}

/**
 * Does a piece of work as long as it makes progress.
 *
 * @throws {DestinationFault} `away` when there was none for a whole span of patience.
 */
export async function withPatience<T>(
  { patience_ms, giveUp, unseen }: Patience,
  work: (watch: Watch) => Promise<T>
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let moved = 0
  let over = false
  const { promise: never, reject } = Promise.withResolvers<never>()
  const start = (): void => {
    clearTimeout(timer)
    moved = 0
    if (!over) timer = setTimeout(timeIsUp, patience_ms)
  }
  const timeIsUp = (): void => {
    if (moved + (unseen?.() ?? 0) >= LEAST_BYTES) {
      start()
      return
    }
    giveUp()
    reject(new DestinationFault('away', `no answer for ${patience_ms} ms`))
  }
  const watch: Watch = {
    progress: (bytes = LEAST_BYTES) => {
      moved += bytes
      if (moved >= LEAST_BYTES) start()
    },
    ours: async (waiting) => {
      clearTimeout(timer)
      const result = await waiting
      start()
      return result
    }
  }
  start()
  try {
    return await Promise.race([work(watch), never])
  } finally {
    over = true
    clearTimeout(timer)
  }
}
