import { change, pick, question } from '../db/prepare.ts'
import { newId } from '../values/id.ts'
import { readHead } from './engine/head.ts'
import { spoolFolder } from './engine/resume.ts'
import { ObjectFault } from './objects/header.ts'
import type { StoreKey } from './objects/seal.ts'
import type { State } from './state/open-state.ts'
import { keepPoint } from './state/points.ts'
import type { BackupTables } from './tables.ts'

const last = question()((db) => db.selectFrom('backup_app').select('version'))

const put = change<BackupTables['backup_app']>()((db, row) =>
  db.replaceInto('backup_app').values(pick(row, ['id', 'version']))
)

/**
 * Names the moment at which another version of Laci left the shop, so that it can be taken back to it. To be called
 * before anything is recorded: that moment is the end of the history so far.
 *
 * @param version the one that runs now
 */
export function markUpdate(state: State, folder: string, key: StoreKey, version: string): void {
  const before = last.find(state, {})?.version
  if (before === version) return
  const head = before === undefined ? undefined : endOfHistory(folder, key)
  if (head) {
    keepPoint(state, {
      point_id: newId(),
      generation: head.name.generation,
      seq: head.seq,
      made_at: new Date(head.meta.t).toISOString(),
      reason: 'before-update',
      label: `Laci ${before}`
    })
  }
  put.run(state, { id: 1, version })
}

/** A history whose end the disk lost has no such moment; the recording finds that out and begins anew. */
function endOfHistory(folder: string, key: StoreKey) {
  try {
    return readHead(spoolFolder(folder), key)
  } catch (error) {
    if (error instanceof ObjectFault) return undefined
    throw error
  }
}
