import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { ObjectFault } from './header.ts'
import { encodeMeta, readMeta } from './meta.ts'
import { decodeGroup, encodeGroup, MOST_IN_GROUP } from './page-group.ts'

/** A database page, by its number in the file from 1. */
export interface Page {
  pgno: number
  bytes: Buffer
}

/** A point in the shop's history that somebody, or a big change, gave a name. */
export interface NamedPoint {
  point_id: string
  /** Why it was made; sentences know the reasons. */
  reason: PointReason
  /** What it is about, in the words of the shop: a file's name, a goods' name. */
  label: string
}

export type PointReason =
  | 'by-hand'
  | 'before-import'
  | 'after-import'
  | 'before-prices'
  | 'after-prices'
  | 'before-update'
  | 'before-return'
  | 'before-rewind'
  | 'before-undo'

/** Why a generation began. */
export type StartReason =
  /** There was no history yet, or none that could be gone on from. */
  | 'first'
  /** The box was started, and went on where it had ended. */
  | 'start'
  /** The box ended without being told to. */
  | 'crash'
  /** Something else than the box changed its database or its log. */
  | 'stranger'
  /** The database holds less than was recorded of it: the disk lost what it had kept, or somebody had it put back. */
  | 'fork'
  | 'clock'
  | 'disk-full'
  | 'disk-fault'
  /** The shop was restored, or taken back to an earlier point. */
  | 'restore'
  /** A snapshot was made, and the history goes on from it. */
  | 'snapshot'

/** What the first segment of a generation says of where it comes from. */
export interface Start {
  reason: StartReason
  /** The generation and segment it goes on from, or null when it begins with a snapshot of its own. */
  parent: { generation: string; seq: number } | null
  app_version: string
}

/** What a segment or snapshot says of the shop as it leaves it; the wire names are short, for they are sent each second. */
export interface Meta {
  /** When it was read, milliseconds since 1970, never less than the one before. */
  t: number
  /** How many pages the database has. */
  n: number
  /** The sum of all its pages, 32 hex digits. */
  s: string
  /** The last event's number; absent when the shop was too busy to be asked. */
  e?: number
  /** That event's hash in the ledger's chain, 64 hex digits: `docs/ledger.md`. */
  h?: string
  /** How many rows the main tables have, in the order of `COUNTED`. */
  c?: number[]
  /** The point it makes. */
  p?: NamedPoint
  /** Where its generation comes from, in the first one. */
  g?: Start
  /** Bytes of a page. */
  z: number
}

/** Reads a page as it was before; undefined where there was none. */
export type ReadPage = (pgno: number) => Buffer | undefined

/** What a group of pages is by its first byte: compressed as it is, by its earlier versions, or told by them. */
const AS_IT_IS = 0
const BY_DICTIONARY = 1
const BY_DELTA = 2

/** Beyond so many pages at once (an import), telling them takes longer than it saves. */
const MOST_TOLD = 1024
/** Then more at once shrink no better, and need a larger window: 64 of 4 KiB are 256 KiB. */
const PAGES_AT_ONCE = 64
const WINDOW_LOG = 20
/** zstd takes a dictionary that begins with its own magic number for one of its own kind; these bytes keep it raw. */
const RAW = Buffer.alloc(8)

const { ZSTD_c_compressionLevel, ZSTD_c_windowLog, ZSTD_c_checksumFlag } = constants
const LEVEL = { [ZSTD_c_compressionLevel]: 3, [ZSTD_c_windowLog]: WINDOW_LOG, [ZSTD_c_checksumFlag]: 1 }

/**
 * Writes pages so that little is left of them: they are told by their earlier versions, so a sale that touched 270
 * kilobytes takes about one and a half.
 *
 * @param pages in the order of their numbers
 * @param before the pages as whoever reads this will have them
 */
export function encodePages(meta: Meta, pages: Page[], before: ReadPage): Buffer {
  const head = encodeMeta(meta)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(head.length)
  const parts = [length, head]
  const is_told = pages.length <= MOST_TOLD
  const step = is_told ? MOST_IN_GROUP : PAGES_AT_ONCE
  for (let at = 0; at < pages.length; at += step) {
    const group = pages.slice(at, at + step)
    if (is_told) parts.push(Buffer.from([BY_DELTA]), encodeGroup(group, before))
    else parts.push(compressGroup(group, before))
  }
  return Buffer.concat(parts)
}

