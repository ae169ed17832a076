import { readSync } from 'node:fs'
import { sumText } from '../objects/page-sum.ts'
import type { Mirror } from './mirror.ts'

/** Pages at once: a megabyte of the usual 4 KiB, read in a millisecond or two. */
const PAGES_AT_ONCE = 256

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
    const count = Math.min(PAGES_AT_ONCE, mirror.pages - first + 1)
    this.#next = first + count
    const pages = this.#differing(mirror, first, count).filter(
      (pgno) => !inLog.has(pgno) && !this.#known.has(pgno)
    )
    if (pages.length === 0) return undefined
    for (const pgno of pages) this.#known.add(pgno)
    return { pages: pages.slice(0, MOST_TOLD), is_mirror: !isItself(mirror) }
  }

  #differing(mirror: Mirror, first: number, count: number): number[] {
    const { page_bytes } = mirror
    const [live, mirrored] = [Buffer.alloc(count * page_bytes), Buffer.alloc(count * page_bytes)]
    readWhatCan(this.#handle, live, (first - 1) * page_bytes, page_bytes)
    mirror.readRun(first, mirrored)
    if (live.equals(mirrored)) return []
    const pages: number[] = []
    for (let at = 0; at < live.length; at += page_bytes) {
      if (live.compare(mirrored, at, at + page_bytes, at, at + page_bytes) !== 0)
        pages.push(first + at / page_bytes)
    }
    return pages
  }
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
