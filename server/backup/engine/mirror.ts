import { closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'
import { addMod, subtractMod, sumOfPage, sumText } from '../objects/page-sum.ts'
import type { Page, ReadPage } from '../objects/segment.ts'
import { writeAll } from './files.ts'

const PAGES_AT_ONCE = 256

/**
 * The database as it was after the last recorded segment, page by page: what the next segment's pages are compared
 * with, what snapshots are made of while sales go on, and what tells in a second what changed while nobody looked.
 * Not sealed: it lies beside the database and says no more than that does.
 */
export class Mirror {
  readonly page_bytes: number
  pages: number
  sum = 0n
  /** Called with each page before it is written over or cut off. */
  beforeLoss: ((page: Page) => void) | undefined
  readonly #handle: number

  constructor(path: string, page_bytes: number) {
    this.page_bytes = page_bytes
    this.#handle = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    this.pages = Math.floor(fstatSync(this.#handle).size / page_bytes)
  }

  /** A page as it is, in bytes of its own; undefined past the end. */
  readonly page: ReadPage = (pgno) => {
    if (pgno > this.pages) return undefined
    const bytes = Buffer.allocUnsafe(this.page_bytes)
    this.readRun(pgno, bytes)
    return bytes
  }

  /** Reads pages that lie together into one buffer. @returns how many bytes there were */
  readRun(first: number, into: Buffer): number {
    return readSync(this.#handle, into, 0, into.length, (first - 1) * this.page_bytes)
  }

  /** The sum of the pages as they lie there now: what {@link sum} should be. Reads all of them. */
  sumNow(): bigint {
    let sum = 0n
    const room = Buffer.alloc(PAGES_AT_ONCE * this.page_bytes)
    for (let first = 1; first <= this.pages; first += PAGES_AT_ONCE) {
      const count = Math.min(PAGES_AT_ONCE, this.pages - first + 1)
      this.readRun(first, room.subarray(0, count * this.page_bytes))
      for (let index = 0; index < count; index++) {
        const page = room.subarray(index * this.page_bytes, (index + 1) * this.page_bytes)
        sum = addMod(sum, sumOfPage(first + index, page))
      }
    }
    return sum
  }

  get sum_text(): string {
    return sumText(this.sum)
  }

  /**
   * What the sum will be with these pages written and the database so long. Pages that nobody wrote are zeros.
   *
   * @param pages in the order of their numbers, none beyond the end
   */
  sumAfter(pages: Page[], db_pages: number): bigint {
    let sum = this.sum
    for (let pgno = db_pages + 1; pgno <= this.pages; pgno++) sum = this.#without(sum, pgno)
    const written = new Set(pages.map(({ pgno }) => pgno))
    const zeros = Buffer.alloc(this.page_bytes)
    for (let pgno = this.pages + 1; pgno <= db_pages; pgno++) {
      if (!written.has(pgno)) sum = addMod(sum, sumOfPage(pgno, zeros))
    }
    for (const { pgno, bytes } of pages) {
      if (pgno <= this.pages) sum = this.#without(sum, pgno)
      sum = addMod(sum, sumOfPage(pgno, bytes))
    }
    return sum
  }

  /** Takes over what a segment changed. @param sum as {@link sumAfter} has it */
  apply(pages: Page[], db_pages: number, sum: bigint): void {
    for (const { pgno } of pages) this.#willLose(pgno)
    for (let pgno = db_pages + 1; pgno <= this.pages; pgno++) this.#willLose(pgno)
    this.redo(pages, db_pages)
    this.sum = sum
  }

  /** Writes pages and sets the length, but leaves the sum: for what a stop cut short, before the sum is taken. */
  redo(pages: Page[], db_pages: number): void {
    for (const { pgno, bytes } of pages) writeAll(this.#handle, bytes, (pgno - 1) * this.page_bytes)
    this.resize(db_pages)
  }

  /** Writes pages that lie together, and leaves the sum. @param room where they are put together, large enough for them */
  putRun(run: Page[], room: Buffer): void {
    const [first] = run
    if (!first) return
    for (const { pgno, bytes } of run) bytes.copy(room, (pgno - first.pgno) * this.page_bytes)
    writeAll(this.#handle, room.subarray(0, run.length * this.page_bytes), (first.pgno - 1) * this.page_bytes)
  }

  /** Makes the file so many pages long, and leaves the sum. */
  resize(pages: number): void {
    ftruncateSync(this.#handle, pages * this.page_bytes)
    this.pages = pages
  }

  /** Brings what was written to the disk. */
  sync(): void {
    fdatasyncSync(this.#handle)
  }

  close(): void {
    closeSync(this.#handle)
  }

  #willLose(pgno: number): void {
    if (!this.beforeLoss) return
    const bytes = this.page(pgno)
    if (bytes) this.beforeLoss({ pgno, bytes })
  }

  #without(sum: bigint, pgno: number): bigint {
    return subtractMod(sum, sumOfPage(pgno, this.page(pgno)!))
  }
}
