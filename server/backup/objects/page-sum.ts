import { hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/**
 * A number that says which pages a database file consists of: each page is hashed together with its number, and the
 * hashes are added up. So it can be kept up to date as pages change, and two files of one sum are the same file.
 *
 * Page sum: the sum, modulo 2^128, of the first 16 bytes (read little-endian) of SHA-256 of the page's number (four
 * bytes, little-endian, from 1) followed by the page. Written as 32 hex digits.
 */
const MODULUS = 1n << 128n

/** So much is read at once: fewer calls, and little enough memory for the smallest box. */
const READ_BYTES = 4 << 20

/** Used for page after page: to look at a large shop would otherwise leave its size in memory that nobody gives back. */
let numbered = Buffer.alloc(0)

/** What one page adds to the sum of its file. @param pgno from 1, as SQLite counts */
export function sumOfPage(pgno: number, page: Buffer): bigint {
  if (numbered.length !== 4 + page.length) numbered = Buffer.alloc(4 + page.length)
  numbered.writeUInt32LE(pgno, 0)
  page.copy(numbered, 4)
  const digest = hash('sha256', numbered, 'buffer')
  return (digest.readBigUInt64LE(8) << 64n) | digest.readBigUInt64LE(0)
}

/** A page more. */
export function addMod(sum: bigint, more: bigint): bigint {
  return (sum + more) % MODULUS
}

/** A page less. */
export function subtractMod(sum: bigint, less: bigint): bigint {
  return (sum - less + MODULUS) % MODULUS
}

/** A sum as it is written down: 32 hex digits. */
export function sumText(sum: bigint): string {
  return sum.toString(16).padStart(32, '0')
}

/**
 * Sums up the pages of a file that nobody has open: closing it here would drop SQLite's locks on it in this process.
 *
 * @param pageSize in bytes, as the file's header says
 * @throws {RangeError} when the file is no whole number of pages
 */
export function sumOfFile(path: string, pageSize: number): { pages: number; sum: string } {
  const handle = openSync(path, 'r')
  try {
    const bytes = fstatSync(handle).size
    if (bytes % pageSize !== 0) {
      throw new RangeError(
        `${bytes} bytes are no whole number of pages of ${pageSize} bytes: the file is cut short`
      )
    }
    const read = Buffer.allocUnsafe(Math.max(1, Math.floor(READ_BYTES / pageSize)) * pageSize)
    const pages = bytes / pageSize
    let sum = 0n
    for (let before = 0; before < pages; ) {
      const length = readFully(
        handle,
        read,
        before * pageSize,
        Math.min(read.length, bytes - before * pageSize)
      )
      for (let at = 0; at < length; at += pageSize) {
        sum = addMod(sum, sumOfPage(++before, read.subarray(at, at + pageSize)))
      }
    }
    return { pages, sum: sumText(sum) }
  } finally {
    closeSync(handle)
  }
}

/** A read may bring less than was asked for. */
function readFully(handle: number, into: Buffer, position: number, length: number): number {
  let done = 0
  while (done < length) {
    const count = readSync(handle, into, done, length - done, position + done)
    if (count === 0) throw new RangeError('the file became shorter while it was read')
    done += count
  }
  return done
}
