import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { syncFolder, writeAll } from '../backup/engine/files.ts'
import { openStore } from '../db/open.ts'
import { updateFolder } from './notes.ts'

/** What a new version may change in a way that the old one can't read any more, by their places in the data folder. */
const FILES = ['laci.db', 'backups/state.db']

const PIECE = 4 * 1024 * 1024

/** Where the shop is kept as it was before the last change of versions. */
export const beforeFolder = (data: string): string => join(updateFolder(data), 'before')

/**
 * Copies the shop as far as it stands in its files, while it sells: what is missing is small when it matters. The copy is
 * worth nothing until {@link keepBefore} has been over it.
 */
export function copyAhead(data: string): void {
  rmSync(beforeFolder(data), { recursive: true, force: true })
  copyAll(data)
}

/**
 * Keeps the shop as it is, byte for byte, when nobody has it open: to be taken back by renaming. Only what differs from
 * the copy made ahead is written, so that it takes a moment whatever the size of the shop.
 *
 * @throws {TakenError} while another process has it open
 */
export async function keepBefore(data: string): Promise<void> {
  // All that was sold is in the file then, and nothing in a log beside it.
  const store = await openStore(join(data, 'laci.db'))
  store.close()
  endLog(join(data, 'backups/state.db'))
  copyAll(data)
}

/** Moves into a database what a stop that was not waited for left in its log. */
function endLog(path: string): void {
  if (!existsSync(path)) return
  const sqlite = new Database(path)
  sqlite.pragma('wal_checkpoint(truncate)')
  sqlite.close()
}

function copyAll(data: string): void {
  const folder = beforeFolder(data)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const file of FILES) {
    const from = join(data, file)
    if (existsSync(from)) copyOver(from, join(folder, file.replaceAll('/', '-')))
  }
  syncFolder(folder)
  syncFolder(dirname(folder))
}

/** Makes one file what another is, writing only the pieces that differ, and brings it to the disk. */
function copyOver(from: string, to: string): void {
  const source = openSync(from, 'r')
  const target = openSync(to, existsSync(to) ? 'r+' : 'wx+', 0o600)
  try {
    const [wanted, found] = [Buffer.alloc(PIECE), Buffer.alloc(PIECE)]
    let at = 0
    for (;;) {
      const length = readWhole(source, wanted, at)
      if (length === 0) break
      const piece = wanted.subarray(0, length)
      const is_same = readWhole(target, found, at) >= length && found.subarray(0, length).equals(piece)
      if (!is_same) writeAll(target, piece, at)
      at += length
    }
    ftruncateSync(target, at)
    fdatasyncSync(target)
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

/** Fills a buffer from a place in a file, as far as the file goes. */
function readWhole(handle: number, into: Buffer, at: number): number {
  let done = 0
  for (;;) {
    const got = readSync(handle, into, done, into.length - done, at + done)
    done += got
    if (got === 0 || done === into.length) return done
  }
}
