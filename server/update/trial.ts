import { closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { APP_VERSION } from '../backup/version.ts'
import type { Config } from '../config.ts'
import { syncFolder } from '../db/sync-folder.ts'
import { record } from '../events/record.ts'
import type { Shop } from '../shop.ts'
import { notesFolder, readNote } from './notes.ts'

const LOOK_EVERY_MS = 40

/**
 * A version that has to show first that it is well. It reads and writes the shop's books and answers the box itself,
 * but nobody can sell by it, and nothing leaves the box: should it be taken back, so is all that it did.
 */
export interface Trial {
  readonly from: string
  /** Whether tills are still kept out. */
  readonly is_shut: boolean
  /** Resolves when the version was found well, and the tills may come in. */
  readonly opened: Promise<void>
  /** The box ends before that. */
  stop(): void
}

/**
 * Looks whether this start is a version's trial. It is for as long as scripts/box/settle-update says so, in the one
 * file that also says what is done after a power cut: the two can't disagree.
 *
 * @returns undefined for any other start
 */
export function beginTrial(config: Config): Trial | undefined {
  const note = readNote(config)
  if (note?.phase !== 'trial') return undefined
  let is_shut = true
  const stopped = new AbortController()
  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      if (readNote(config)?.phase === 'done') {
        // What is only in memory yet might be gone after a power cut, and with it what was sold since.
        forceToDisk(notesFolder(config))
        is_shut = false
        return
      }
      await pause(LOOK_EVERY_MS)
    }
    await new Promise(() => {}) // taken back: it never opens
  }
  return {
    from: note.from,
    get is_shut() {
      return is_shut
    },
    opened: watch(),
    stop: () => stopped.abort()
  }
}

function forceToDisk(folder: string): void {
  const state = openSync(join(folder, 'state'), 'r')
  try {
    fsyncSync(state)
  } finally {
    closeSync(state)
  }
  syncFolder(folder)
}

/** The first thing that a new version writes: that it is here. Goes with it, if it is taken back. */
export async function writeFirst({ store, clock, trial }: Shop): Promise<void> {
  if (!trial) return
  const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  const facts = { from: trial.from }
  await store.commit((tx) => record(tx, by, { type: 'version.changed', subject_id: APP_VERSION, facts }))
}
