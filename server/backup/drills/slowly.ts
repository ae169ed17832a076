import { setTimeout as sleep } from 'node:timers/promises'
import type { Source } from '../restore/source.ts'

/**
 * A source that gives out so many bytes a second at most, over all that are fetched at once, so that the shop's internet
 * stays usable. A file is whole before it counts, so it is the next one that waits.
 *
 * @param bytes_per_second 0 for as many as go
 */
export function slowly(source: Source, bytes_per_second: number, signal: AbortSignal): Source {
  if (bytes_per_second === 0) return source
  let next_at = 0
  return {
    list: (folder) => source.list(folder),
    async get(name) {
      const wait = next_at - performance.now()
      if (wait > 0) await sleep(wait, undefined, { signal })
      const bytes = await source.get(name)
      next_at = Math.max(performance.now(), next_at) + (bytes.length * 1000) / bytes_per_second
      return bytes
    }
  }
}
