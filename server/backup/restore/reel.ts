import { NO_HASH, ObjectFault } from '../objects/header.ts'
import type { GenerationName } from '../objects/names.ts'
import { type SealedObject, type StoreKey, takeObject, unseal } from '../objects/seal.ts'
import { decodeMeta, decodePages, type Meta } from '../objects/segment.ts'
import type { PageFile } from './page-file.ts'
import type { PlannedPack, PlannedPart } from './plan.ts'

/** How far a restored shop goes: a point of its history, and all that is needed to go on from it. */
export interface Reached {
  name: GenerationName
  seq: number
  /** Milliseconds since 1970. */
  at: number
  /** The hash of the segment that it was restored to, hex. */
  hash: string
  meta: Meta
}

/** Lays one file after another over the pages, each checked against where it must belong before anything is written. */
export class Reel {
  /** Undefined until a snapshot is whole. */
  reached: Reached | undefined
  readonly #key: StoreKey
  readonly #file: PageFile
  #part = 0
  #part_hash = NO_HASH
  #pages_seen = 0
  /** What the snapshot said of itself in its first part, and which segment it goes on from. */
  #snapshot: { meta: Meta; previous: Buffer } | undefined
  /** Told of the size of the database before any of it is written. */
  readonly #onSize: (bytes: number) => void

  constructor(key: StoreKey, file: PageFile, onSize: (bytes: number) => void) {
    this.#key = key
    this.#file = file
    this.#onSize = onSize
  }

  /** Lays down a part of the snapshot. @throws {ObjectFault} */
  layPart(bytes: Buffer, { name, seq, part, is_last }: PlannedPart): void {
    const object = takeWholly(bytes)
    const { header } = object
    checkPlace(object, { kind: 'snapshot', generation: name.generation, seq })
    const is_next = part === this.#part + 1 && header.part === part && header.is_last === is_last
    const follows = part === 1 || header.previous.equals(this.#part_hash)
    if (!is_next || !follows) throw new ObjectFault('out-of-place', `part ${header.part} of a snapshot`)
    const { meta, rest } = decodeMeta(unseal(object, this.#key))
    if (part === 1) {
      this.#snapshot = { meta, previous: Buffer.from(header.previous) }
      this.#onSize(meta.n * meta.z)
      this.#file.page_bytes = meta.z
      this.#file.resize(meta.n)
    }
    for (const group of decodePages(rest, this.#file.page_bytes, () => undefined)) {
      this.#file.write(group, this.#file.pages)
      this.#pages_seen += group.length
    }
    this.#part = part
    this.#part_hash = Buffer.from(object.hash)
    if (is_last) this.#endSnapshot(name, seq)
  }

  /**
   * Lays the segments of a pack over what is there; those that are in it already are passed over, for two packs may
   * hold the same.
   *
   * @throws {ObjectFault}
   */
  layPack(bytes: Buffer, { name, from, until }: PlannedPack): void {
    for (let offset = 0, expected = from; expected <= until; expected++) {
      const object = takeObject(bytes, offset)
      checkPlace(object, { kind: 'segment', generation: name.generation, seq: expected })
      if (expected > this.reached!.seq) this.#laySegment(object, name)
      offset += object.bytes.length
    }
  }

  #laySegment(object: SealedObject, name: GenerationName): void {
    const { header } = object
    const reached = this.reached!
    if (header.seq !== reached.seq + 1 || header.previous.toString('hex') !== reached.hash) {
      throw new ObjectFault('out-of-place', `segment ${header.seq} does not go on from ${reached.seq}`)
    }
    const { meta, rest } = decodeMeta(unseal(object, this.#key))
    if (meta.z !== this.#file.page_bytes) throw new ObjectFault('out-of-place', `pages of ${meta.z} bytes`)
    if (meta.n > this.#file.pages) this.#onSize((meta.n - this.#file.pages) * meta.z)
    // All of it is read before any of it is written: what is damaged leaves the file as it was.
    const groups = [...decodePages(rest, meta.z, this.#file.page)]
    // Half written, it would be neither the one nor the other.
    this.reached = undefined
    for (const group of groups) this.#file.write(group, meta.n)
    this.#file.resize(meta.n)
    this.reached = { name, seq: header.seq, at: meta.t, hash: object.hash.toString('hex'), meta }
  }

  #endSnapshot(name: GenerationName, seq: number): void {
    const { meta, previous } = this.#snapshot!
    if (this.#pages_seen !== meta.n) throw new ObjectFault('damaged', 'a snapshot lacks pages')
    this.reached = { name, seq, at: meta.t, hash: previous.toString('hex'), meta }
  }
}

/** An object that is all there is in its file. @throws {ObjectFault} */
export function takeWholly(bytes: Buffer): SealedObject {
  const object = takeObject(bytes)
  if (object.bytes.length !== bytes.length) throw new ObjectFault('damaged', 'something follows it')
  return object
}

/** Whether an object is what its file's name says. @throws {ObjectFault} out-of-place */
export function checkPlace(
  { header }: SealedObject,
  { kind, generation, seq }: { kind: 'segment' | 'snapshot'; generation: string; seq: number }
): void {
  const is_here =
    header.kind === kind && header.seq === seq && header.generation.toString('hex') === generation
  if (!is_here)
    throw new ObjectFault('out-of-place', `${header.kind} ${header.seq} where ${kind} ${seq} should be`)
}
