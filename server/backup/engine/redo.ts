import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Page } from '../objects/segment.ts'
import { writeAll } from './files.ts'

/** What the mirror is about to take over with a segment. */
export interface RedoEntry {
  seq: number
  /** Pages of the database after it. */
  db_pages: number
  pages: Page[]
}

const HEAD_BYTES = 20
const LONG_BYTES = 8 << 20

/**
 * What the mirror has taken over since it was last brought to the disk, kept so that it can be taken over again: a stop
 * may leave any of it undone, and a mirror that is wrong by one page would make every later segment wrong.
 */
export class Redo {
  readonly #handle: number
  #bytes = 0
  #bytes_before = 0

  constructor(path: string) {
    this.#handle = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  }

  /** Whether it is time to bring the mirror to the disk and begin anew. */
  get is_long(): boolean {
    return this.#bytes > LONG_BYTES
  }

  /** Notes what comes, on the disk before the segment is. */
  add({ seq, db_pages, pages }: RedoEntry): void {
    const page_bytes = pages[0]?.bytes.length ?? 0
    const body = Buffer.concat(pages.flatMap(({ pgno, bytes }) => [number(pgno), bytes]))
    const head = Buffer.alloc(HEAD_BYTES)
    head.writeUInt32BE(seq, 0)
    head.writeUInt32BE(db_pages, 4)
    head.writeUInt32BE(pages.length, 8)
    head.writeUInt32BE(page_bytes, 12)
    head.writeUInt32BE(crc32(body, crc32(head.subarray(0, 16))), 16)
    const entry = Buffer.concat([head, body])
    try {
      writeAll(this.#handle, entry, this.#bytes)
      fdatasyncSync(this.#handle)
    } catch (error) {
      // What went in of it takes room that a full disk does not have.
      ftruncateSync(this.#handle, this.#bytes)
      throw error
    }
    this.#bytes_before = this.#bytes
    this.#bytes += entry.length
  }

  /** Takes the last entry back: its segment could not be written. */
  takeBack(): void {
    ftruncateSync(this.#handle, this.#bytes_before)
    this.#bytes = this.#bytes_before
  }

  /** Begins anew: all of it is in the mirror, and the mirror on the disk. */
  clear(): void {
    ftruncateSync(this.#handle, 0)
    this.#bytes = 0
  }

  close(): void {
    closeSync(this.#handle)
  }
}

/** What an earlier run noted, in order, up to the first entry that is not whole. */
export function readRedo(path: string): RedoEntry[] {
  const bytes = readFileSync(path)
  const entries: RedoEntry[] = []
  for (let at = 0; at + HEAD_BYTES <= bytes.length; ) {
    const [seq, db_pages, count, page_bytes] = [0, 4, 8, 12].map((offset) => bytes.readUInt32BE(at + offset))
    const step = 4 + page_bytes!
    const body = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + count! * step)
    const own = crc32(body, crc32(bytes.subarray(at, at + 16)))
    if (body.length !== count! * step || own !== bytes.readUInt32BE(at + 16)) break
    // What is left of an earlier round counts no further: its numbers are smaller.
    if (entries.length > 0 && seq !== entries.at(-1)!.seq + 1) break
    const pages = Array.from({ length: count! }, (_, index) => ({
      pgno: body.readUInt32BE(index * step),
      bytes: body.subarray(index * step + 4, (index + 1) * step)
    }))
    entries.push({ seq: seq!, db_pages: db_pages!, pages })
    at += HEAD_BYTES + body.length
  }
  return entries
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
