import { addMod, sumOfPage } from '../objects/page-sum.ts'
import type { Page } from '../objects/segment.ts'
import { type LivePages, PAGES_AT_ONCE } from './live-pages.ts'
import type { Mirror } from './mirror.ts'

/** What a look at the database beside its mirror found. */
export interface Comparison {
  /** The sum of the mirror as it lies there. */
  mirror_sum: bigint
  /** The pages of the database that the mirror has otherwise, or not at all; undefined when they are too many. */
  changed: Page[] | undefined
}

/** More pages than this (64 MiB of 4 KiB pages) don't go into a segment: a new picture of the whole is made. */
export const MOST_PAGES = 16_384

/**
 * Reads both, page by page (some 400 MB a second), and sums the mirror: whether it is what it should be, and what
 * changed while nobody looked.
 */
export function compare(live: LivePages, mirror: Mirror): Comparison {
  const { page_bytes } = live
  const changed: Page[] = []
  let mirror_sum = 0n
  let next = 1
  const room = Buffer.alloc(PAGES_AT_ONCE * page_bytes)
  const sumRun = (first: number, count: number): void => {
    for (let index = 0; index < count; index++) {
      const page = room.subarray(index * page_bytes, (index + 1) * page_bytes)
      mirror_sum = addMod(mirror_sum, sumOfPage(first + index, page))
    }
  }
  for (const run of live.runs()) {
    const first = run[0]!.pgno
    const has = Math.max(0, Math.min(run.length, mirror.pages - first + 1))
    if (has > 0) mirror.readRun(first, room)
    sumRun(first, has)
    for (const { pgno, bytes } of run) {
      const at = (pgno - first) * page_bytes
      const is_same = pgno < first + has && bytes.equals(room.subarray(at, at + page_bytes))
      if (!is_same && changed.length <= MOST_PAGES) changed.push({ pgno, bytes: Buffer.from(bytes) })
    }
    next = first + run.length
  }
  for (; next <= mirror.pages; next += PAGES_AT_ONCE) {
    mirror.readRun(next, room)
    sumRun(next, Math.min(PAGES_AT_ONCE, mirror.pages - next + 1))
  }
  return { mirror_sum, changed: changed.length > MOST_PAGES ? undefined : changed }
}

/** Makes the mirror what the database is, and takes its sum. */
export function copyInto(mirror: Mirror, live: LivePages): void {
  let sum = 0n
  const room = Buffer.alloc(PAGES_AT_ONCE * live.page_bytes)
  for (const run of live.runs()) {
    for (const page of run) sum = addMod(sum, sumOfPage(page.pgno, page.bytes))
    mirror.putRun(run, room)
  }
  mirror.resize(live.pages)
  mirror.sum = sum
  mirror.sync()
}
