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

/** A change in memory that no sync has answered for: a sector's new content, or a new length. */
type Unsynced = { sector: number; content: Buffer } | { length: number }

/**
 * A file as the kernel and the disk have it: what every reader sees, what a power cut leaves for certain, and the
 * changes between the two, of which a power cut keeps whichever it likes.
 */
class RecordedFile {
  #seen = Buffer.alloc(0)
  #kept = Buffer.alloc(0)
  #unsynced: Unsynced[] = []

  write(offset: number, data: Buffer): void {
    this.#seen = put(this.#seen, offset, data)
    // A page is dirty as a whole, so what else it held before a failed sync gets its second chance here. (On ext4 not
    // even that is sure: a block whose first write failed reads as zeros for good.)
    const first = (Math.floor(offset / PAGE) * PAGE) / SECTOR
    const end = Math.ceil((offset + data.length) / PAGE) * PAGE
    for (let sector = first; sector * SECTOR < Math.min(end, this.#seen.length); sector++) {
      const content = Buffer.from(this.#seen.subarray(sector * SECTOR, (sector + 1) * SECTOR))
      this.#unsynced.push({ sector, content })
    }
  }

  truncate(length: number): void {
    this.#seen = cut(this.#seen, length)
    this.#unsynced.push({ length })
  }

  sync(): void {
    for (const change of this.#unsynced.splice(0)) this.#kept = apply(this.#kept, change)
  }

  /** The kernel tried, told of it once, and now takes the pages for clean: what did not arrive never will. */
  failToSync(): void {
    this.#unsynced = []
  }

  /** What the kernel holds and takes for clean is dropped, and read from the disk again. */
  drop(): void {
    if (this.#unsynced.length === 0) this.#seen = Buffer.from(this.#kept)
  }

  get kept(): Buffer {
    return this.#kept
  }

  /** Some of what was not synced is there: of each sector an older state or a newer, of lengths likewise. */
  afterPowerCut(chance: Chance): Buffer<ArrayBuffer> {
    const bias = chance()
    const lastKept = new Map<number, number>()
    this.#unsynced.forEach((change, index) => {
      if ('sector' in change && chance() < bias) lastKept.set(change.sector, index)
    })
    let left = Buffer.from(this.#kept)
    this.#unsynced.forEach((change, index) => {
      const stays = 'sector' in change ? index === lastKept.get(change.sector) : chance() < bias
      if (stays) left = apply(left, change)
    })
    return left
  }
}

function apply(file: Buffer<ArrayBuffer>, change: Unsynced): Buffer<ArrayBuffer> {
  return 'sector' in change ? put(file, change.sector * SECTOR, change.content) : cut(file, change.length)
}

function put(file: Buffer<ArrayBuffer>, offset: number, data: Buffer): Buffer<ArrayBuffer> {
  const longer = cut(file, Math.max(file.length, offset + data.length))
  data.copy(longer, offset)
  return longer
}

/** Makes a file shorter or, with zeros, longer. */
function cut(file: Buffer<ArrayBuffer>, length: number): Buffer<ArrayBuffer> {
  return length <= file.length
    ? file.subarray(0, length)
    : Buffer.concat([file, Buffer.alloc(length - file.length)])
}

type Renaming = (names: Map<string, RecordedFile>) => unknown

/**
 * A folder on a disk, told what happens to it, that can say at any moment what a power cut would leave.
 *
 * Harsher than any real disk: un-synced sectors survive or not, each for itself; a new, renamed or deleted name is
 * certain only when the folder is synced, and until then names survive in the order they were given.
 */
export class Disk {
  readonly #chance: Chance
  readonly #names = new Map<string, RecordedFile>()
  #keptNames = new Map<string, RecordedFile>()
  #renamings: Renaming[] = []

  constructor(chance: Chance) {
    this.#chance = chance
  }

  hear({ kind, name, offset, data }: Entry): void {
    switch (kind) {
      case 'write':
        this.#file(name).write(offset, data)
        break
      case 'truncate':
        this.#file(name).truncate(offset)
        break
      case 'sync':
        if (name === '.') this.#syncNames()
        else this.#file(name).sync()
        break
      case 'failed-sync':
        this.#file(name).failToSync()
        break
      case 'drop':
        this.#file(name).drop()
        break
      case 'unlink':
        this.#rename((names) => names.delete(name))
        break
      case 'rename':
        this.#renameTo(name, data.toString())
        break
      case 'acknowledge': // said to the cashier; the disk knows nothing of it
    }
  }

  /** The files that a power cut now would leave, by name. */
  afterPowerCut(): Map<string, Buffer> {
    const names = new Map(this.#keptNames)
    const survive = Math.floor(this.#chance() * (this.#renamings.length + 1))
    for (const renaming of this.#renamings.slice(0, survive)) renaming(names)
    return new Map([...names].map(([name, file]) => [name, file.afterPowerCut(this.#chance)]))
  }

  /** The files as they read once the kernel holds nothing of them. */
  afterDropping(): Map<string, Buffer> {
    return new Map([...this.#names].map(([name, file]) => [name, file.kept]))
  }

  #file(name: string): RecordedFile {
    const known = this.#names.get(name)
    if (known) return known
    const file = new RecordedFile()
    this.#rename((names) => names.set(name, file))
    return file
  }

  #rename(renaming: Renaming): void {
    renaming(this.#names)
    this.#renamings.push(renaming)
  }

  #renameTo(name: string, oldName: string): void {
    const file = this.#file(oldName)
    this.#rename((names) => {
      names.set(name, file)
      names.delete(oldName)
    })
  }

  #syncNames(): void {
    this.#keptNames = new Map(this.#names)
    this.#renamings = []
  }
}
