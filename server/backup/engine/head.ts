import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GenerationName, generationFolder } from '../objects/names.ts'
import { type StoreKey, takeObject, unseal } from '../objects/seal.ts'
import { decodeMeta, type Meta } from '../objects/segment.ts'
import { listGenerations } from './spool.ts'
import { type GenerationFiles, readGeneration, readPack } from './spool-reader.ts'

/** How far the shop's history was written: where the next segment goes on. */
export interface Head {
  name: GenerationName
  seq: number
  /** The hash of the last segment; zeros when the history begins here. */
  hash: Buffer
  meta: Meta
  /** Whether the shop can be restored to it: some snapshot under it is whole. */
  is_grounded: boolean
}

/**
 * The newest thing that a spool holds, by what the objects themselves say.
 *
 * @returns undefined when it holds nothing yet
 * @throws {ObjectFault} when its newest pack is not what it was: the disk lost something
 */
export function readHead(root: string, key: StoreKey): Head | undefined {
  for (const name of listGenerations(root).toReversed()) {
    const files = readGeneration(root, name)
    const last = lastSegment(root, files, key)
    const snapshot = last ? undefined : wholeSnapshot(root, files, key)
    const found = last ?? snapshot
    if (found) return { ...found, name, is_grounded: isGrounded(root, files, key) }
  }
  return undefined
}

function lastSegment(root: string, { name, packs }: GenerationFiles, key: StoreKey) {
  const pack = packs.at(-1)
  const segment = pack && readPack(root, name, pack.file).at(-1)
  if (!segment) return undefined
  const { meta } = decodeMeta(unseal(segment, key))
  return { seq: segment.header.seq, hash: Buffer.from(segment.hash), meta }
}

function wholeSnapshot(root: string, files: GenerationFiles, key: StoreKey) {
  if (!hasSnapshot(files)) return undefined
  const [first] = files.parts
  const bytes = readFileSync(join(root, generationFolder(files.name), first!.file))
  const part = takeObject(bytes)
  const { meta } = decodeMeta(unseal(part, key))
  // It names the segment whose work it shows, and so does whatever goes on from it.
  return { seq: first!.seq, hash: Buffer.from(part.header.previous), meta }
}

/** Whether all parts of a generation's snapshot are there. */
export function hasSnapshot({ parts }: GenerationFiles): boolean {
  const last = parts.at(-1)
  return last?.is_last === true && parts.length === last.part
}

/** Whether a generation has a snapshot, or goes on from one that has. */
function isGrounded(root: string, files: GenerationFiles, key: StoreKey): boolean {
  const names = new Map(listGenerations(root).map((name) => [name.generation, name]))
  for (let at: GenerationFiles | undefined = files; at; ) {
    if (hasSnapshot(at)) return true
    names.delete(at.name.generation)
    const [pack] = at.packs
    const [segment] = pack ? readPack(root, at.name, pack.file) : []
    const parent = segment && decodeMeta(unseal(segment, key)).meta.g?.parent?.generation
    const name = parent === undefined ? undefined : names.get(parent)
    // Of a generation that is not in this spool nothing is known here: it came with a restore, and lies elsewhere.
    if (!name) return parent !== undefined
    at = readGeneration(root, name)
  }
  return false
}
