import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { ObjectFault } from './header.ts'

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
  | 'before-rewind'

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
  /** The database holds less than was recorded of it: the disk lost what it had kept. */
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

/** More pages at once shrink no better, and need a larger window: 64 of 4 KiB are 256 KiB. */
const GROUP_PAGES = 64
const WINDOW_LOG = 20
/** zstd takes a dictionary that begins with its own magic number for one of its own kind; these bytes keep it raw. */
const RAW = Buffer.alloc(8)

const { ZSTD_c_compressionLevel, ZSTD_c_windowLog, ZSTD_c_checksumFlag } = constants
const LEVEL = { [ZSTD_c_compressionLevel]: 3, [ZSTD_c_windowLog]: WINDOW_LOG, [ZSTD_c_checksumFlag]: 1 }

/**
 * Writes pages so that little is left of them: each group is compressed with the pages' earlier versions as its
 * dictionary, so a sale that touched a hundred kilobytes takes about one.
 *
 * @param pages in the order of their numbers
 * @param before the pages as whoever reads this will have them
 */
export function encodePages(meta: Meta, pages: Page[], before: ReadPage): Buffer {
  const head = Buffer.from(JSON.stringify(meta))
  const length = Buffer.alloc(2)
  length.writeUInt16BE(head.length)
  const parts = [length, head]
  for (let at = 0; at < pages.length; at += GROUP_PAGES) {
    const group = pages.slice(at, at + GROUP_PAGES)
    const earlier = group.map(({ pgno }) => before(pgno)).filter((page) => page !== undefined)
    const dictionary = earlier.length > 0 ? Buffer.concat([RAW, ...earlier]) : undefined
    const packed = zstdCompressSync(Buffer.concat(group.map(({ bytes }) => bytes)), {
      params: LEVEL,
      ...(dictionary && { dictionary })
    })
    const table = Buffer.alloc(7 + 4 * group.length)
    table.writeUInt8(dictionary ? 1 : 0, 0)
    table.writeUInt16BE(group.length, 1)
    table.writeUInt32BE(packed.length, 3)
    for (const [index, { pgno }] of group.entries()) table.writeUInt32BE(pgno, 7 + 4 * index)
    parts.push(table, packed)
  }
  return Buffer.concat(parts)
}

/** @throws {ObjectFault} when it is no meta of ours. */
export function decodeMeta(plain: Buffer): { meta: Meta; rest: Buffer } {
  try {
    const end = 2 + plain.readUInt16BE(0)
    return { meta: JSON.parse(plain.toString('utf8', 2, end)) as Meta, rest: plain.subarray(end) }
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
    if (at + 7 > rest.length) throw new ObjectFault('damaged', 'a table of pages')
    const has_dictionary = rest.readUInt8(at) === 1
    const count = rest.readUInt16BE(at + 1)
    const packed_bytes = rest.readUInt32BE(at + 3)
    const data = at + 7 + 4 * count
    if (data + packed_bytes > rest.length) throw new ObjectFault('damaged', 'a group of pages')
    const numbers = Array.from({ length: count }, (_, index) => rest.readUInt32BE(at + 7 + 4 * index))
    const bytes = unpack(rest.subarray(data, data + packed_bytes), has_dictionary ? numbers : [], before)
    if (bytes.length !== count * page_bytes) throw new ObjectFault('damaged', 'the length of its pages')
    yield numbers.map((pgno, index) => ({
      pgno,
      bytes: bytes.subarray(index * page_bytes, (index + 1) * page_bytes)
    }))
    at = data + packed_bytes
  }
}

function unpack(packed: Buffer, numbers: number[], before: ReadPage): Buffer {
  const earlier = numbers.map(before).filter((page) => page !== undefined)
  const dictionary = earlier.length > 0 ? Buffer.concat([RAW, ...earlier]) : undefined
  try {
    return zstdDecompressSync(packed, dictionary && { dictionary })
  } catch {
    // The checksum inside finds a dictionary that is not the one it was written with.
    throw new ObjectFault('out-of-place', 'it does not go on from what is there')
  }
}
