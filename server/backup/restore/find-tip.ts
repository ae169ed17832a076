import type { GenerationFiles } from '../engine/spool-reader.ts'
import { findGeneration, lastSeq, newestGeneration } from './catalog.ts'
import { isPassing, openPack, readPoints, readStart, type Shelf } from './shelf.ts'

/** What a person wants the shop taken back to. */
export type Target =
  | 'latest'
  /** As it was at this moment, milliseconds since 1970. */
  | { time: number }
  /** As it was after this segment of the newest line. */
  | { seq: number }
  | { point_id: string }
  /** As it was after a segment of any line, also of one that was left. */
  | { generation: string; seq: number }

/** A place in the history: after which segment of which generation. */
export interface Tip {
  files: GenerationFiles
  seq: number
}

/**
 * Finds what a target means here; undefined when there is nothing that it could mean.
 *
 * A time means the shop as it was then: on the line that was the shop's own at that moment, also if the shop was taken
 * back to before it later.
 */
export async function findTip(shelf: Shelf, target: Target): Promise<Tip | undefined> {
  if (target === 'latest') return latest(shelf)
  if ('generation' in target) return inGeneration(shelf, target.generation, target.seq)
  if ('seq' in target) return onNewestLine(shelf, target.seq)
  if ('time' in target) return atTime(shelf, target.time)
  const points = await readPoints(shelf)
  const point = points.find(({ point_id }) => point_id === target.point_id)
  return point && inGeneration(shelf, point.generation, point.seq)
}

/** The end of the newest line, or of what is older than a generation. */
export function latest({ store }: Shelf, older_than?: GenerationFiles): Tip | undefined {
  const end = older_than ? store.generations.indexOf(older_than) : store.generations.length
  const files = newestGeneration({ ...store, generations: store.generations.slice(0, end) })
  return files && { files, seq: lastSeq(files)! }
}

/**
 * Where a generation comes from: what it goes on from, or, where it begins anew or its beginning can't be read, what
 * came before it in time.
 */
export async function before(
  shelf: Shelf,
  files: GenerationFiles
): Promise<(Tip & { is_guess: boolean }) | undefined> {
  const start = await readStart(shelf, files)
  const parent = start?.parent && findGeneration(shelf.store, start.parent.generation)
  if (parent) return { files: parent, seq: start.parent!.seq, is_guess: false }
  const tip = latest(shelf, files)
  return tip && { ...tip, is_guess: true }
}

function inGeneration({ store }: Shelf, generation: string, seq: number): Tip | undefined {
  const files = findGeneration(store, generation)
  return files && { files, seq }
}

async function onNewestLine(shelf: Shelf, seq: number): Promise<Tip | undefined> {
  const seen = new Set<GenerationFiles>()
  for (let at = latest(shelf); at && !seen.has(at.files); at = await before(shelf, at.files)) {
    seen.add(at.files)
    const first = Math.min(
      ...at.files.parts.map((part) => part.seq),
      ...at.files.packs.map(({ from }) => from)
    )
    if (seq >= first) return { files: at.files, seq }
  }
  return undefined
}

async function atTime(shelf: Shelf, time: number): Promise<Tip | undefined> {
  const files = shelf.store.generations.findLast(
    (files) => files.name.began <= time && lastSeq(files) !== undefined
  )
  if (!files) return undefined
  const straddling = files.packs.findIndex(({ at }) => at > time)
  const whole = straddling < 0 ? files.packs : files.packs.slice(0, straddling)
  const within =
    straddling < 0 ? undefined : await lastUntil(shelf, files, files.packs[straddling]!.file, time)
  const seq = within ?? whole.at(-1)?.to ?? files.parts.find(({ at }) => at <= time)?.seq
  if (seq !== undefined) return { files, seq }
  const parent = await before(shelf, files)
  return parent && { files: parent.files, seq: parent.seq }
}

/** The last segment of a pack that was read by a moment. */
async function lastUntil(
  shelf: Shelf,
  files: GenerationFiles,
  file: string,
  time: number
): Promise<number | undefined> {
  let last: number | undefined
  try {
    for await (const { header } of openPack(shelf, files, file)) {
      if (header.at > time) break
      last = header.seq
    }
  } catch (error) {
    if (!isPassing(error)) throw error
  }
  return last
}
