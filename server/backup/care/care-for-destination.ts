import type { Destination } from '../destinations/destination.ts'
import { slowly } from '../drills/slowly.ts'
import type { SpoolIndex } from '../engine/spool-index.ts'
import { readGenerationFolder, storeFolder } from '../objects/names.ts'
import { fullName, readCatalog, type StoreCatalog } from '../restore/catalog.ts'
import { openShelf, type Shelf } from '../restore/shelf.ts'
import { forgetGeneration, readCursors } from '../state/cursors.ts'
import { listProven } from '../state/drills.ts'
import { listKnownGenerations } from '../state/generations.ts'
import type { State } from '../state/open-state.ts'
import { readReach } from '../state/reach.ts'
import { keepRoom } from '../state/room.ts'
import { keepRound, readRound } from '../state/rounds.ts'
import { type CareOrder, type CareReport, NOTHING_DONE } from './care.ts'
import { findLost } from './gaps.ts'
import { packsFor, wholeFile } from './mend.ts'
import { findNeeded, type Needed, type Parents } from './needed.ts'
import { planRetention } from './plan-retention.ts'
import { readParents } from './read-parents.ts'
import { choosePortion, readAgain } from './reread.ts'
import { thinOut } from './thin-out.ts'

const DAY_MS = 86_400_000
/** A place whose clock is this far from ours: one of the two is wrong. */
const DOUBT_MS = DAY_MS

/** What is at hand. */
export interface CareDesk {
  state: State
  index: SpoolIndex
  /** The box's own spool, as a shelf. */
  near: Shelf | undefined
  order: CareOrder
  signal: AbortSignal
}

/**
 * Looks after a destination: fills what it lost, reads some of it again and mends what is bad, and relieves it of what
 * is old.
 *
 * @throws {DestinationFault} when it does not answer
 */
export async function careForDestination(destination: Destination, desk: CareDesk): Promise<CareReport> {
  const { state, near, order, signal } = desk
  const { place, key, now, keep } = order
  // Asked before the listing: what was there by then must be listed.
  const acked = readCursors(state, place)
  const store_id = key.store_id.toString('hex')
  const { stores } = await readCatalog(destination)
  const store = stores.find((one) => one.store_id === store_id)
  if (!store) return { ...NOTHING_DONE, needs_anew: acked.segments.size > 0 }
  const source = slowly(destination, order.bytes_per_second, signal)
  const parents = await readParents(openShelf(source, store, key), near)
  const needed = findNeeded(store.generations, parents, Date.parse(now) - keep.days * DAY_MS)
  const lost = needed
    ? await fillHoles(destination, desk, { store, needed, parents, acked })
    : { mended: [], bad: [] }
  const read = await readPortion(destination, desk, store)
  const gone = await relieve(destination, desk, { store, parents, needed })
  const bad = [...lost.bad, ...read.bad]
  return {
    ...NOTHING_DONE,
    files: read.files,
    bytes: read.bytes,
    mended: [...lost.mended, ...read.mended],
    bad,
    // What was known to be bad has led to that already.
    needs_anew: bad.some((name) => !order.bad.includes(name) && isNeeded(name, needed)),
    gone
  }
}

interface Held {
  store: StoreCatalog
  needed: Needed
  parents: Parents
  acked: ReturnType<typeof readCursors>
}

/** What a place had and has no more is brought to it again. */
async function fillHoles(destination: Destination, { index }: CareDesk, held: Held) {
  const { store, needed, parents, acked } = held
  const root = storeFolder(store.store_id)
  const mended: string[] = []
  const bad: string[] = []
  const fill = async (name: string, files: { name: string; bytes: Buffer }[] | undefined): Promise<void> => {
    for (const file of files ?? []) await destination.put(file.name, file.bytes)
    if (files) mended.push(...files.map((file) => file.name))
    else bad.push(name)
  }
  for (const gap of findLost(store.generations, { needed, parents, acked: acked.segments })) {
    await fill(`${gap.generation}/${gap.from}-${gap.to}`, packsFor(index, root, gap))
  }
  for (const files of store.generations.filter(({ name }) => needed.has(name.generation))) {
    const had = acked.parts.get(files.name.generation) ?? 0
    const there = new Set(files.parts.map(({ part }) => part))
    for (const part of index.parts(files.name).filter(({ part }) => part <= had && !there.has(part))) {
      const name = fullName(store, files, part.file)
      await fill(name, [{ name, bytes: index.readPart(files.name, part) }])
    }
  }
  return { mended, bad }
}

