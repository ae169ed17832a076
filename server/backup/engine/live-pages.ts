import { readSync } from 'node:fs'
import type { Page } from '../objects/segment.ts'
import type { Batch } from './wal-reader.ts'

/** A run of pages. */
export const PAGES_AT_ONCE = 256

/**
 * Reads a database as it stands, its log laid over its file. A pin must be held since before the batch was read: then
 * nobody changes a page of the file but to what the batch has of it.
 */
export class LivePages {
  readonly page_bytes: number
  readonly pages: number
  readonly #handle: number
  readonly #over: Map<number, Buffer>

  /**
   * @param handle a handle on the database file that stays open as long as anybody in this process has it open: closing
   *   it would drop SQLite's locks on the file (POSIX locks belong to the process)
   * @param batch what the log holds, from its first frame on
   */
  constructor(handle: number, batch: Batch | undefined) {
    this.#handle = handle
    this.#over = batch?.pages ?? new Map()
    const first = Buffer.alloc(100)
    if (readSync(handle, first, 0, 100, 0) < 100)
      throw new Error('the database file is shorter than its head')
    const head = this.#over.get(1) ?? first
    const said = head.readUInt16BE(16)
    this.page_bytes = said === 1 ? 65_536 : said
    this.pages = batch?.db_pages ?? head.readUInt32BE(28)
  }

  /** Pages that lie together, each valid until the next run is asked for. */
  *runs(): Generator<Page[]> {
    const room = Buffer.alloc(PAGES_AT_ONCE * this.page_bytes)
    for (let first = 1; first <= this.pages; first += PAGES_AT_ONCE) {
      const count = Math.min(PAGES_AT_ONCE, this.pages - first + 1)
      room.fill(0)
      readSync(this.#handle, room, 0, count * this.page_bytes, (first - 1) * this.page_bytes)
      yield Array.from({ length: count }, (_, index) => ({
        pgno: first + index,
        bytes:
          this.#over.get(first + index) ??
          room.subarray(index * this.page_bytes, (index + 1) * this.page_bytes)
      }))
    }
  }
}
