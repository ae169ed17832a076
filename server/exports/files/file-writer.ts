import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** A file that is written from its beginning to its end; some bytes may be put right afterwards. */
export interface FileWriter {
  /** How long it is so far. */
  readonly bytes: number
  write(bytes: Uint8Array): void
  /** Writes over what stands at a place. */
  mend(bytes: Uint8Array, at: number): void
  /** Brings it to the disk and lets go of it. */
  close(): void
}

/**
 * Opens a file to be written; what was there is gone.
 *
 * @throws the system's error: ENOSPC when the disk is full, which is often known only when it is brought to the disk
 */
export function openFile(path: string): FileWriter {
  const handle = openSync(path, 'w', 0o600)
  let length = 0
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
    },
    mend: put,
    close() {
      try {
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
    }
  }
}
