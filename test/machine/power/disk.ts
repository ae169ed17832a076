import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Entry } from './disk-log.ts'

/** Gives a number from 0 up to, not including, 1. */
export type Chance = () => number

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a disk writes at once or not at all, and what the kernel keeps in memory as one. */
const SECTOR = 512
const PAGE = 4096

/** A file's bytes, in a buffer that grows ahead of them. */
class Bytes {
  length = 0
  #buffer = Buffer.alloc(PAGE)

  static copy(of: Bytes): Bytes {
    const copy = new Bytes()
    copy.put(0, of.view())
    return copy
  }

  view(from = 0, to = this.length): Buffer<ArrayBuffer> {
    return this.#buffer.subarray(from, Math.min(to, this.length))
  }

  put(offset: number, data: Buffer): void {
    this.cut(Math.max(this.length, offset + data.length))
    data.copy(this.#buffer, offset)
  }

  /** Makes it shorter or, with zeros, longer. */
  cut(length: number): void {
    if (length > this.#buffer.length) {
      const larger = Buffer.alloc(Math.max(length, 2 * this.#buffer.length))
      this.#buffer.copy(larger, 0, 0, this.length)
      this.#buffer = larger
    }
    if (length < this.length) this.#buffer.fill(0, length, this.length)
    this.length = length
  }
}

/** A change in memory that no sync has answered for: a sector's new content, or a new length. */
type Unsynced = { sector: number; content: Buffer } | { length: number }

/**
 * A file as the kernel and the disk have it: what every reader sees, what a power cut leaves for certain, and the
 * changes between the two, of which a power cut keeps whichever it likes.
 */
class RecordedFile {
  #seen = new Bytes()
  readonly #kept = new Bytes()
  #unsynced: Unsynced[] = []

  write(offset: number, data: Buffer): void {
    this.#seen.put(offset, data)
    // A page is dirty as a whole, so what else it held before a failed sync gets its second chance here. (On ext4 not
    // even that is sure: a block whose first write failed reads as zeros for good.)
    const first = Math.floor(offset / PAGE) * PAGE
    const end = Math.min(Math.ceil((offset + data.length) / PAGE) * PAGE, this.#seen.length)
    const dirty = Buffer.from(this.#seen.view(first, end))
    for (let at = 0; at < dirty.length; at += SECTOR) {
      this.#unsynced.push({ sector: (first + at) / SECTOR, content: dirty.subarray(at, at + SECTOR) })
    }
  }

  truncate(length: number): void {
    this.#seen.cut(length)
    this.#unsynced.push({ length })
  }

  sync(): void {
    for (const change of this.#unsynced) apply(this.#kept, change)
    this.#unsynced = []
  }

  /** The kernel tried, told of it once, and now takes the pages for clean: what did not arrive never will. */
  failToSync(): void {
    this.#unsynced = []
  }

  /** What the kernel holds and takes for clean is dropped, and read from the disk again. */
  drop(): void {
    if (this.#unsynced.length === 0) this.#seen = Bytes.copy(this.#kept)
  }

  get kept(): Buffer {
    return this.#kept.view()
  }

  /** Some of what was not synced is there: of each sector an older state or a newer, of lengths likewise. */
  afterPowerCut(chance: Chance, bias: number): Buffer<ArrayBuffer> {
    const lastKept = new Map<number, number>()
    this.#unsynced.forEach((change, index) => {
      if ('sector' in change && chance() < bias) lastKept.set(change.sector, index)
    })
    const left = Bytes.copy(this.#kept)
    this.#unsynced.forEach((change, index) => {
      const stays = 'sector' in change ? index === lastKept.get(change.sector) : chance() < bias
      if (stays) apply(left, change)
    })
    return left.view()
  }
}

function apply(file: Bytes, change: Unsynced): void {
  if ('sector' in change) file.put(change.sector * SECTOR, change.content)
  else file.cut(change.length)
}

/** A name that was given or taken, in a folder that was not synced since. */
interface Renaming {
  folder: string
  perform(names: Map<string, RecordedFile>): unknown
}

/** What a power cut keeps of what was not synced: all, nothing, or whatever comes. */
export type Kept = 'all' | 'nothing' | 'some'

/**
 * A folder on a disk, told what happens to it, that can say at any moment what a power cut would leave.
 *
 * Harsher than any real disk: un-synced sectors survive or not, each for itself; a new, renamed or deleted name is
 * certain only when its folder is synced, and until then names survive in the order they were given. (Folders
 * themselves are taken to be there: to sync a new one brings itself to the disk on every file system in use.)
 */
export class Disk {
  readonly #chance: Chance
  readonly #names = new Map<string, RecordedFile>()
  readonly #folders = new Set(['.'])
  readonly #keptNames = new Map<string, RecordedFile>()
  #renamings: Renaming[] = []

  /** @param folder what the disk holds at first, if anything */
  constructor(chance: Chance, folder?: string) {
    this.#chance = chance
    if (folder) this.#load(folder)
  }

  hear({ kind, name, offset, data }: Entry): void {
    switch (kind) {
      case 'create':
        this.#file(name)
        break
      case 'make-folder':
        this.#folders.add(name)
        break
      case 'write':
        this.#file(name).write(offset, data)
        break
      case 'truncate':
        this.#file(name).truncate(offset)
        break
      case 'sync':
        if (this.#folders.has(name)) this.#syncNames(name)
        else this.#file(name).sync()
        break
      case 'failed-sync':
        this.#file(name).failToSync()
        break
      case 'drop':
        this.#file(name).drop()
        break
      case 'unlink':
        this.#folders.delete(name)
        this.#rename(name, (names) => names.delete(name))
        break
      case 'rename':
        this.#renameTo(name, data.toString())
        break
      case 'acknowledge': // said to the cashier; the disk knows nothing of it
    }
  }

  /** The files that a power cut now would leave, by name. */
  afterPowerCut(keeps: Kept = 'some'): Map<string, Buffer> {
    const names = new Map(this.#keptNames)
    const share = keeps === 'some' ? this.#chance() : keeps === 'all' ? 1 : 0
    const survive = Math.floor(share * (this.#renamings.length + 1))
    for (const { perform } of this.#renamings.slice(0, survive)) perform(names)
    const bias = () => (keeps === 'some' ? this.#chance() : share)
    return new Map([...names].map(([name, file]) => [name, file.afterPowerCut(this.#chance, bias())]))
  }

  /** The files as they read once the kernel holds nothing of them. */
  afterDropping(): Map<string, Buffer> {
    return new Map([...this.#names].map(([name, file]) => [name, file.kept]))
  }

  #load(folder: string): void {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const name = relative(folder, path)
      if (entry.isDirectory()) this.#folders.add(name)
      else if (entry.isFile()) {
        const file = this.#file(name)
        file.write(0, readFileSync(path))
        file.sync()
      }
    }
    for (const name of this.#folders) this.#syncNames(name)
  }

  #file(name: string): RecordedFile {
    const known = this.#names.get(name)
    if (known) return known
    const file = new RecordedFile()
    this.#rename(name, (names) => names.set(name, file))
    return file
  }

  #rename(name: string, perform: Renaming['perform']): void {
    perform(this.#names)
    this.#renamings.push({ folder: dirname(name), perform })
  }

  #renameTo(name: string, oldName: string): void {
    const file = this.#file(oldName)
    this.#rename(name, (names) => {
      names.set(name, file)
      names.delete(oldName)
    })
  }

  #syncNames(folder: string): void {
    for (const renaming of this.#renamings) if (renaming.folder === folder) renaming.perform(this.#keptNames)
    this.#renamings = this.#renamings.filter((renaming) => renaming.folder !== folder)
  }
}
