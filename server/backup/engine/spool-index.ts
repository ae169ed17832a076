import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync
} from 'node:fs'
import { join } from 'node:path'
import { decodeHeader, HASH_BYTES, HEADER_BYTES, ObjectFault, type ObjectHeader } from '../objects/header.ts'
import { type GenerationName, generationFolder } from '../objects/names.ts'
import { type SealedObject, takeObjects } from '../objects/seal.ts'
import { hasSnapshot } from './head.ts'
import { listGenerations, OPEN_PACK } from './spool.ts'
import { type GenerationFiles, readGeneration } from './spool-reader.ts'

/** A segment in the spool: where it lies. */
export interface Indexed {
  seq: number
  at: number
  has_point: boolean
  file: string
  offset: number
  bytes: number
  /** Random, from its head: tells it from any other that was written there. */
  salt: Buffer
}

/** A part of a whole snapshot in the spool, by its path inside the generation's folder. */
export interface IndexedPart {
  file: string
  part: number
  bytes: number
}

interface OpenPack {
  inode: number
  segments: Indexed[]
}

/**
 * Knows what lies in the spool without reading it again and again: packs never change once they are named, and of the
 * one that is being written only what is new is looked at. Reads heads alone; {@link read} checks what it hands out.
 */
export class SpoolIndex {
  readonly #root: string
  readonly #packs = new Map<string, Indexed[]>()
  readonly #open = new Map<string, OpenPack>()

  constructor(root: string) {
    this.#root = root
  }

  /** Oldest first. */
  generations(): GenerationName[] {
    return listGenerations(this.#root)
  }

  /** The segments of a generation, in order. */
  segments(name: GenerationName): Indexed[] {
    const folder = join(this.#root, generationFolder(name))
    // The open pack first: if it gets its name in between, it is found twice rather than not at all.
    const open = this.#readOpen(folder)
    const closed = listPacks(folder).flatMap((file) => this.#readClosed(folder, file))
    const last = closed.at(-1)?.seq ?? 0
    return [...closed, ...open.filter(({ seq }) => seq > last)]
  }

  /** The parts of a generation's snapshot, if it is whole. */
  parts(name: GenerationName): IndexedPart[] {
    const files: GenerationFiles = readGeneration(this.#root, name)
    if (!hasSnapshot(files)) return []
    return files.parts.map(({ file, part }) => ({ file, part, bytes: statSync(this.path(name, file)).size }))
  }

  path(name: GenerationName, file: string): string {
    return join(this.#root, generationFolder(name), file)
  }

  /** The sealed segments themselves, each checked. @throws {ObjectFault} when the disk lost what it kept */
  read(name: GenerationName, segments: Indexed[]): SealedObject[] {
    const folder = join(this.#root, generationFolder(name))
    return segments.map((segment) => {
      const [object] = takeObjects(readAt(folder, segment))
      if (object?.header.seq !== segment.seq) throw new ObjectFault('out-of-place', `segment ${segment.seq}`)
      return object
    })
  }

  /** A part's bytes. */
  readPart(name: GenerationName, { file }: IndexedPart): Buffer {
    return readFileSync(this.path(name, file))
  }

  #readClosed(folder: string, file: string): Indexed[] {
    const path = join(folder, file)
    let segments = this.#packs.get(path)
    if (!segments) {
      segments = walk(path, file, [])
      this.#packs.set(path, segments)
    }
    return segments
  }

  #readOpen(folder: string): Indexed[] {
    const path = join(folder, OPEN_PACK)
    const inode = statSync(path, { throwIfNoEntry: false })?.ino
    if (inode === undefined) return []
    const known = this.#open.get(folder)
    const segments = walk(path, OPEN_PACK, known?.inode === inode ? known.segments : [])
    this.#open.set(folder, { inode, segments })
    return segments
  }
}

/** Goes on from what is known of a file; stops where the next object is not whole yet. */
function walk(path: string, file: string, known: Indexed[]): Indexed[] {
  const handle = openSync(path, 'r')
  try {
    const { size } = fstatSync(handle)
    const last = known.at(-1)
    // A write that failed may have been seen before it was taken back, and another pack may have the same inode.
    const is_open = file === OPEN_PACK
    const headAt = (offset: number) => readHeadAt(handle, size, offset, is_open)
    const is_still =
      last !== undefined && last.offset + last.bytes <= size && headAt(last.offset)?.salt.equals(last.salt)
    const segments = is_still ? [...known] : []
    for (let offset = is_still ? last.offset + last.bytes : 0; ; ) {
      const head = headAt(offset)
      if (!head) return segments
      const { seq, at, has_point, body_bytes, salt } = head
      const bytes = HEADER_BYTES + body_bytes + HASH_BYTES
      if (offset + bytes > size) return segments
      segments.push({ seq, at, has_point, file, offset, bytes, salt })
      offset += bytes
    }
  } finally {
    closeSync(handle)
  }
}

/** @returns undefined where there is no head; in the pack that is being written, nor where it is not whole yet */
function readHeadAt(
  handle: number,
  size: number,
  offset: number,
  is_open: boolean
): ObjectHeader | undefined {
  if (offset + HEADER_BYTES > size) return undefined
  const bytes = Buffer.alloc(HEADER_BYTES)
  readSync(handle, bytes, 0, HEADER_BYTES, offset)
  try {
    return decodeHeader(bytes)
  } catch (error) {
    if (!is_open || !(error instanceof ObjectFault)) throw error
    return undefined
  }
}

function listPacks(folder: string): string[] {
  const log = join(folder, 'log')
  if (!existsSync(log)) return []
  return readdirSync(log)
    .flatMap((day) => readdirSync(join(log, day)).map((file) => join('log', day, file)))
    .filter((file) => file.endsWith('.lac'))
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

function readAt(folder: string, { file, offset, bytes }: Indexed): Buffer {
  const into = Buffer.alloc(bytes)
  // The pack that was open may have got its name since it was looked at; then the errand is run again.
  const handle = openSync(join(folder, file), 'r')
  try {
    readSync(handle, into, 0, bytes, offset)
    return into
  } finally {
    closeSync(handle)
  }
}
