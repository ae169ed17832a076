import { type Destination, DestinationFault } from '../destinations/destination.ts'
import type { SpoolIndex } from '../engine/spool-index.ts'
import { nameOf } from '../engine/spool-reader.ts'
import { keysFolder, type SideFile, sortKeyFiles } from '../keys/keep-key-file.ts'
import { ObjectFault } from '../objects/header.ts'
import {
  generationFolder,
  readGenerationFolder,
  readPackFile,
  readPartFile,
  storeFolder
} from '../objects/names.ts'
import type { StoreKey } from '../objects/seal.ts'
import { moveCursor, movePartCursor, readCursors } from '../state/cursors.ts'
import { listKnownGenerations, rememberGeneration } from '../state/generations.ts'
import type { State } from '../state/open-state.ts'
import { type Errand, findBase, type Plan, planErrands } from './errands.ts'
import type { Lineage, Stretch } from './lineage.ts'

/** What a courier has at hand. */
export interface Bag {
  index: SpoolIndex
  lineage: Lineage
  key: StoreKey
  state: State
  /** Files that belong at each destination besides the history: the wrapped key. Names from the destination's root. */
  keyFiles(): SideFile[]
  /** Which edition of it each destination was brought. */
  keys_brought: Map<string, string>
  now(): string
}

/** How an errand went on, told after each piece. */
export interface Carried {
  /** The time of the last commit that is there, milliseconds since 1970; undefined while nothing is. */
  safe_until?: number
  waiting_bytes: number
}

/** How a visit ended. */
export interface Visit {
  plan: Pick<Plan, 'needs_snapshot'>
  /** Another box writes this shop's history there. */
  other?: 'foreign-writer' | 'fenced'
}

/**
 * Brings a destination what it lacks, piece by piece; each counts from when it was read back there. Stops at the first
 * piece that can't be brought, so what a destination holds never has a hole.
 *
 * @param tell is told after each piece; answers false to end the visit
 * @throws {DestinationFault} why it could not go on
 */
export async function visit(
  bag: Bag,
  destination_id: string,
  destination: Destination,
  tell: (carried: Carried) => boolean
): Promise<Visit> {
  const root = storeFolder(bag.key.store_id.toString('hex'))
  const folders = await foldersAt(destination, root)
  const other = lookForOthers(bag, folders)
  if (other === 'fenced') return { plan: { needs_snapshot: false }, other }
  await bringKeys(bag, destination_id, destination)
  let was_looked = false
  for (;;) {
    const way = bag.lineage.read()
    const plan = planErrands(bag.index, way, readCursors(bag.state, destination_id))
    if (plan.might_hold && !was_looked) {
      was_looked = true
      if (await holds(destination, root, folders, plan.might_hold)) {
        adopt(bag, destination_id, way[0]!)
        continue
      }
    }
    const waiting = plan.errands.reduce((bytes, errand) => bytes + errand.bytes, 0)
    const [errand] = plan.errands
    const safe_until = safeUntil(bag, way, readCursors(bag.state, destination_id).segments)
    const goes_on = tell({ waiting_bytes: waiting, ...(safe_until !== undefined && { safe_until }) })
    if (!errand || !goes_on) return { plan, ...(other && { other }) }
    await bring(bag, destination_id, destination, root, errand)
  }
}

/**
 * The folders of a shop. Some S3 services hide one that holds nothing but folders, and another box that has taken this
 * one's place would go unseen: where no generation is named, all files are asked for.
 */
async function foldersAt(destination: Destination, root: string): Promise<string[]> {
  const folders = await destination.folders(root)
  if (folders.some((folder) => readGenerationFolder(folder) !== undefined)) return folders
  const files = await destination.list(root)
  return [...new Set(files.map(({ name }) => name.slice(root.length + 1).split('/')[0]!))]
}

/** The wrapped key, when it is not there yet; then older editions go, for an old passphrase still opens them. */
async function bringKeys(
  { keyFiles, keys_brought, key }: Bag,
  destination_id: string,
  destination: Destination
): Promise<void> {
  const files = keyFiles()
  const edition = files.map(({ name }) => name).join()
  if (files.length === 0 || keys_brought.get(destination_id) === edition) return
  for (const { name, bytes } of files) await destination.put(name, bytes)
  const folder = keysFolder(key.store_id.toString('hex'))
  const there = (await destination.list(folder)).map(({ name }) => name)
  for (const { name, is_old } of sortKeyFiles(there)) if (is_old) await destination.delete(name)
  keys_brought.set(destination_id, edition)
}

