import { change, pick, question } from '../db/prepare.ts'
import { newId } from '../values/id.ts'
import { type Head, readHead } from './engine/head.ts'
import { spoolFolder } from './engine/resume.ts'
import { ObjectFault } from './objects/header.ts'
import type { StoreKey } from './objects/seal.ts'
import type { State } from './state/open-state.ts'
import { keepPoint, type Point } from './state/points.ts'
import type { BackupTables } from './tables.ts'

const last = question()((db) => db.selectFrom('backup_app').select('version'))

const put = change<BackupTables['backup_app']>()((db, row) =>
  db.replaceInto('backup_app').values(pick(row, ['id', 'version']))
)

/** That somebody had the shop put back to before another version came. */
export interface Returned {
  /** The version that was left. */
  from: string
  /** Milliseconds since 1970. */
  at: number
}

/**
 * Names the moment up to which the shop was left when somebody had it put back: the end of the history, before anything
 * is recorded. Where a first start was cut short, the history has gone on already, and has its name.
 */
export function markReturn(state: State, folder: string, key: StoreKey, { from, at }: Returned): void {
  const head = endOfHistory(folder, key)
  if (head && head.meta.t <= at) keepEnd(state, head, { reason: 'before-return', label: `Laci ${from}` })
}

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
  if (head) keepEnd(state, head, { reason: 'before-update', label: `Laci ${before}` })
  put.run(state, { id: 1, version })
}

function keepEnd(state: State, { name, seq, meta }: Head, said: Pick<Point, 'reason' | 'label'>): void {
  const made_at = new Date(meta.t).toISOString()
  keepPoint(state, { point_id: newId(), generation: name.generation, seq, made_at, ...said })
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
