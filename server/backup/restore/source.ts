import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DestinationFault, type Stored } from '../destinations/destination.ts'
import { listGenerations, OPEN_PACK, takeWhole } from '../engine/spool.ts'
import { nameOf, sizeOf } from '../engine/spool-reader.ts'
import { generationFolder, readPackFile, storeFolder } from '../objects/names.ts'
import { type SealedObject, takeObjects } from '../objects/seal.ts'

/** Where a shop is restored from: as much of a destination as that takes, and the box's own spool as well. */
export interface Source {
  /** All files under a folder, by their names from the root; an empty list only when there are none. */
  list(folder: string): Promise<Stored[]>
  /** A whole file. @throws {DestinationFault} `missing` when there is none of this name. */
  get(name: string): Promise<Buffer>
}

/**
 * The box's own spool in the names of a destination. The pack that is being written counts as far as it is whole, under
 * the name it would have if it ended there; it is found again by that name after it has grown or was ended.
 *
 * @param root the folder that holds the generations' folders
 * @param store_id whose spool it is, hex
 */
export function spoolSource(root: string, store_id: string): Source {
  const prefix = `${storeFolder(store_id)}/`
  return {
    list: async (folder) => {
      const all = listGenerations(root).flatMap((name) => listFolder(root, generationFolder(name)))
      const named = all.map(({ name, bytes }) => ({ name: prefix + name, bytes }))
      return folder === '' ? named : named.filter(({ name }) => name.startsWith(`${folder}/`))
    },
    get: async (name) => readStored(root, name.slice(prefix.length))
  }
}

/**
 * A source that remembers the last few files: to plan a restoring one looks into some that are read again when it is
 * carried out.
 *
 * @param most_bytes how much is remembered at most
 */
export function remembering(source: Source, most_bytes = 32 << 20): Source {
  const kept = new Map<string, Buffer>()
  let kept_bytes = 0
  return {
    list: (folder) => source.list(folder),
    async get(name) {
      const known = kept.get(name)
      if (known) return known
      const bytes = await source.get(name)
      kept.set(name, bytes)
      kept_bytes += bytes.length
      for (const [oldest, { length }] of kept) {
        if (kept_bytes <= most_bytes) break
        kept.delete(oldest)
        kept_bytes -= length
      }
      return bytes
    }
  }
}

function listFolder(root: string, generation: string): Stored[] {
  const folder = join(root, generation)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.lac'))
    .map((entry) => join(entry.parentPath, entry.name))
  return files.flatMap((path) => {
    if (!path.endsWith(`/${OPEN_PACK}`)) {
      const bytes = statSync(path, { throwIfNoEntry: false })?.size
      // What was thinned out since the folder was read is not there.
      return bytes === undefined ? [] : [{ name: path.slice(root.length + 1), bytes }]
    }
    const open = readOpen(path)
    return open.length > 0 ? [{ name: `${generation}/${nameOf(open)}`, bytes: sizeOf(open) }] : []
  })
}

function readStored(root: string, name: string): Buffer {
  const path = join(root, name)
  if (existsSync(path)) return readFileSync(path)
  const [generation = '', ...rest] = name.split('/')
  const pack = readPackFile(rest.join('/'))
  if (pack) {
    const found =
      cut(readOpen(join(root, generation, OPEN_PACK)), pack) ?? cutFromEnded(root, generation, pack)
    if (found) return found
  }
  throw new DestinationFault('missing', name)
}

/** The pack that was open when it was named has ended since, with more in it. */
function cutFromEnded(root: string, generation: string, pack: Span): Buffer | undefined {
  for (const { name } of existsSync(join(root, generation)) ? listFolder(root, generation) : []) {
    const ended = readPackFile(name.slice(generation.length + 1))
    if (ended?.from === pack.from && ended.to >= pack.to && existsSync(join(root, name))) {
      return cut(takeObjects(readFileSync(join(root, name))), pack)
    }
  }
  return undefined
}

type Span = Record<'from' | 'to', number>

function cut(objects: SealedObject[], { from, to }: Span): Buffer | undefined {
  const wanted = objects.filter(({ header }) => header.seq >= from && header.seq <= to)
  return wanted.length === to - from + 1 ? Buffer.concat(wanted.map(({ bytes }) => bytes)) : undefined
}

function readOpen(path: string): SealedObject[] {
  return existsSync(path) ? takeWhole(readFileSync(path)) : []
}
