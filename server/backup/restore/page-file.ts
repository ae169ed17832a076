import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync, readSync } from 'node:fs'
import { writeAll } from '../engine/files.ts'
import { ObjectFault } from '../objects/header.ts'
import type { Page } from '../objects/segment.ts'

/** A database that is being restored, page by page; nobody has it open as a database yet. */
export class PageFile {
  /** Bytes of a page; known from the first thing that is written. */
  page_bytes = 0
  pages = 0
  readonly #handle: number

  /** @throws EEXIST when something is there already: nothing is ever restored over anything */
  constructor(path: string) {
    this.#handle = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600)
  }

  /** A page as it is; undefined past the end. */
  readonly page = (pgno: number): Buffer | undefined => {
    if (pgno > this.pages) return undefined
    const bytes = Buffer.allocUnsafe(this.page_bytes)
    const count = readSync(this.#handle, bytes, 0, this.page_bytes, (pgno - 1) * this.page_bytes)
    // Where nobody wrote, beyond the end of the file, are zeros.
    return count < this.page_bytes ? bytes.fill(0, count) : bytes
  }

  /** Writes pages; those whose numbers follow one another go together. @throws {ObjectFault} at one beyond the end */
  write(pages: Page[], most_pages: number): void {
    for (let from = 0; from < pages.length; ) {
      let to = from + 1
      while (to < pages.length && pages[to]!.pgno === pages[to - 1]!.pgno + 1) to++
      const run = pages.slice(from, to)
      if (run[0]!.pgno < 1 || run.at(-1)!.pgno > most_pages) {
        throw new ObjectFault('damaged', `a page beyond the end: ${run.at(-1)!.pgno}`)
      }
      const bytes = run.length === 1 ? run[0]!.bytes : Buffer.concat(run.map(({ bytes }) => bytes))
      writeAll(this.#handle, bytes, (run[0]!.pgno - 1) * this.page_bytes)
      from = to
    }
  }

  /** Makes the file so many pages long; new ones are zeros. */
  resize(pages: number): void {
    if (pages !== this.pages) ftruncateSync(this.#handle, pages * this.page_bytes)
    this.pages = pages
  }

  /** Brings all of it to the disk. */
  sync(): void {
    fdatasyncSync(this.#handle)
  }

  close(): void {
    closeSync(this.#handle)
  }
}
