import { readSync } from 'node:fs'
import { sumText } from '../objects/page-sum.ts'
import type { Mirror } from './mirror.ts'

/** Pages in a step: a megabyte of the usual 4 KiB, read in a millisecond or two. */
const PAGES_A_STEP = 256
/** Pages read at once, into room that is kept: made anew at each step, it would pile up in a box at rest. */
const PAGES_AT_ONCE = 32

/** What a round of the patrol found wrong. */
export interface Bad {
  /** The page numbers, counted from 1; at most ten of them. */
  pages: number[]
  /** Whether it is the mirror that is bad, and the database that is well. */
  is_mirror: boolean
}

const MOST_TOLD = 10

/**
 * Walks through the database file, a megabyte now and then, and compares it with the mirror: a page that lies there
 * otherwise than it was written went bad on the disk, which SQLite does not notice (of 300 turned bits in a trial its
 * `integrity_check` took eleven for data).
 */
export class Patrol {
  readonly #handle: number
  #next = 1
  #stepped_at = performance.now()
  readonly #step_ms: number
  /** Pages that were found bad are told once. */
  readonly #known = new Set<number>()
  #room = Buffer.alloc(0)

  /**
   * @param handle a handle on the database file that nobody closes as long as this process has it open
   * @param step_ms between two steps; five seconds make 700 MB an hour, which no sale notices
   */
  constructor(handle: number, step_ms: number) {
    this.#handle = handle
    this.#step_ms = step_ms
  }

  /** Whether it is time for a step. */
  isDue(now_ms: number): boolean {
    return now_ms - this.#stepped_at >= this.#step_ms
  }

  /**
   * Compares the next stretch. All that was committed must have been recorded, and a pin be held: then nobody writes to
   * the file but what the log has.
   *
   * @param inLog pages that the log holds: the file may have them older or newer
   * @returns what is newly found wrong
   */
  step(mirror: Mirror, inLog: ReadonlySet<number>, now_ms = performance.now()): Bad | undefined {
    this.#stepped_at = now_ms
    const first = this.#next > mirror.pages ? 1 : this.#next
    this.#next = Math.min(first + PAGES_A_STEP, mirror.pages + 1)
    const pages = this.#differing(mirror, first, this.#next).filter(
      (pgno) => !inLog.has(pgno) && !this.#known.has(pgno)
    )
    if (pages.length === 0) return undefined
    for (const pgno of pages) this.#known.add(pgno)
    return { pages: pages.slice(0, MOST_TOLD), is_mirror: !isItself(mirror) }
  }

  /** @param end the page after the last */
  #differing(mirror: Mirror, first: number, end: number): number[] {
    const { page_bytes } = mirror
    if (this.#room.length !== 2 * PAGES_AT_ONCE * page_bytes)
      this.#room = Buffer.alloc(2 * PAGES_AT_ONCE * page_bytes)
    const pages: number[] = []
    for (let at = first; at < end; at += PAGES_AT_ONCE) {
      const bytes = Math.min(PAGES_AT_ONCE, end - at) * page_bytes
      // What lies beyond the end of a file that was cut off is nothing, and not what was read before.
      const live = this.#room.subarray(0, bytes).fill(0)
      const mirrored = this.#room.subarray(bytes, 2 * bytes).fill(0)
      readWhatCan(this.#handle, live, (at - 1) * page_bytes, page_bytes)
      mirror.readRun(at, mirrored)
      pages.push(...differing(live, mirrored, page_bytes).map((index) => at + index))
    }
    return pages
  }
}

/** Which pages are not alike, counted from 0. */
function differing(one: Buffer, other: Buffer, page_bytes: number): number[] {
  if (one.equals(other)) return []
  const count = one.length / page_bytes
  return Array.from({ length: count }, (_, index) => index).filter((index) => {
    const [from, to] = [index * page_bytes, (index + 1) * page_bytes]
    return one.compare(other, from, to, from, to) !== 0
  })
}

/** A stretch that can't be read is read page by page; what can't be read even so stays zeros, and is found to differ. */
function readWhatCan(handle: number, into: Buffer, at: number, page_bytes: number): void {
  try {
    readSync(handle, into, 0, into.length, at)
  } catch {
    for (let done = 0; done < into.length; done += page_bytes) {
      try {
        readSync(handle, into, done, page_bytes, at + done)
      } catch {
        into.fill(0, done, done + page_bytes)
      }
    }
  }
}

/** Whether the mirror still has the sum that it is known to have. */
function isItself(mirror: Mirror): boolean {
  return sumText(mirror.sumNow()) === mirror.sum_text
}
