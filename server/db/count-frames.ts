import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/**
 * How many pages a write-ahead log holds. A log that begins anew overwrites the old one from its start and is not
 * cut off, so its length says nothing; each frame of the newest carries the salt that stands in its header.
 *
 * The log alone may be looked at through the file system; the database and its shared memory never: closing
 * either of those drops SQLite's locks for the whole process.
 *
 * @see sqlite.org/fileformat2.html, "The Write-Ahead Log"
 */
export function countFrames(path: string): number {
  if (!existsSync(path)) return 0 // nothing was ever written
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return 0
    const frame_bytes = FRAME_HEADER_BYTES + header.readUInt32BE(8)
    const salt = header.subarray(16, 24)
    const written = Math.floor((fstatSync(file).size - HEADER_BYTES) / frame_bytes)
    return firstWithout(written, (no) => {
      const found = Buffer.alloc(8)
      readSync(file, found, 0, 8, HEADER_BYTES + no * frame_bytes + 8)
      return found.equals(salt)
    })
  } finally {
    closeSync(file)
  }
}

/** The first of some numbers from 0 that does not have what all before it have. */
function firstWithout(count: number, has: (no: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (has(middle)) low = middle + 1
    else high = middle
  }
  return low
}