async function bring(
  { index, state, now }: Bag,
  destination_id: string,
  destination: Destination,
  root: string,
  errand: Errand
): Promise<void> {
  const folder = `${root}/${generationFolder(errand.name)}`
  const { generation } = errand.name
  if (errand.kind === 'part') {
    await destination.put(`${folder}/${errand.part.file}`, index.readPart(errand.name, errand.part))
    movePartCursor(state, { destination_id, generation, seq: errand.part.part, acked_at: now() })
    // With the last part the picture is whole, and the segments that follow it have something to stand on.
    if (errand.part.part === errand.parts) standOn(index, state, errand, destination_id, now())
    return
  }
  const objects = readSegments(index, errand)
  await destination.put(`${folder}/${nameOf(objects)}`, Buffer.concat(objects.map(({ bytes }) => bytes)))
  moveCursor(state, { destination_id, generation, seq: errand.segments.at(-1)!.seq, acked_at: now() })
}

/** What was planned a moment ago may lie elsewhere by now: the recorder gives a pack its name while we look. */
function readSegments(index: SpoolIndex, { name, segments }: Extract<Errand, { kind: 'segments' }>) {
  try {
    return index.read(name, segments)
  } catch (error) {
    if (!(error instanceof ObjectFault) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const [from, to] = [segments[0]!.seq, segments.at(-1)!.seq]
    return index.read(
      name,
      index.segments(name).filter(({ seq }) => seq >= from && seq <= to)
    )
  }
}

function standOn(
  index: SpoolIndex,
  state: State,
  { name, part }: Extract<Errand, { kind: 'part' }>,
  destination_id: string,
  acked_at: string
): void {
  const { generation } = name
  if (readCursors(state, destination_id).segments.has(generation)) return
  const first = index.segments(name)[0]
  const seq = first ? first.seq - 1 : readPartFile(part.file)!.seq
  moveCursor(state, { destination_id, generation, seq, acked_at })
}

/** What a restored box goes on from lies there already: nothing need be sent twice. */
function adopt({ state, now }: Bag, destination_id: string, { name, from }: Stretch): void {
  moveCursor(state, { destination_id, generation: name.generation, seq: from - 1, acked_at: now() })
}

async function holds(
  destination: Destination,
  root: string,
  folders: string[],
  { generation, seq }: NonNullable<Stretch['parent']>
): Promise<boolean> {
  const folder = folders.find((name) => readGenerationFolder(name)?.generation === generation)
  if (!folder) return false
  const files = await destination.list(`${root}/${folder}`)
  return files.some(({ name }) => {
    const pack = readPackFile(name.slice(`${root}/${folder}/`.length))
    return pack !== undefined && pack.from <= seq && seq <= pack.to
  })
}

/** Generations that this box neither wrote nor came from: of a higher epoch, another box has taken its place. */
function lookForOthers({ index, lineage, state }: Bag, folders: string[]): Visit['other'] {
  const own = index.generations()
  // A box that was just restored has written nothing yet, and does not know how it outranks the one it replaces.
  if (own.length === 0) return undefined
  for (const name of own) rememberGeneration(state, name)
  const parents = lineage.read().flatMap(({ parent }) => parent?.generation ?? [])
  const remembered = listKnownGenerations(state).map(({ generation }) => generation)
  const known = new Set([...remembered, ...parents])
  const epoch = Math.max(0, ...own.map((name) => name.epoch))
  const others = folders
    .map(readGenerationFolder)
    .filter((name) => name !== undefined)
    .filter((name) => !known.has(name.generation) && name.epoch >= epoch)
  if (others.some((name) => name.epoch > epoch)) return 'fenced'
  return others.length > 0 ? 'foreign-writer' : undefined
}

/** Up to when a destination has everything. */
function safeUntil({ index }: Bag, way: Stretch[], acked: ReadonlyMap<string, number>): number | undefined {
  let safe: number | undefined
  for (const { name, from, to } of way.slice(Math.max(0, findBase(way, acked)))) {
    const done = acked.get(name.generation)
    if (done === undefined) continue
    safe = index.segments(name).findLast(({ seq }) => seq <= Math.min(done, to))?.at ?? safe ?? name.began
    if (done < to && from <= to) break
  }
  return safe
}

/** A fault as it is kept and shown. A spool that lost what it kept is a fault of this box, and said as such. */
export function faultOf(error: unknown): { fault: DestinationFault['kind'] | 'gap'; detail: string } {
  if (error instanceof DestinationFault) return { fault: error.kind, detail: error.message }
  if (error instanceof ObjectFault) return { fault: 'gap', detail: error.message }
  throw error
}
