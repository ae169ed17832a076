import { randomBytes } from 'node:crypto'
import type { GenerationName } from '../objects/names.ts'
import { sumText } from '../objects/page-sum.ts'
import { type SealedObject, seal, takeObject } from '../objects/seal.ts'
import {
  encodePages,
  type Meta,
  type NamedPoint,
  type Page,
  type Start,
  type StartReason
} from '../objects/segment.ts'
import { checkReading } from './check-reading.ts'
import { MOST_PAGES } from './compare.ts'
import type { Departure, Desk } from './desk.ts'
import { FactReader } from './fact-reader.ts'
import type { Head } from './head.ts'
import type { Bad, Patrol } from './patrol.ts'
import { SnapshotTaker } from './snapshot-taker.ts'
import type { Batch } from './wal-reader.ts'

/** A segment as it was recorded. */
export interface Recorded {
  generation: GenerationName
  seq: number
  /** When, milliseconds since 1970. */
  at: number
  bytes: number
  pages: number
}

/**
 * Writes the shop's history: one segment after another, each with what changed since the one before, sealed, proven by
 * reading it back, and fsynced before anything counts on it.
 */
export class Recorder {
  readonly #desk: Desk
  /** The last that was written, and all that is needed to go on. */
  #seq: number
  #hash: Buffer
  #at: number
  #generation: GenerationName | undefined
  #departure: Departure | undefined
  #epoch: number
  #taker: SnapshotTaker | undefined
  /** The picture that nothing was recorded after. */
  #picture: SnapshotTaker | undefined
  #is_sound = true
  readonly #facts = new FactReader()
  /** What the log brought and is not recorded yet: what the disk refused is tried again with what came since. */
  #pages = new Map<number, Buffer>()
  #db_pages = 0

  constructor(desk: Desk, departure: Departure, last: { seq: number; at: number }) {
    this.#desk = desk
    this.#departure = departure
    this.#epoch = departure.epoch
    this.#seq = departure.from?.seq ?? last.seq
    this.#hash = departure.from?.hash ?? Buffer.alloc(32)
    this.#at = last.at
  }

  /** The last segment's number. */
  get seq(): number {
    return this.#seq
  }

  get generation(): GenerationName | undefined {
    return this.#generation
  }

  /** False when the mirror could not follow what was written: then all must be looked at anew before it goes on. */
  get is_sound(): boolean {
    return this.#is_sound
  }

  /** Whether something was read that the disk has refused so far. */
  get owes_writing(): boolean {
    return this.#db_pages > 0
  }

