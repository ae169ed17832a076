import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ObjectFault } from '../objects/header.ts'
import {
  type GenerationName,
  generationFolder,
  type PackName,
  type PartName,
  packFile,
  partFile,
  readGenerationFolder
} from '../objects/names.ts'
import { type SealedObject, takeObject } from '../objects/seal.ts'
import { syncFolder, writeAll, writeFileDurably } from './files.ts'

/** The pack that is being written; it has no name of its own yet, for nobody knows where it ends. */
export const OPEN_PACK = 'open.lac'

/** So long a pack is ended and the next begun. */
const PACK_BYTES = 4 << 20

/**
 * The box's own store of sealed segments and snapshots, in the same folders and names as a destination has them. What
 * is in it has been fsynced; from here it is carried to the destinations, and from here the shop can be taken back
 * without any of them.
 */
export class Spool {
  readonly #root: string
  #folder = ''
  #handle: number | undefined
  #bytes = 0
  #pack: PackName | undefined
  /** Whether the open pack's own name is on the disk. */
  #is_kept = false

  /** @param root the folder that holds the generations' folders */
  constructor(root: string) {
    this.#root = root
    mkdirSync(root, { recursive: true, mode: 0o700 })
  }

  /** Begins a generation of segments; the one before is ended. */
  begin(name: GenerationName): void {
    this.end()
    this.#folder = join(this.#root, generationFolder(name))
    mkdirSync(this.#folder, { mode: 0o700 })
    syncFolder(this.#root)
  }

  /** Adds a sealed segment; when this returns, it is on the disk. If it throws, nothing was added. */
  append({ header, bytes }: SealedObject): void {
    // Not when the last segment had been added: that one was on the disk, and a name that fails does not undo it.
    if (this.#bytes >= PACK_BYTES) this.end()
    if (this.#handle === undefined) this.#open()
    this.#keepName()
    try {
      writeAll(this.#handle!, bytes, this.#bytes)
      fdatasyncSync(this.#handle!)
    } catch (error) {
      ftruncateSync(this.#handle!, this.#bytes)
      throw error
    }
    this.#bytes += bytes.length
    this.#pack = widen(this.#pack, header)
  }

  /** Keeps a part of a snapshot. */
  keepPart(generation: GenerationName, name: PartName, bytes: Buffer): void {
    const path = join(this.#root, generationFolder(generation), partFile(name))
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileDurably(`${path}.new`, bytes)
    renameSync(`${path}.new`, path)
    syncFolder(dirname(path))
  }

  /** Whether a part of a snapshot is there as it was kept, byte for byte. @param hash the one it ends with */
  holdsPart(generation: GenerationName, name: PartName, hash: Buffer): boolean {
    const path = join(this.#root, generationFolder(generation), partFile(name))
    if (!existsSync(path)) return false
    try {
      return takeObject(readFileSync(path)).hash.equals(hash)
    } catch (error) {
      if (error instanceof ObjectFault) return false
      throw error
    }
  }

  /** Takes away what there is of a generation's snapshot: it was not finished. */
  dropSnapshot(generation: GenerationName): void {
    rmSync(join(this.#root, generationFolder(generation), 'snapshot'), { recursive: true, force: true })
  }

  /** Ends the pack that is open and gives it its name. If it can't be named, it stays as it is. */
  end(): void {
    if (this.#handle === undefined) return
    const pack = this.#pack
    if (pack) nameOpenPack(this.#folder, pack)
    else rmSync(join(this.#folder, OPEN_PACK), { force: true })
    // Once it has its name nothing may be added.
    this.abandon()
    if (pack) syncPack(this.#folder, pack)
  }

  /** Lets go without another word to the disk, which would not hear it; `settleSpool` puts things right later. */
  abandon(): void {
    if (this.#handle !== undefined) closeSync(this.#handle)
    this.#handle = undefined
    this.#bytes = 0
    this.#pack = undefined
  }

  #open(): void {
    this.#handle = openSync(join(this.#folder, OPEN_PACK), 'w', 0o600)
    this.#is_kept = false
  }

  #keepName(): void {
    if (this.#is_kept) return
    syncFolder(this.#folder)
    this.#is_kept = true
  }
}

/** The generations that a spool holds, oldest first. */
export function listGenerations(root: string): GenerationName[] {
  if (!existsSync(root)) return []
  return readdirSync(root)
    .toSorted()
    .map(readGenerationFolder)
    .filter((name) => name !== undefined)
}

/**
 * Puts right what a stop left behind: packs that were open are cut after their last whole segment and get their names,
 * parts that were being written go.
 */
export function settleSpool(root: string): void {
  for (const generation of listGenerations(root)) {
    const folder = join(root, generationFolder(generation))
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (entry.endsWith('.new')) rmSync(join(folder, entry))
    }
    const open = join(folder, OPEN_PACK)
    if (!existsSync(open)) continue
    const objects = takeWhole(readFileSync(open))
    if (objects.length === 0) {
      rmSync(open)
      continue
    }
    cutDurably(
      open,
      objects.reduce((bytes, object) => bytes + object.bytes.length, 0)
    )
    const pack = objects.reduce<PackName | undefined>((pack, { header }) => widen(pack, header), undefined)
    nameOpenPack(folder, pack!)
    syncPack(folder, pack!)
  }
}

/** The objects at the beginning of bytes that were not written to their end. */
export function takeWhole(bytes: Buffer): SealedObject[] {
  const objects: SealedObject[] = []
  let at = 0
  try {
    while (at < bytes.length) {
      const object = takeObject(bytes, at)
      objects.push(object)
      at += object.bytes.length
    }
  } catch (error) {
    if (!(error instanceof ObjectFault)) throw error
  }
  return objects
}

function nameOpenPack(folder: string, pack: PackName): void {
  const path = join(folder, packFile(pack))
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  renameSync(join(folder, OPEN_PACK), path)
}

function syncPack(folder: string, pack: PackName): void {
  const day = dirname(join(folder, packFile(pack)))
  for (const changed of [day, dirname(day), folder]) syncFolder(changed)
}

/** Under its final name a file is believed to be whole: a power cut must not bring back what was cut off. */
function cutDurably(path: string, bytes: number): void {
  const handle = openSync(path, 'r+')
  try {
    ftruncateSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function widen(pack: PackName | undefined, { seq, at, has_point }: SealedObject['header']): PackName {
  return { from: pack?.from ?? seq, to: seq, at, has_point: has_point || (pack?.has_point ?? false) }
}
