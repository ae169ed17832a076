import { fstatSync, openSync, readSync, statSync } from 'node:fs'

/** The head of a write-ahead log (SQLite file format, section 4.1): 32 bytes. */
export interface LogHead {
  page_bytes: number
  salt1: number
  salt2: number
  /** Where the running checksum begins. */
  sum1: number
  sum2: number
  is_big_endian: boolean
}

/** What was committed between two places in the log: the last version of each page, and how long the database is. */
export interface Batch {
  pages: Map<number, Buffer>
  /** Pages of the database after it. */
  db_pages: number
}

/** The log does not read as SQLite says it stands: someone else changed it, or the disk did. */
export class LogFault extends Error {
  override readonly name = 'LogFault'
}

const HEAD_BYTES = 32
const FRAME_HEAD_BYTES = 24
const FRAMES_AT_ONCE = 64

/** Makes a log's checksum (section 4.2 of the format); both halves wrap at 32 bits. */
class Checksum {
  a: number
  b: number
  constructor(a: number, b: number) {
    this.a = a | 0
    this.b = b | 0
  }

  /** @param words the bytes in the machine's order; a log written here is in it, and then no word is turned */
  add(words: Uint32Array, from: number, to: number, is_turned: boolean): void {
    let { a, b } = this
    for (let index = from; index < to; index += 2) {
      const x = words[index]!
      const y = words[index + 1]!
      a = (a + (is_turned ? turn(x) : x) + b) | 0
      b = (b + (is_turned ? turn(y) : y) + a) | 0
    }
    this.a = a
    this.b = b
  }

  is(a: number, b: number): boolean {
    return this.a === (a | 0) && this.b === (b | 0)
  }
}

function turn(word: number): number {
  return ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)
}

/**
 * Reads a write-ahead log from its own handle, frame by frame, checking each. Reading the log file takes no lock and
 * drops none (opening the database file itself in this process, and closing it, would drop SQLite's).
 */
export class WalReader {
  readonly head: LogHead
  /** How many frames were read, up to the end of a commit. */
  frames = 0
  readonly #handle: number
  readonly #words: Uint32Array
  readonly #bytes: Buffer
  #sum: Checksum

  private constructor(handle: number, head: LogHead) {
    this.#handle = handle
    this.head = head
    this.#sum = new Checksum(head.sum1, head.sum2)
    const room = new ArrayBuffer(FRAMES_AT_ONCE * this.#frame_bytes)
    this.#words = new Uint32Array(room)
    this.#bytes = Buffer.from(room)
  }

  /**
   * Begins to read a log from its first frame.
   *
   * @param handle a handle on it, opened once and used for all readers
   * @returns undefined while the log has no head: nothing was committed since it was begun
   */
  static begin(handle: number): WalReader | undefined {
    const head = readLogHead(handle)
    return head && new WalReader(handle, head)
  }

  get #frame_bytes(): number {
    return FRAME_HEAD_BYTES + this.head.page_bytes
  }

  /** Whether the log is still the one that was begun, or SQLite has started it anew from its first frame. */
  isSame(): boolean {
    const head = readLogHead(this.#handle)
    return head !== undefined && head.salt1 === this.head.salt1 && head.salt2 === this.head.salt2
  }

  /**
   * Reads on, up to a frame that ends a commit.
   *
   * @param until how many frames are committed and on the disk, as `wal_checkpoint(noop)` says
   * @returns undefined when there is nothing new
   * @throws {LogFault} when the frames up to there are not what they should be; then nothing was read
   */
  read(until: number): Batch | undefined {
    if (until <= this.frames) return undefined
    const pages = new Map<number, Buffer>()
    const sum = new Checksum(this.#sum.a, this.#sum.b)
    let db_pages = 0
    for (let frame = this.frames; frame < until; ) {
      const count = Math.min(FRAMES_AT_ONCE, until - frame)
      this.#fill(frame, count)
      for (let index = 0; index < count; index++, frame++) {
        db_pages = this.#check(index, sum, frame)
        const at = index * this.#frame_bytes
        const page = this.#bytes.subarray(at + FRAME_HEAD_BYTES, at + this.#frame_bytes)
        pages.set(this.#bytes.readUInt32BE(at), Buffer.from(page))
      }
    }
    if (db_pages === 0) throw new LogFault(`frame ${until} ends no commit`)
    for (const pgno of pages.keys()) if (pgno > db_pages) pages.delete(pgno)
    this.frames = until
    this.#sum = sum
    return { pages, db_pages }
  }

  #fill(frame: number, count: number): void {
    const wanted = count * this.#frame_bytes
    const got = readSync(this.#handle, this.#bytes, 0, wanted, HEAD_BYTES + frame * this.#frame_bytes)
    if (got !== wanted) throw new LogFault(`the log ends before frame ${frame + count}`)
  }

  /** @returns how long the database is after this frame if it ends a commit, else 0 */
  #check(index: number, sum: Checksum, frame: number): number {
    const at = index * this.#frame_bytes
    const { salt1, salt2, is_big_endian } = this.head
    const bytes = this.#bytes
    if (bytes.readUInt32BE(at + 8) !== salt1 || bytes.readUInt32BE(at + 12) !== salt2) {
      throw new LogFault(`frame ${frame + 1} is of another log`)
    }
    const word = at >> 2
    const turned = is_big_endian === IS_LITTLE_ENDIAN
    sum.add(this.#words, word, word + 2, turned)
    sum.add(this.#words, word + (FRAME_HEAD_BYTES >> 2), word + (this.#frame_bytes >> 2), turned)
    if (!sum.is(bytes.readUInt32BE(at + 16), bytes.readUInt32BE(at + 20))) {
      throw new LogFault(`frame ${frame + 1} is damaged`)
    }
    return bytes.readUInt32BE(at + 4)
  }
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** Opens a log for reading; undefined while there is none. */
export function openLog(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether a log was taken away, or another put in its place: whatever is committed now, nobody will find. */
export function isTakenAway(handle: number, path: string): boolean {
  const { nlink, ino } = fstatSync(handle)
  return nlink === 0 || statSync(path, { throwIfNoEntry: false })?.ino !== ino
}

function readLogHead(handle: number): LogHead | undefined {
  const room = new ArrayBuffer(HEAD_BYTES)
  const bytes = Buffer.from(room)
  if (readSync(handle, bytes, 0, HEAD_BYTES, 0) < HEAD_BYTES) return undefined
  const magic = bytes.readUInt32BE(0)
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return undefined
  const is_big_endian = magic === 0x377f0683
  const sum = new Checksum(0, 0)
  sum.add(new Uint32Array(room), 0, 6, is_big_endian === IS_LITTLE_ENDIAN)
  const sum1 = bytes.readUInt32BE(24)
  const sum2 = bytes.readUInt32BE(28)
  if (!sum.is(sum1, sum2)) return undefined
  const [salt1, salt2] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  return { page_bytes: bytes.readUInt32BE(8), salt1, salt2, sum1, sum2, is_big_endian }
}
