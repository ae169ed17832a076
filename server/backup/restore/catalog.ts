import type { Stored } from '../destinations/destination.ts'
import { hasSnapshot } from '../engine/head.ts'
import { type GenerationFiles, sortFiles } from '../engine/spool-reader.ts'
import { sortKeyFiles } from '../keys/keep-key-file.ts'
import { type GenerationName, generationFolder, readGenerationFolder, storeFolder } from '../objects/names.ts'
import type { Source } from './source.ts'

/** What a source holds, as far as the names tell. */
export interface Catalog {
  stores: StoreCatalog[]
}

/** A shop's backup at a source. */
export interface StoreCatalog {
  /** Hex. */
  store_id: string
  /** The files that hold the wrapped key, by their names from the source's root, newest edition first. */
  key_files: { name: string; key_id: string }[]
  /** Oldest first: each sorts after those it goes on from. */
  generations: GenerationFiles[]
  /** Files that bear none of our names. */
  strange: string[]
}

/** A file of a generation, by its name from the source's root. */
export interface FileRef {
  name: string
  bytes: number
}

/** Segments that no file holds. */
export interface Gap {
  generation: string
  from: number
  to: number
}

/** Reads what a source holds, from names alone; nothing is opened. @throws {DestinationFault} what the place says */
export async function readCatalog(source: Source): Promise<Catalog> {
  const shops = new Map<string, Stored[]>()
  for (const { name, bytes } of await source.list('laci')) {
    const [, store_id, rest = ''] = /^laci\/([0-9a-f]{32})\/(.+)$/.exec(name) ?? []
    if (!store_id) continue
    const files = shops.get(store_id) ?? []
    files.push({ name: rest, bytes })
    shops.set(store_id, files)
  }
  return { stores: [...shops].map(([store_id, files]) => sortStore(store_id, files)) }
}

/** Where a file of a generation lies. */
export function fullName({ store_id }: StoreCatalog, { name }: GenerationFiles, file: string): string {
  return `${storeFolder(store_id)}/${generationFolder(name)}/${file}`
}

/** The number of the last segment, or of the snapshot when there is none after it; undefined: nothing whole is there. */
export function lastSeq(files: GenerationFiles): number | undefined {
  const last_pack = files.packs.reduce((last, { to }) => Math.max(last, to), -1)
  if (last_pack >= 0) return last_pack
  return hasSnapshot(files) ? files.parts[0]!.seq : undefined
}

/** The time of the newest thing that a generation holds, milliseconds since 1970. */
export function lastAt({ packs, parts }: GenerationFiles): number | undefined {
  const times = [...packs, ...parts].map(({ at }) => at)
  return times.length > 0 ? Math.max(...times) : undefined
}

/** The generation by its hex name. */
export function findGeneration(store: StoreCatalog, generation: string): GenerationFiles | undefined {
  return store.generations.find(({ name }) => name.generation === generation)
}

/** The generation that a restore with no further wish ends in. */
export function newestGeneration(store: StoreCatalog): GenerationFiles | undefined {
  return store.generations.findLast((files) => lastSeq(files) !== undefined)
}

/** The segments between a generation's first and last that no pack holds. */
export function gapsWithin({ name, packs }: GenerationFiles): Gap[] {
  const gaps: Gap[] = []
  let next = packs[0]?.from ?? 0
  for (const { from, to } of packs) {
    if (from > next) gaps.push({ generation: name.generation, from: next, to: from - 1 })
    next = Math.max(next, to + 1)
  }
  return gaps
}

/** The highest epoch seen; a box that is restored goes on in one above it. */
export function highestEpoch({ generations }: StoreCatalog): number {
  return generations.reduce((highest, { name }) => Math.max(highest, name.epoch), 0)
}

function sortStore(store_id: string, files: Stored[]): StoreCatalog {
  const keys: string[] = []
  const strange: string[] = []
  const folders = new Map<string, { name: GenerationName; files: Stored[] }>()
  for (const { name, bytes } of files) {
    const [folder = '', ...rest] = name.split('/')
    const generation = readGenerationFolder(folder)
    if (folder === 'keys') keys.push(`${storeFolder(store_id)}/${name}`)
    // Archives are no part of the history.
    else if (folder === 'archive') continue
    else if (!generation) strange.push(name)
    else {
      const known = folders.get(folder) ?? { name: generation, files: [] }
      known.files.push({ name: rest.join('/'), bytes })
      folders.set(folder, known)
    }
  }
  const generations = [...folders]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { name, files }]) => sortFiles(name, files))
  const key_files = sortKeyFiles(keys).map(({ name, key_id }) => ({ name, key_id }))
  return { store_id, key_files, generations, strange }
}
