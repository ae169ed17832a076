import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stored } from '../destinations/destination.ts'
import {
  type GenerationName,
  generationFolder,
  packFile,
  readPackFile,
  readPartFile
} from '../objects/names.ts'
import { type SealedObject, takeObjects } from '../objects/seal.ts'
import { OPEN_PACK, takeWhole } from './spool.ts'

/** A generation as it lies somewhere: which segments and which snapshot parts. */
export interface GenerationFiles {
  name: GenerationName
  /** Packs by their path inside the generation's folder, in the order of their segments. */
  packs: { file: string; from: number; to: number; at: number; has_point: boolean; bytes: number }[]
  parts: { file: string; seq: number; part: number; is_last: boolean; at: number; bytes: number }[]
}

/** Sorts what lies in a generation's folder, given by paths inside it. */
export function sortFiles(name: GenerationName, files: Stored[]): GenerationFiles {
  const packs = files.flatMap(({ name: file, bytes }) => {
    const pack = readPackFile(file)
    return pack ? [{ file, bytes, ...pack }] : []
  })
  const parts = files.flatMap(({ name: file, bytes }) => {
    const part = readPartFile(file)
    return part ? [{ file, bytes, ...part }] : []
  })
  return {
    name,
    packs: packs.toSorted((one, other) => one.from - other.from || one.to - other.to),
    parts: parts.toSorted((one, other) => one.seq - other.seq || one.part - other.part)
  }
}

/** What the spool holds of a generation; the pack that is being written counts as far as it is whole. */
export function readGeneration(root: string, name: GenerationName): GenerationFiles {
  const folder = join(root, generationFolder(name))
  // The open pack first: if it gets its name in between, it is found twice rather than not at all.
  const open = readOpenPack(folder)
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.lac') && entry.name !== OPEN_PACK)
        .map((entry) => ({
          name: join(entry.parentPath, entry.name).slice(folder.length + 1),
          bytes: 0
        }))
    : []
  const sorted = sortFiles(name, files)
  if (open.length > 0 && open[0]!.header.seq > (sorted.packs.at(-1)?.to ?? 0)) {
    const { header: first } = open[0]!
    const { header: last } = open.at(-1)!
    const has_point = open.some(({ header }) => header.has_point)
    const pack = { from: first.seq, to: last.seq, at: last.at, has_point }
    sorted.packs.push({ file: OPEN_PACK, ...pack, bytes: sizeOf(open) })
  }
  return sorted
}

/** The sealed segments of a pack in the spool. @param file as {@link readGeneration} names it */
export function readPack(root: string, name: GenerationName, file: string): SealedObject[] {
  const folder = join(root, generationFolder(name))
  return file === OPEN_PACK ? readOpenPack(folder) : takeObjects(readFileSync(join(folder, file)))
}

/** What a run of segments is called as a pack of its own. */
export function nameOf(segments: SealedObject[]): string {
  const { header: first } = segments[0]!
  const { header: last } = segments.at(-1)!
  const has_point = segments.some(({ header }) => header.has_point)
  return packFile({ from: first.seq, to: last.seq, at: last.at, has_point })
}

export function sizeOf(segments: SealedObject[]): number {
  return segments.reduce((bytes, segment) => bytes + segment.bytes.length, 0)
}

function readOpenPack(folder: string): SealedObject[] {
  try {
    return takeWhole(readFileSync(join(folder, OPEN_PACK)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
