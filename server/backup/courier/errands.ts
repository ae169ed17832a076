import type { Indexed, IndexedPart, SpoolIndex } from '../engine/spool-index.ts'
import type { GenerationName } from '../objects/names.ts'
import type { Stretch } from './lineage.ts'

/** Something to be carried to one destination. */
export type Errand =
  | { kind: 'segments'; name: GenerationName; segments: Indexed[]; bytes: number }
  | { kind: 'part'; name: GenerationName; part: IndexedPart; parts: number; bytes: number }

/** Up to where a destination has a generation: its segments by number, its snapshot's parts by part. */
export interface Acked {
  segments: ReadonlyMap<string, number>
  parts: ReadonlyMap<string, number>
}

/** What there is to do for a destination. */
export interface Plan {
  errands: Errand[]
  /** It holds nothing that could be gone on from, and the spool no picture to begin with: one must be made. */
  needs_snapshot: boolean
  /** It may hold what the spool's history goes on from, as the box it was restored from left it there: to be looked at
   * before anything is brought. */
  might_hold: Stretch['parent']
}

/** As much as goes into one pack. */
const PACK_BYTES = 4 << 20

/**
 * Plans what a destination lacks, in the order in which it should get it: segments oldest first, so that what it holds
 * is always without a gap; a picture before the segments when they would be worth nothing without it, else after them,
 * when the newest sales are safe.
 */
export function planErrands(index: SpoolIndex, way: Stretch[], acked: Acked): Plan {
  const base = findBase(way, acked.segments)
  if (base >= 0) return goOn(index, way.slice(base), acked)
  const might_hold = way[0]?.parent ?? null
  const picture = way.findLastIndex(({ name }) => index.parts(name).length > 0)
  if (picture >= 0) return { ...beginWith(index, way.slice(picture), acked), might_hold }
  return { errands: [], needs_snapshot: way.length > 0, might_hold }
}

/**
 * The oldest stretch that a destination has something of and from which on the spool holds all that it lacks. What the
 * spool was relieved of while a destination was paused leaves a hole: that one begins anew after it.
 *
 * @returns -1 when there is none
 */
export function findBase(way: Stretch[], acked: Acked['segments']): number {
  return way.findIndex(({ name }, index) => {
    const done = acked.get(name.generation)
    return done !== undefined && isWithoutHole(way.slice(index), done)
  })
}

function isWithoutHole(way: Stretch[], done: number): boolean {
  let has = done
  for (const { from, to } of way.filter(({ from, to }) => from <= to)) {
    if (from > has + 1) return false
    has = to
  }
  return true
}

function goOn(index: SpoolIndex, way: Stretch[], acked: Acked): Plan {
  const segments = way.flatMap((stretch) => segmentErrands(index, stretch, acked))
  const newest = way.findLast(({ name }) => index.parts(name).length > 0)
  const parts = newest ? partErrands(index, newest.name, acked) : []
  return { errands: [...segments, ...parts], needs_snapshot: false, might_hold: null }
}

function beginWith(index: SpoolIndex, way: Stretch[], acked: Acked): Plan {
  const parts = partErrands(index, way[0]!.name, acked)
  const segments = way.flatMap((stretch) => segmentErrands(index, stretch, acked))
  return { errands: [...parts, ...segments], needs_snapshot: false, might_hold: null }
}

function segmentErrands(index: SpoolIndex, { name, from, to }: Stretch, { segments }: Acked): Errand[] {
  const done = segments.get(name.generation) ?? from - 1
  if (done >= to) return []
  const errands: Errand[] = []
  let pack: Indexed[] = []
  let bytes = 0
  const end = (): void => {
    if (pack.length > 0) errands.push({ kind: 'segments', name, segments: pack, bytes })
    pack = []
    bytes = 0
  }
  for (const segment of index.segments(name)) {
    if (segment.seq <= done || segment.seq > to) continue
    if (bytes + segment.bytes > PACK_BYTES) end()
    pack.push(segment)
    bytes += segment.bytes
  }
  end()
  return errands
}

function partErrands(index: SpoolIndex, name: GenerationName, { parts }: Acked): Errand[] {
  const all = index.parts(name)
  const done = parts.get(name.generation) ?? 0
  return all
    .filter(({ part }) => part > done)
    .map((part) => ({ kind: 'part', name, part, parts: all.length, bytes: part.bytes }))
}
