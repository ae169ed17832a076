import { statfsSync } from 'node:fs'

/** How much room a disk has, in bytes. */
export interface Room {
  /** What whoever is not root may still write. */
  free_bytes: number
  /** What there is for everybody but root: used and free. */
  size_bytes: number
}

/**
 * How it stands with the room:
 *
 * - `ample`: nobody need think of it;
 * - `tight`: the owner is told, long before it hurts;
 * - `short`: what the box can make again is given up;
 * - `out`: no sale is begun that might not be kept. What is recorded still has room to be closed, refunded and carried away.
 */
export type RoomLevel = 'ample' | 'tight' | 'short' | 'out'

const MEGABYTE = 1_000_000
/** Told from so much used on, which is before nine tenths, or with so little left. */
const TIGHT = { used: 0.85, free_bytes: 1000 * MEGABYTE }
/** On a small disk less is little. */
const SHORT = { free: 0.1, free_bytes: 256 * MEGABYTE }
/** Four times the longest write-ahead log that a quiet minute leaves, and a day of sales besides. */
const OUT = { free: 0.05, free_bytes: 32 * MEGABYTE }
/** So much more than the last mark must be free before it counts as passed: no going to and fro with each sale. */
const MARGIN = 1.25

/** How much room the disk has on which a folder lies. */
export function readRoom(folder: string): Room {
  const { bavail, bfree, blocks, bsize } = statfsSync(folder)
  return { free_bytes: bavail * bsize, size_bytes: (blocks - bfree + bavail) * bsize }
}

/** How many bytes whoever is not root may still write on the disk on which a folder lies. */
export function freeBytes(folder: string): number {
  return readRoom(folder).free_bytes
}

/**
 * Says what the room comes to.
 *
 * @param before how it was judged the last time: who is out of room is so until there is a little more than the mark
 */
export function judgeRoom({ free_bytes, size_bytes }: Room, before: RoomLevel = 'ample'): RoomLevel {
  const isBelow = (mark: { free: number; free_bytes: number }, was_below: boolean): boolean =>
    free_bytes < Math.min(mark.free_bytes, size_bytes * mark.free) * (was_below ? MARGIN : 1)
  if (isBelow(OUT, before === 'out')) return 'out'
  if (isBelow(SHORT, before === 'short' || before === 'out')) return 'short'
  const used = 1 - free_bytes / size_bytes
  return used >= TIGHT.used || free_bytes < TIGHT.free_bytes ? 'tight' : 'ample'
}
