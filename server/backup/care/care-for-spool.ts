import { existsSync, readdirSync, rmdirSync, rmSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Lineage } from '../courier/lineage.ts'
import { spoolFolder } from '../engine/resume.ts'
import { generationFolder, storeFolder } from '../objects/names.ts'
import { readCatalog, type StoreCatalog } from '../restore/catalog.ts'
import type { Source } from '../restore/source.ts'
import { forgetCursors } from '../state/cursors.ts'
import { listProven } from '../state/drills.ts'
import type { State } from '../state/open-state.ts'
import { keepRoom } from '../state/room.ts'
import { keepRound, readRound } from '../state/rounds.ts'
import { type CareReport, NOTHING_DONE } from './care.ts'
import { type CareDesk, isNeeded } from './care-for-destination.ts'
import { findNeeded, type Parents } from './needed.ts'
import { planRetention, type RetentionFacts, type Spare } from './plan-retention.ts'
import { readParents } from './read-parents.ts'
import { choosePortion, readAgain } from './reread.ts'
import { thinOut } from './thin-out.ts'
import { findWaiting } from './waiting.ts'

const DAY_MS = 86_400_000

/** Looks after the box's own spool: reads some of it again, and keeps it from filling the disk. */
export async function careForSpool(source: Source, desk: CareDesk): Promise<CareReport> {
  const { state, near, order, signal } = desk
  const { folder, now, keep } = order
  const { bavail, bsize } = statfsSync(folder)
  keepRoom(state, { place: '', free_bytes: bavail * bsize, clock_ahead_ms: null, looked_at: now })
  if (!near) return NOTHING_DONE
  const parents = await readParents(near)
  const { stores } = await readCatalog(source)
  const store = stores.find(({ store_id }) => store_id === near.store.store_id)
  if (!store) return NOTHING_DONE
  const round = readRound(state, '')
  const since_ms = round ? Date.parse(now) - Date.parse(round.read_at) : DAY_MS
  const next_name = round?.next_name ?? ''
  const portion = choosePortion(store, { next_name, since_ms, also: new Set(order.bad) })
  const faults = await readAgain(source, store, portion, order.key, signal)
  // A pack that got its name since it was listed is found again by the one it had.
  const bad = faults.map(({ name }) => name)
  const files = portion.files.length
  const bytes = portion.files.reduce((sum, file) => sum + file.bytes, 0)
  keepRound(state, {
    place: '',
    next_name: portion.next_name,
    read_at: now,
    files,
    bytes,
    faults: bad.length
  })
  const needed = findNeeded(store.generations, parents, Date.parse(now) - keep.days * DAY_MS)
  const needs_anew = bad.some((name) => !order.bad.includes(name) && isNeeded(name, needed))
  const { gone, cut_off } = await relieveSpool(desk, store, parents)
  return { ...NOTHING_DONE, files, bytes, bad, needs_anew, gone, cut_off }
}

async function relieveSpool(desk: CareDesk, store: StoreCatalog, parents: Parents) {
  const { state, index, order, signal } = desk
  const { now, uptime, keep, zone, destinations, key } = order
  const way = new Lineage(index, key).read()
  const facts: RetentionFacts = {
    generations: store.generations,
    parents,
    known: new Set(store.generations.map(({ name }) => name.generation)),
    proven: listProven(state, ''),
    // What lies elsewhere need not lie here for years; without a destination this is all there is.
    keep: destinations.length > 0 ? { ...keep, weeks: 0, months: 0, years: 0 } : keep,
    now: Date.parse(now),
    zone,
    isWaiting: findWaiting(index, way, state, destinations)
  }
  const names = new Map(store.generations.map(({ name }) => [name.generation, generationFolder(name)]))
  const nameOf = ({ generation, file }: Spare): string =>
    `${storeFolder(store.store_id)}/${names.get(generation)!}/${file}`
  const remove = async (name: string): Promise<void> => removeFromSpool(order.folder, name)
  const spare = planRetention(facts).map((file) => ({ name: nameOf(file), bytes: file.bytes }))
  const gone = await thinOut(state, { place: '', spare, uptime, now, is_doubted: false, remove, signal })
  const forced =
    order.is_short && destinations.length > 0
      ? makeRoom(facts, 0, 0, CARRIED)
      : makeRoom(facts, order.most_spool_bytes, gone.length)
  for (const file of forced.files) await remove(nameOf(file))
  return {
    gone: [...gone, ...forced.files.map(nameOf)],
    cut_off: cutOff(state, forced.drops_waiting, destinations)
  }
}

/** How many days are kept, and whether what a destination still waits for goes too. */
const STEPS: readonly (readonly [days: number, drops_waiting: boolean])[] = [
  [7, false],
  [1, false],
  [0, true]
]
/** What is carried goes, and nothing that is not. */
const CARRIED = STEPS.slice(0, 2)

/**
 * Above its limit the spool keeps less and less, at once and whatever was promised: first only what is not carried yet
 * and the last week, at last only what it takes to restore the newest.
 */
function makeRoom(facts: RetentionFacts, most_bytes: number, is_thinned: number, steps = STEPS) {
  const total = facts.generations
    .flatMap(({ packs, parts }) => [...packs, ...parts])
    .reduce((bytes, file) => bytes + file.bytes, 0)
  if (is_thinned > 0 || total <= most_bytes) return { files: [], drops_waiting: false }
  const proven = facts.known
  let files: Spare[] = []
  for (const [days, drops_waiting] of steps) {
    const { isWaiting, ...rest } = { ...facts, proven, keep: { days, weeks: 0, months: 0, years: 0 } }
    files = planRetention({ ...rest, ...(!drops_waiting && isWaiting && { isWaiting }) })
    const left = total - files.reduce((bytes, file) => bytes + file.bytes, 0)
    if (left <= most_bytes || drops_waiting) return { files, drops_waiting }
  }
  return { files, drops_waiting: false }
}

/** Destinations that waited for what is gone begin anew with the newest picture. */
function cutOff(state: State, drops_waiting: boolean, destinations: readonly string[]): string[] {
  if (!drops_waiting) return []
  for (const destination_id of destinations) forgetCursors(state, destination_id)
  return [...destinations]
}

function removeFromSpool(folder: string, name: string): void {
  const path = join(spoolFolder(folder), name.split('/').slice(2).join('/'))
  rmSync(path, { force: true })
  for (let at = dirname(path); at !== spoolFolder(folder) && isEmpty(at); at = dirname(at)) rmdirSync(at)
}

function isEmpty(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length === 0
}