  /** Compares a stretch of the database file with the mirror, unless something is not recorded yet. @returns what is new */
  patrol(patrol: Patrol): Bad | undefined {
    const { log, mirror } = this.#desk
    // Not before all is read that is committed: what is moved into the file from here on is in the log.
    if (this.#taker || !log.readOn() || log.has_news || this.owes_writing) return undefined
    return patrol.step(mirror, log.in_log)
  }

  /** How far the picture of the whole is, 0 to 1; undefined while none is made. */
  get snapshot_progress(): number | undefined {
    return this.#taker?.progress
  }

  /**
   * Records what the log brought since the last time.
   *
   * @param point a name for this point of the history; then a segment is written even if nothing changed
   * @returns undefined when there was nothing to record
   * @throws what the disk says; what was read is kept, and recorded with the next that succeeds
   */
  record(point?: NamedPoint): Recorded | undefined {
    const { log, mirror } = this.#desk
    const is_exact = log.readExactly()
    const batch = log.handOver()
    if (batch) this.#keep(batch)
    if (this.#db_pages === 0 && !point) return undefined
    const pages = [...this.#pages]
      .map(([pgno, bytes]) => ({ pgno, bytes }))
      .toSorted((one, other) => one.pgno - other.pgno)
    const facts = { ...(is_exact && this.#facts.read(log.view)), ...(point && { p: point }) }
    const recorded = this.write(pages, this.#db_pages || mirror.pages, facts)
    this.#pages = new Map()
    this.#db_pages = 0
    return recorded
  }

  /** Records that the database has these pages now. Too many for a segment become a new picture of the whole. */
  write(pages: Page[], db_pages: number, facts: Partial<Meta> = {}): Recorded {
    if (pages.length > MOST_PAGES) return this.#writeAnew(pages, db_pages, facts)
    const { mirror, redo, spool } = this.#desk
    const sum = mirror.sumAfter(pages, db_pages)
    const name = this.#generation ?? this.#begin()
    const meta = this.#metaOf({ n: db_pages, s: sumText(sum), ...facts })
    const sealed = this.#seal(name, meta, pages)
    redo.add({ seq: this.#seq + 1, db_pages, pages })
    this.#is_sound = false
    try {
      spool.append(sealed)
    } catch (error) {
      redo.takeBack()
      this.#is_sound = true
      throw error
    }
    // It is history from here on: if the mirror fails to follow, it must not be written a second time.
    this.#advance(sealed, meta)
    mirror.apply(pages, db_pages, sum)
    if (redo.is_long) this.#settleMirror()
    this.#is_sound = true
    return { generation: name, seq: this.#seq, at: meta.t, bytes: sealed.bytes.length, pages: pages.length }
  }

  /** Ends the generation: the next segment begins one of its own. */
  depart(reason: StartReason): void {
    // One that has no segment yet is as good as new.
    if (!this.#generation || this.#departure) return
    const from = this.#here()
    this.#endGeneration()
    this.#departure = { from, reason, epoch: this.#epoch }
  }

  /**
   * Begins a picture of the whole, and with it a generation. What is to be recorded must have been.
   *
   * @returns the last picture if nothing was recorded since and it lies there unharmed; then none is begun
   */
  beginSnapshot(): SnapshotTaker | undefined {
    if (this.#taker) return undefined
    if (this.#picture?.isKept()) return this.#picture
    this.depart('snapshot')
    // One that was begun and holds nothing, not even a picture, is left as it is: names are never used twice.
    if (this.#generation) this.#endGeneration()
    const { log, mirror } = this.#desk
    const name = this.#begin()
    const is_exact = log.readExactly() && !log.has_news && !this.owes_writing
    const facts = is_exact ? this.#facts.read(log.view) : {}
    const meta = this.#metaOf({ n: mirror.pages, s: mirror.sum_text, ...facts })
    this.#taker = new SnapshotTaker(this.#desk, { name, seq: this.#seq, meta, previous: this.#hash })
    return undefined
  }

  /** Goes on with the picture; one that fails is dropped. @returns it when it is whole */
  stepSnapshot(): SnapshotTaker | undefined {
    const taker = this.#taker
    try {
      if (!taker?.step()) return undefined
    } catch (error) {
      this.#taker = undefined
      taker?.stop()
      throw error
    }
    this.#taker = undefined
    this.#picture = taker
    return taker
  }

  /** Brings all to the disk and ends the pack, with what is to be recorded in it. */
  close(): void {
    this.#taker?.stop()
    this.#settleMirror()
    this.#endGeneration()
    this.#desk.mirror.close()
    this.#desk.redo.close()
  }

  /** Lets go of everything as it is, because the disk takes nothing. */
  abandon(): void {
    this.#desk.spool.abandon()
    this.#desk.mirror.close()
    this.#desk.redo.close()
  }

  #keep({ pages, db_pages }: Batch): void {
    for (const [pgno, bytes] of pages) this.#pages.set(pgno, bytes)
    for (const pgno of this.#pages.keys()) if (pgno > db_pages) this.#pages.delete(pgno)
    this.#db_pages = db_pages
  }

  #here(): Head {
    const meta = this.#metaOf({ n: this.#desk.mirror.pages, s: this.#desk.mirror.sum_text })
    return { name: this.#generation!, seq: this.#seq, hash: this.#hash, meta, is_grounded: true }
  }

  #begin(): GenerationName {
    const began = this.#tick()
    const name = { epoch: this.#epoch, began, generation: randomBytes(16).toString('hex') }
    this.#desk.spool.begin(name)
    this.#generation = name
    this.#at = began
    this.#picture = undefined
    return name
  }

  #endGeneration(): void {
    this.#desk.spool.end()
    this.#generation = undefined
  }

  #metaOf(meta: Pick<Meta, 'n' | 's'> & Partial<Meta>): Meta {
    return { t: this.#tick(), z: this.#desk.mirror.page_bytes, ...meta }
  }

  /** Time as the history tells it: the wall clock's, but never back. */
  #tick(): number {
    return Math.max(this.#at + 1, this.#desk.now())
  }

  #seal(name: GenerationName, meta: Meta, pages: Page[]): SealedObject {
    const { mirror, key } = this.#desk
    const earlier = new Map(pages.map(({ pgno }) => [pgno, mirror.page(pgno)]))
    const before = (pgno: number) => earlier.get(pgno)
    const start = this.#departure && { g: this.#startOf(this.#departure) }
    const plain = encodePages({ ...meta, ...start }, pages, before)
    const bytes = seal(
      plain,
      {
        kind: 'segment',
        generation: Buffer.from(name.generation, 'hex'),
        seq: this.#seq + 1,
        previous: this.#hash,
        at: meta.t,
        has_point: meta.p !== undefined
      },
      key
    )
    const sealed = takeObject(bytes)
    checkReading(sealed, key, pages, before)
    return sealed
  }

  #startOf({ from, reason }: Departure): Start {
    return {
      reason,
      parent: from && { generation: from.name.generation, seq: from.seq },
      app_version: this.#desk.app_version
    }
  }

  #advance({ hash }: SealedObject, meta: Meta): void {
    this.#seq += 1
    this.#hash = Buffer.from(hash)
    this.#at = meta.t
    this.#departure = undefined
    this.#picture = undefined
  }

  /** The history goes on from a picture of the whole: what happened in between is in it, and in no segment. */
  #writeAnew(pages: Page[], db_pages: number, facts: Partial<Meta>): Recorded {
    const { mirror } = this.#desk
    this.#is_sound = false
    this.#taker?.stop()
    this.#taker = undefined
    const sum = mirror.sumAfter(pages, db_pages)
    mirror.apply(pages, db_pages, sum)
    this.#settleMirror()
    this.#endGeneration()
    this.#departure = { from: null, reason: 'snapshot', epoch: this.#epoch }
    this.#seq += 1
    this.#hash = Buffer.alloc(32)
    this.#picture = undefined
    this.beginSnapshot()
    return this.write([], db_pages, facts)
  }

  #settleMirror(): void {
    this.#desk.mirror.sync()
    this.#desk.redo.clear()
  }
}
