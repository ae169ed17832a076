import type { SpoolIndex } from '../engine/spool-index.ts'
import { nameOf } from '../engine/spool-reader.ts'
import { ObjectFault } from '../objects/header.ts'
import {
  type GenerationName,
  generationFolder,
  readGenerationFolder,
  readPackFile,
  readPartFile
} from '../objects/names.ts'
import { takeObject } from '../objects/seal.ts'

/** A file as it should lie at a destination. */
export interface Whole {
  name: string
  bytes: Buffer
}

/** So much goes into one pack when a hole is filled. */
const PACK_BYTES = 4 << 20

/**
 * The bytes that should be in a file, out of the box's own spool; undefined when that has them no more, or not whole.
 *
 * @param name from the destination's root
 */
export function wholeFile(index: SpoolIndex, name: string): Whole | undefined {
  const [root, store_id, folder = '', ...rest] = name.split('/')
  const generation = readGenerationFolder(folder)
  const file = rest.join('/')
  const pack = readPackFile(file)
  if (!generation || !(pack || readPartFile(file))) return undefined
  if (!pack) return wholePart(index, generation, file, name)
  const found = segmentsOf(index, generation, pack.from, pack.to)
  return (
    found && {
      name: [root, store_id, folder, nameOf(found)].join('/'),
      bytes: Buffer.concat(found.map(({ bytes }) => bytes))
    }
  )
}

/** Segments as packs, to fill a hole with; undefined when the spool has them no more. */
export function packsFor(
  index: SpoolIndex,
  root: string,
  { generation, from, to }: { generation: string; from: number; to: number }
): Whole[] | undefined {
  const name = index.generations().find((one) => one.generation === generation)
  const found = name && segmentsOf(index, name, from, to)
  if (!found) return undefined
  const packs: (typeof found)[] = []
  let bytes = PACK_BYTES
  for (const segment of found) {
    if (bytes + segment.bytes.length > PACK_BYTES) {
      packs.push([])
      bytes = 0
    }
    packs.at(-1)!.push(segment)
    bytes += segment.bytes.length
  }
  return packs.map((pack) => ({
    name: `${root}/${generationFolder(name)}/${nameOf(pack)}`,
    bytes: Buffer.concat(pack.map((segment) => segment.bytes))
  }))
}

function segmentsOf(index: SpoolIndex, name: GenerationName, from: number, to: number) {
  const segments = index.segments(name).filter(({ seq }) => seq >= from && seq <= to)
  if (segments.length !== to - from + 1) return undefined
  return unlessDamaged(() => index.read(name, segments))
}

function wholePart(
  index: SpoolIndex,
  generation: GenerationName,
  file: string,
  name: string
): Whole | undefined {
  const part = index.parts(generation).find((one) => one.file === file)
  if (!part) return undefined
  return unlessDamaged(() => {
    const bytes = index.readPart(generation, part)
    takeObject(bytes)
    return { name, bytes }
  })
}

/** A spool that lost it too has nothing to mend with. */
function unlessDamaged<Output>(work: () => Output): Output | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof ObjectFault) return undefined
    throw error
  }
}