async function readPortion(
  destination: Destination,
  { state, index, order, signal }: CareDesk,
  store: StoreCatalog
) {
  const { place, now, key } = order
  const round = readRound(state, place)
  const since_ms = round ? Date.parse(now) - Date.parse(round.read_at) : DAY_MS
  const portion = choosePortion(store, {
    next_name: round?.next_name ?? '',
    since_ms,
    also: new Set(order.bad)
  })
  const faults = await readAgain(
    slowly(destination, order.bytes_per_second, signal),
    store,
    portion,
    key,
    signal
  )
  const mended: string[] = []
  const bad: string[] = []
  for (const { name, kind } of faults) {
    if (kind === 'unreachable') continue
    const whole = wholeFile(index, name)
    if (!whole) {
      bad.push(name)
      continue
    }
    await destination.delete(name)
    await destination.put(whole.name, whole.bytes)
    mended.push(name)
  }
  const files = portion.files.length
  const bytes = portion.files.reduce((sum, file) => sum + file.bytes, 0)
  keepRound(state, { place, next_name: portion.next_name, read_at: now, files, bytes, faults: faults.length })
  return { files, bytes, mended, bad }
}

async function relieve(
  destination: Destination,
  { state, near, order, signal }: CareDesk,
  { store, parents, needed }: Pick<Held, 'store' | 'parents'> & { needed: Needed | undefined }
): Promise<string[]> {
  const { place, now, uptime, keep, zone } = order
  const { free_bytes, clock_ahead_ms } = await destination.learned()
  keepRoom(state, { place, free_bytes, clock_ahead_ms, looked_at: now })
  const { fault } = readReach(state, place)
  // Where another box writes, it is for that one to decide.
  if (fault === 'fenced' || fault === 'foreign-writer') return []
  const own = near?.store.generations.map(({ name }) => name.generation) ?? []
  const known = new Set([...own, ...listKnownGenerations(state).map(({ generation }) => generation)])
  for (const generation of [...known]) addParents(known, parents, generation)
  const spare = planRetention({
    generations: store.generations,
    parents,
    known,
    proven: listProven(state, place),
    keep,
    now: Date.parse(now),
    zone
  })
  const files = new Map(store.generations.map((one) => [one.name.generation, one]))
  const gone = await thinOut(state, {
    place,
    spare: spare.map(({ generation, file, bytes }) => ({
      name: fullName(store, files.get(generation)!, file),
      bytes
    })),
    uptime,
    now,
    is_doubted: Math.abs(clock_ahead_ms ?? 0) > DOUBT_MS,
    remove: (name) => destination.delete(name),
    signal
  })
  for (const name of gone) {
    const generation = generationOf(name)
    if (generation && !needed?.has(generation)) forgetGeneration(state, place, generation)
  }
  return gone
}

/** Where a known generation comes from is known as well. */
function addParents(known: Set<string>, parents: Parents, generation: string): void {
  for (let at = parents.get(generation); at && !known.has(at.generation); at = parents.get(at.generation)) {
    known.add(at.generation)
  }
}

export function isNeeded(name: string, needed: Needed | undefined): boolean {
  const generation = generationOf(name) ?? name.split('/')[0]!
  return needed === undefined || needed.has(generation)
}

function generationOf(name: string): string | undefined {
  return name
    .split('/')
    .map(readGenerationFolder)
    .find((folder) => folder !== undefined)?.generation
}
