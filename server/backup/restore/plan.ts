import type { GenerationFiles } from '../engine/spool-reader.ts'
import type { GenerationName } from '../objects/names.ts'
import { type FileRef, fullName, type Gap } from './catalog.ts'
import { before, findTip, latest, type Target, type Tip } from './find-tip.ts'
import { readStart, type Shelf, timeOf } from './shelf.ts'

/** A part of the snapshot that a restoring begins with. */
export interface PlannedPart {
  name: GenerationName
  file: FileRef
  seq: number
  part: number
  is_last: boolean
}

/** A pack of segments, and how far into it. */
export interface PlannedPack {
  name: GenerationName
  file: FileRef
  /** The first segment in it. */
  from: number
  /** The last that is wanted. */
  until: number
}

/** A point in the history. */
export interface Place {
  name: GenerationName
  seq: number
  /** Milliseconds since 1970; null when it could not be read. */
  at: number | null
}

/** How the shop is restored, and how far. */
export interface Plan {
  store_id: string
  /** What was asked for; null when there is nothing that it could mean: older than all, or a name unknown here. */
  wanted: Place | null
  /** What the files lead to; null when not even a snapshot is whole. */
  reaches: Place | null
  /** Whether that is what was asked for. */
  is_complete: boolean
  parts: PlannedPart[]
  packs: PlannedPack[]
  /** Segments that are needed and not there. */
  missing: Gap[]
  bytes: number
  segments: number
}

/** A stretch of the history that lies in one generation: up to which segment. */
type Leg = Tip

/**
 * Picks the newest snapshot at or before the target, and all segments from there. If not all of them are there, the plan
 * leads as far as they go.
 *
 * @param avoid files that were found to be bad, by name: planned around, by an older snapshot or another pack
 * @throws {ObjectFault} wrong-key
 * @throws {DestinationFault} when the place does not answer
 */
export async function planRestore(
  shelf: Shelf,
  target: Target,
  avoid: ReadonlySet<string> = new Set()
): Promise<Plan> {
  const { store_id } = shelf.store
  const tip = await findTip(shelf, target)
  const none = { store_id, reaches: null, is_complete: false, parts: [], packs: [], missing: [] }
  if (!tip) return { ...none, wanted: null, bytes: 0, segments: 0 }
  const wanted = await placeOf(shelf, tip)
  const { best, lost } = await bestWay(shelf, tip, avoid)
  if (!best) return { ...none, wanted, missing: lost, bytes: 0, segments: 0 }
  const { parts, packs, missing, end } = best
  return {
    store_id,
    wanted,
    reaches: await placeOf(shelf, end),
    is_complete: end.files === tip.files && end.seq === tip.seq,
    parts,
    packs,
    missing,
    bytes: [...parts, ...packs].reduce((bytes, { file }) => bytes + file.bytes, 0),
    segments: packs.reduce((count, { from, until }) => count + until - from + 1, 0)
  }
}

async function placeOf(shelf: Shelf, { files, seq }: Tip): Promise<Place> {
  return { name: files.name, seq, at: (await timeOf(shelf, files, seq)) ?? null }
}

interface Way extends Pick<Plan, 'parts' | 'packs' | 'missing'> {
  end: Tip
}

/** Walks back from the tip to each snapshot that it could be reached from; the first that leads all the way is taken. */
async function bestWay(
  shelf: Shelf,
  tip: Tip,
  avoid: ReadonlySet<string>
): Promise<{ best: Way | undefined; lost: Gap[] }> {
  const legs: Leg[] = []
  let best: Way | undefined
  const seen = new Set<GenerationFiles>()
  let last = tip
  for (let at: Tip | undefined = tip; at && !seen.has(at.files); ) {
    const { files } = at
    seen.add(files)
    legs.unshift({ files, seq: at.seq })
    const parts = wholeSnapshot(shelf, at, avoid)
    if (parts) {
      const way = layOut(shelf, parts, legs, avoid)
      if (way.missing.length === 0) return { best: way, lost: [] }
      best = further(best, way)
    }
    last = at
    at = await backFrom(shelf, at)
  }
  return { best, lost: await lostBefore(shelf, last) }
}

/** What a stretch goes on from, when that is not here. */
async function lostBefore(shelf: Shelf, { files }: Tip): Promise<Gap[]> {
  const parent = (await readStart(shelf, files))?.parent
  return parent ? [{ generation: parent.generation, from: parent.seq, to: parent.seq }] : []
}

