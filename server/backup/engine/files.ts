import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'

export { syncFolder } from '../../db/sync-folder.ts'

/**
 * Writes all of the bytes. On a nearly full disk a write may take only some of them and call it success; the next one
 * then says why.
 */
export function writeAll(handle: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(handle, bytes, done, bytes.length - done, at + done)
  }
}

/** Writes a new file and brings it to the disk, name and all but the folder's; {@link syncFolder} does that. */
export function writeFileDurably(path: string, bytes: Buffer, mode = 0o600): void {
  const handle = openSync(path, 'w', mode)
  try {
    writeAll(handle, bytes, 0)
    fdatasyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Whether the disk had no room, as the system says it or as SQLite does. */
export function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
}
