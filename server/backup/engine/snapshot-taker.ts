import { constants, zstdCompressSync } from 'node:zlib'
import type { GenerationName, PartName } from '../objects/names.ts'
import { type StoreKey, seal, takeObject } from '../objects/seal.ts'
import type { Meta, Page } from '../objects/segment.ts'
import type { Mirror } from './mirror.ts'
import type { Spool } from './spool.ts'

/** So many pages are compressed together, and so many bytes sealed together: small, for a commit may wait behind it. */
const PAGES_AT_ONCE = 256
const PART_BYTES = 4 << 20

const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = constants
const LEVEL = { [ZSTD_c_compressionLevel]: 3, [ZSTD_c_checksumFlag]: 1 }

/**
 * Takes a picture of the whole database as it was at one segment, a little at a time, while the mirror goes on: a page
 * that is about to be written over, and is not in the picture yet, is put aside first.
 */
export class SnapshotTaker {
  readonly name: GenerationName
  readonly seq: number
  readonly meta: Meta
  bytes = 0
  readonly #mirror: Mirror
  readonly #spool: Spool
  readonly #key: StoreKey
  readonly #aside = new Map<number, Buffer>()
  readonly #kept: { place: PartName; hash: Buffer }[] = []
  readonly #room: Buffer
  #next = 1
  #part = 1
  #previous: Buffer
  #groups: Buffer[] = []
  #group_bytes = 0
  #is_whole = false

  /**
   * @param name the generation that begins with it
   * @param seq after which segment it shows the shop
   * @param previous that segment's hash
   */
  constructor(
    { mirror, spool, key }: { mirror: Mirror; spool: Spool; key: StoreKey },
    { name, seq, meta, previous }: { name: GenerationName; seq: number; meta: Meta; previous: Buffer }
  ) {
    this.name = name
    this.seq = seq
    this.meta = meta
    this.#mirror = mirror
    this.#spool = spool
    this.#key = key
    this.#previous = previous
    this.#room = Buffer.alloc(PAGES_AT_ONCE * meta.z)
    mirror.beforeLoss = (page) => this.#putAside(page)
  }

  /** How much of the database is in the picture, 0 to 1. */
  get progress(): number {
    return (this.#next - 1) / this.meta.n
  }

  /** Whether all of it, once it is whole, lies in the spool as it was put there. Reads it: half a second for a gigabyte. */
  isKept(): boolean {
    return this.#kept.every(({ place, hash }) => this.#spool.holdsPart(this.name, place, hash))
  }

  /** Takes the next megabyte. @returns true when the picture is whole */
  step(): boolean {
    const count = Math.min(PAGES_AT_ONCE, this.meta.n - this.#next + 1)
    const bytes = this.#room.subarray(0, count * this.meta.z).fill(0)
    this.#mirror.readRun(this.#next, bytes)
    for (let index = 0; index < count; index++) {
      this.#aside.get(this.#next + index)?.copy(bytes, index * this.meta.z)
      this.#aside.delete(this.#next + index)
    }
    this.#add(bytes, count)
    this.#next += count
    const is_last = this.#next > this.meta.n
    if (is_last || this.#group_bytes >= PART_BYTES) this.#keep(is_last)
    this.#is_whole = is_last
    if (is_last) this.stop()
    return is_last
  }

  /** Ends it, finished or not; what is not finished is worth nothing. */
  stop(): void {
    this.#mirror.beforeLoss = undefined
    if (!this.#is_whole) this.#spool.dropSnapshot(this.name)
  }

  #putAside({ pgno, bytes }: Page): void {
    if (pgno >= this.#next && pgno <= this.meta.n && !this.#aside.has(pgno)) this.#aside.set(pgno, bytes)
  }

  /** As the groups of a segment are, but without earlier versions. */
  #add(bytes: Buffer, count: number): void {
    const packed = zstdCompressSync(bytes, { params: LEVEL })
    const table = Buffer.alloc(7 + 4 * count)
    table.writeUInt16BE(count, 1)
    table.writeUInt32BE(packed.length, 3)
    for (let index = 0; index < count; index++) table.writeUInt32BE(this.#next + index, 7 + 4 * index)
    this.#groups.push(table, packed)
    this.#group_bytes += table.length + packed.length
  }

  #keep(is_last: boolean): void {
    const head = Buffer.from(JSON.stringify(this.meta))
    const length = Buffer.alloc(2)
    length.writeUInt16BE(head.length)
    const plain = Buffer.concat([length, head, ...this.#groups])
    const part = this.#part
    const place = { kind: 'snapshot', seq: this.seq, at: this.meta.t, part, is_last } as const
    const generation = Buffer.from(this.name.generation, 'hex')
    const sealed = seal(plain, { ...place, generation, previous: this.#previous }, this.#key)
    this.#spool.keepPart(this.name, place, sealed)
    this.#previous = Buffer.from(takeObject(sealed).hash)
    this.#kept.push({ place, hash: this.#previous })
    this.bytes += sealed.length
    this.#part++
    this.#groups = []
    this.#group_bytes = 0
  }
}