/** Reads what a segment or a snapshot's part says of itself. @throws {ObjectFault} when it is no meta of ours. */
export function decodeMeta(plain: Buffer): { meta: Meta; rest: Buffer } {
  try {
    const end = 2 + plain.readUInt16BE(0)
    const head = plain.subarray(2, end)
    if (head.length !== end - 2) throw new RangeError('cut short')
    return { meta: readMeta(head), rest: plain.subarray(end) }
  } catch {
    throw new ObjectFault('damaged', 'what it says of itself')
  }
}

/**
 * Reads pages back, a group at a time.
 *
 * @param before the pages as they were when the segment was written; a group's pages may be written as soon as it was
 *   handed over, for no page is in two groups
 * @throws {ObjectFault} when anything does not fit
 */
export function* decodePages(rest: Buffer, page_bytes: number, before: ReadPage): Generator<Page[]> {
  for (let at = 0; at < rest.length; ) {
    const is_told = rest.readUInt8(at) === BY_DELTA
    const { pages, end } = is_told
      ? decodeGroup(rest, at + 1, page_bytes, before)
      : decompressGroup(rest, at, page_bytes, before)
    yield pages
    at = end
  }
}

/** A group compressed with the pages' earlier versions as its dictionary: quickly, and four times as long. */
function compressGroup(group: Page[], before: ReadPage): Buffer {
  const earlier = group.map(({ pgno }) => before(pgno)).filter((page) => page !== undefined)
  const dictionary = earlier.length > 0 ? Buffer.concat([RAW, ...earlier]) : undefined
  const packed = zstdCompressSync(Buffer.concat(group.map(({ bytes }) => bytes)), {
    params: LEVEL,
    ...(dictionary && { dictionary })
  })
  const table = Buffer.alloc(7 + 4 * group.length)
  table.writeUInt8(dictionary ? BY_DICTIONARY : AS_IT_IS, 0)
  table.writeUInt16BE(group.length, 1)
  table.writeUInt32BE(packed.length, 3)
  for (const [index, { pgno }] of group.entries()) table.writeUInt32BE(pgno, 7 + 4 * index)
  return Buffer.concat([table, packed])
}

function decompressGroup(
  rest: Buffer,
  at: number,
  page_bytes: number,
  before: ReadPage
): { pages: Page[]; end: number } {
  if (at + 7 > rest.length) throw new ObjectFault('damaged', 'a table of pages')
  const has_dictionary = rest.readUInt8(at) === BY_DICTIONARY
  if (!has_dictionary && rest.readUInt8(at) !== AS_IT_IS) throw new ObjectFault('damaged', 'a kind of group')
  const count = rest.readUInt16BE(at + 1)
  const packed_bytes = rest.readUInt32BE(at + 3)
  const data = at + 7 + 4 * count
  const end = data + packed_bytes
  if (end > rest.length) throw new ObjectFault('damaged', 'a group of pages')
  const numbers = Array.from({ length: count }, (_, index) => rest.readUInt32BE(at + 7 + 4 * index))
  const most = Math.max(1, count * page_bytes)
  const bytes = unpack(rest.subarray(data, end), most, has_dictionary ? numbers : [], before)
  if (bytes.length !== count * page_bytes) throw new ObjectFault('damaged', 'the length of its pages')
  const pages = numbers.map((pgno, index) => ({
    pgno,
    bytes: bytes.subarray(index * page_bytes, (index + 1) * page_bytes)
  }))
  return { pages, end }
}

function unpack(packed: Buffer, most: number, numbers: number[], before: ReadPage): Buffer {
  const earlier = numbers.map(before).filter((page) => page !== undefined)
  const dictionary = earlier.length > 0 ? Buffer.concat([RAW, ...earlier]) : undefined
  try {
    return zstdDecompressSync(packed, { maxOutputLength: most, ...(dictionary && { dictionary }) })
  } catch {
    // The checksum inside finds a dictionary that is not the one it was written with.
    throw new ObjectFault('out-of-place', 'it does not go on from what is there')
  }
}
