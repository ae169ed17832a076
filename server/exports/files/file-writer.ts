import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** So much is brought to the disk at once: a sale that wants the disk at the same moment waits for no more than that. */
const SYNCED_BYTES = 1024 * 1024

/** A file that is written from its beginning to its end; some bytes may be put right afterwards. */
export interface FileWriter {
  /** How long it is so far. */
  readonly bytes: number
  write(bytes: Uint8Array): void
  /** Writes over what stands at a place. */
  mend(bytes: Uint8Array, at: number): void
  /** Brings it to the disk and lets go of it. */
  close(): void
  /** Lets go of it as it is; nothing when it was let go of before. */
  drop(): void
}

/**
 * Opens a file to be written; what was there is gone.
 *
 * @throws the system's error: ENOSPC when the disk is full, which is often known only when it is brought to the disk
 */
export function openFile(path: string): FileWriter {
  const handle = openSync(path, 'w', 0o600)
  let length = 0
  let synced = 0
  let is_open = true
  const drop = (): void => {
    if (is_open) closeSync(handle)
    is_open = false
  }
  const put = (bytes: Uint8Array, at: number): void => {
    // A disk that is nearly full takes a part without a word.
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(handle, bytes, done, bytes.length - done, at + done)
    }
  }
  return {
    get bytes() {
      return length
    },
    write(bytes) {
      put(bytes, length)
      length += bytes.length
      if (length - synced < SYNCED_BYTES) return
      fdatasyncSync(handle)
      synced = length
    },
    mend: put,
    close() {
      try {
        fsyncSync(handle)
      } finally {
        drop()
      }
    },
    drop
  }
}
