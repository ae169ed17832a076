import type { Light } from '../backup/light/judge-light.ts'
import { readLight } from '../backup/light/read-light.ts'
import { openReader } from '../db/open.ts'
import type { Reader } from '../db/prepare.ts'
import type { Shop } from '../shop.ts'
import type { Clock } from '../values/clock.ts'

/**
 * All that the door's pages have of the shop: a connection that the file system and SQLite both keep from writing
 * (opened read-only, and `query_only`), so that even a fault of ours could change nothing through them.
 */
export interface DoorWindow extends Reader {
  readonly clock: Clock
  /** Reads all of it at one moment, so that the figures of a page belong together. */
  look<Output>(work: () => Output): Output
  light(): Light
  close(): void
}

export function openWindow({ store, backup, clock }: Shop): DoorWindow {
  const sqlite = openReader(store.sqlite.name)
  const steps = { begin: sqlite.prepare('begin'), end: sqlite.prepare('commit') }
  const { state, folder } = backup
  return {
    sqlite,
    clock,
    look(work) {
      if (sqlite.inTransaction) return work()
      steps.begin.run()
      try {
        return work()
      } finally {
        steps.end.run()
      }
    },
    light: () => readLight({ store: { sqlite }, backup: { state, folder }, clock }),
    close: () => sqlite.close()
  }
}