/** What goes before a stretch; where it begins anew there is a break, and the way ends before it. */
async function backFrom(shelf: Shelf, { files, seq }: Tip): Promise<Tip | undefined> {
  const start = await readStart(shelf, files)
  const tip = await before(shelf, files)
  if (!tip?.is_guess) return tip
  // It said where it comes from, and that is nowhere, or not here.
  if (start) return undefined
  const first = files.packs[0]
  return { files: tip.files, seq: Math.min(tip.seq, files.parts[0]?.seq ?? (first ? first.from - 1 : seq)) }
}

/** The one that gets further along the newest line; of two that end at one place, the one that begins later. */
function further(one: Way | undefined, other: Way): Way {
  if (!one) return other
  const [{ name: first }, { name: second }] = [one.end.files, other.end.files]
  const is_later =
    second.epoch !== first.epoch
      ? second.epoch > first.epoch
      : second.began !== first.began
        ? second.began > first.began
        : other.end.seq > one.end.seq
  return is_later ? other : one
}

/** The parts of a generation's snapshot, when all are there and it is not later than what is wanted. */
function wholeSnapshot(
  { store }: Shelf,
  { files, seq: wanted }: Tip,
  avoid: ReadonlySet<string>
): PlannedPart[] | undefined {
  const parts = files.parts.map(({ file, bytes, seq, part, is_last }) => ({
    name: files.name,
    file: { name: fullName(store, files, file), bytes },
    seq,
    part,
    is_last
  }))
  const is_whole = parts.every(({ part, file }, index) => part === index + 1 && !avoid.has(file.name))
  const last = parts.at(-1)
  return last && is_whole && last.is_last && last.seq <= wanted ? parts : undefined
}

/** Lays packs along the stretches, up to the first segment that none of them holds. */
function layOut(shelf: Shelf, parts: PlannedPart[], legs: Leg[], avoid: ReadonlySet<string>): Way {
  const packs: PlannedPack[] = []
  const missing: Gap[] = []
  let next = parts[0]!.seq + 1
  let end: Tip = { files: legs[0]!.files, seq: parts[0]!.seq }
  for (const leg of legs) {
    while (next <= leg.seq) {
      const pack = packWith(shelf, leg, next, avoid)
      if (!pack) {
        missing.push(gapAt(leg, next))
        return { parts, packs, missing, end }
      }
      packs.push(pack)
      next = pack.until + 1
      end = { files: leg.files, seq: pack.until }
    }
  }
  // A stretch of no length ends where the one before it does; asked for by its own name, it is reached.
  const tip = legs.at(-1)!
  return { parts, packs, missing, end: next === tip.seq + 1 ? tip : end }
}

function packWith(
  { store }: Shelf,
  { files, seq: wanted }: Leg,
  next: number,
  avoid: ReadonlySet<string>
): PlannedPack | undefined {
  const [pack] = files.packs
    .filter(({ from, to, file }) => from <= next && to >= next && !avoid.has(fullName(store, files, file)))
    .toSorted((one, other) => other.to - one.to)
  return (
    pack && {
      name: files.name,
      file: { name: fullName(store, files, pack.file), bytes: pack.bytes },
      from: pack.from,
      until: Math.min(pack.to, wanted)
    }
  )
}

function gapAt({ files, seq }: Leg, from: number): Gap {
  const next = files.packs.find((pack) => pack.from > from)
  return { generation: files.name.generation, from, to: Math.min(seq, (next?.from ?? seq + 1) - 1) }
}

/**
 * The newest point that can be reached at all when what was asked for can't be: on the same line, or on what came
 * before it.
 */
export async function planBestEarlier(
  shelf: Shelf,
  plan: Plan,
  avoid: ReadonlySet<string> = new Set()
): Promise<Plan | undefined> {
  if (plan.reaches) return plan
  let older = shelf.store.generations.find(({ name }) => name.generation === plan.wanted?.name.generation)
  while (older) {
    const tip = latest(shelf, older)
    if (!tip) return undefined
    const found = await planRestore(shelf, { generation: tip.files.name.generation, seq: tip.seq }, avoid)
    if (found.reaches) return { ...found, wanted: plan.wanted, is_complete: false, missing: plan.missing }
    older = tip.files
  }
  return undefined
}
