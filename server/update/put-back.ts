import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Returned } from '../backup/mark-update.ts'
import { showEverybodyOut } from '../backup/restore/note-restored.ts'
import { APP_VERSION } from '../backup/version.ts'
import { question } from '../db/prepare.ts'
import type { Store } from '../db/store.ts'
import { syncFolder } from '../db/sync-folder.ts'
import { INDEXED } from '../events/indexed.ts'
import { record } from '../events/record.ts'
import type { Clock } from '../values/clock.ts'
import { updateFolder } from './notes.ts'

/** That somebody asked for the version before, and the shop was put back to what it was when that version was left. */
export interface PutBack extends Returned {
  /** What the shop was until then is kept as, in the folder of updates. */
  left: string
}

/** What scripts/box/settle-update lays down before it puts the shop back. */
const noteFile = (data: string): string => join(updateFolder(data), 'put-back')

/** Whether the shop was put back since this version last ran. */
export function readPutBack(data: string): PutBack | undefined {
  try {
    const text = readFileSync(noteFile(data), 'utf8')
    const line = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? ''
    return { from: line('from'), left: line('left'), at: statSync(noteFile(data)).mtimeMs }
  } catch {
    return undefined
  }
}

const returns = question<{ left: string }>()((db, { left }) =>
  db
    .selectFrom('events')
    .select('event_id')
    .where(INDEXED)
    .where('type', '=', 'version.returned')
    .where('facts', 'like', left)
)

/**
 * Writes into a shop that was put back that it was, once: heads of its ledger that were noted since are of a way that was
 * left, and nobody altered anything. Whoever was signed in then signs in again: somebody may have been shown out since.
 */
export async function notePutBack(
  { store, clock, data }: { store: Store; clock: Clock; data: string },
  { from, left }: PutBack
): Promise<void> {
  const by = { at: clock.now(), staff_id: null, terminal_id: null, request_id: null }
  await store.commit((tx) => {
    if (returns.find(tx, { left: `%"${left}"%` })) return
    showEverybodyOut(tx)
    record(tx, by, { type: 'version.returned', subject_id: APP_VERSION, facts: { from, left } })
  })
  rmSync(noteFile(data))
  syncFolder(updateFolder(data))
}
