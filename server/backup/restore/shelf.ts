import { DestinationFault } from '../destinations/destination.ts'
import type { GenerationFiles } from '../engine/spool-reader.ts'
import { ObjectFault } from '../objects/header.ts'
import { type SealedObject, type StoreKey, takeObject, unseal } from '../objects/seal.ts'
import { decodeMeta, type PointReason, type Start } from '../objects/segment.ts'
import { fullName, type StoreCatalog } from './catalog.ts'
import { checkPlace } from './reel.ts'
import { remembering, type Source } from './source.ts'

/** A shop's backup, and the key that opens it. */
export interface Shelf {
  source: Source
  store: StoreCatalog
  key: StoreKey
  /** What was found out of the generations' beginnings. */
  starts: Map<string, Start | undefined>
}

/** A named point of the shop's history. */
export interface Point {
  point_id: string
  reason: PointReason
  label: string
  generation: string
  seq: number
  /** Milliseconds since 1970. */
  at: number
}

/** @throws {ObjectFault} other-shop when the key is another shop's */
export function openShelf(source: Source, store: StoreCatalog, key: StoreKey): Shelf {
  if (store.store_id !== key.store_id.toString('hex')) throw new ObjectFault('other-shop', store.store_id)
  return { source: remembering(source), store, key, starts: new Map() }
}

/**
 * The segments of a pack, as far as they are whole and where they belong.
 *
 * @throws {DestinationFault} what the place says
 * @throws {ObjectFault} at the first that is neither
 */
export async function* openPack(
  { source, store }: Shelf,
  files: GenerationFiles,
  file: string
): AsyncGenerator<SealedObject> {
  const bytes = await source.get(fullName(store, files, file))
  const { from = 0 } = files.packs.find((pack) => pack.file === file) ?? {}
  for (let offset = 0, seq = from; offset < bytes.length; seq++) {
    const object = takeObject(bytes, offset)
    checkPlace(object, { kind: 'segment', generation: files.name.generation, seq })
    yield object
    offset += object.bytes.length
  }
}

/**
 * What a generation says of where it comes from; undefined when its first segment is not there or not readable.
 *
 * @throws {ObjectFault} wrong-key: then nothing of it can be read
 * @throws {DestinationFault} when the place does not answer
 */
export async function readStart(shelf: Shelf, files: GenerationFiles): Promise<Start | undefined> {
  const { generation } = files.name
  if (!shelf.starts.has(generation)) shelf.starts.set(generation, await lookAtStart(shelf, files))
  return shelf.starts.get(generation)
}

async function lookAtStart(shelf: Shelf, files: GenerationFiles): Promise<Start | undefined> {
  const [first] = files.packs
  if (!first) return undefined
  try {
    for await (const object of openPack(shelf, files, first.file)) {
      return decodeMeta(unseal(object, shelf.key)).meta.g
    }
  } catch (error) {
    if (!isPassing(error)) throw error
  }
  return undefined
}

/** When a segment was read; undefined when its pack can't be. */
export async function timeOf(shelf: Shelf, files: GenerationFiles, seq: number): Promise<number | undefined> {
  const pack = files.packs.find(({ from, to }) => from <= seq && to >= seq)
  if (pack?.to === seq) return pack.at
  if (!pack) return files.parts.find((part) => part.seq === seq)?.at
  try {
    for await (const { header } of openPack(shelf, files, pack.file)) if (header.seq === seq) return header.at
  } catch (error) {
    if (!isPassing(error)) throw error
  }
  return undefined
}

/**
 * The named points of all the history there is, newest first. Only packs that hold one are read; what can't be read is
 * passed over, and found by a verification.
 */
export async function readPoints(shelf: Shelf): Promise<Point[]> {
  const points = new Map<string, Point>()
  for (const files of shelf.store.generations) {
    for (const { file } of files.packs.filter(({ has_point }) => has_point)) {
      for (const point of await pointsOf(shelf, files, file)) points.set(point.point_id, point)
    }
  }
  return [...points.values()].toSorted((one, other) => other.at - one.at)
}

async function pointsOf(shelf: Shelf, files: GenerationFiles, file: string): Promise<Point[]> {
  const points: Point[] = []
  try {
    for await (const object of openPack(shelf, files, file)) {
      if (!object.header.has_point) continue
      const { p } = decodeMeta(unseal(object, shelf.key)).meta
      const { seq, at } = object.header
      if (p) points.push({ ...p, generation: files.name.generation, seq, at })
    }
  } catch (error) {
    if (!isPassing(error)) throw error
  }
  return points
}

/** A file that is not what it should be is no reason to give up; a wrong key is, and a place that is away. */
export function isPassing(error: unknown): boolean {
  if (error instanceof DestinationFault) return error.kind === 'missing'
  return error instanceof ObjectFault && error.kind !== 'wrong-key'
}
