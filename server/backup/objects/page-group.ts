import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  crc32,
  zstdCompressSync,
  zstdDecompressSync
} from 'node:zlib'
import { ObjectFault } from './header.ts'
import { decodeDelta, encodeDelta } from './page-delta.ts'
import type { Page, ReadPage } from './segment.ts'
import { fault, pushNumber, Reader } from './streams.ts'

/**
 * Pages that are told together: the numbers of {@link encodeDelta}, with the pages' own, and its bytes. The bytes are
 * shrunk with the earlier versions of the pages as dictionary, for much of what is new on one page was on another.
 *
 * ```
 * length of the numbers (4)   length of the bytes (4)   CRC-32 of the pages (4)   numbers (brotli)   bytes (zstd)
 * ```
 */
const HEAD_BYTES = 12
/** A group's pages, their earlier versions and what is told of them: some 12 MB at most while it is read. */
export const MOST_IN_GROUP = 512

/** SQLite makes no longer ones. */
const MOST_PAGE_BYTES = 65_536

/** zstd takes a dictionary that begins with its own magic number for one of its own kind; these bytes keep it raw. */
const RAW = Buffer.alloc(8)
/** How hard it is tried, by the bytes to look through: some 25, 40 and 10 milliseconds. */
const EFFORTS = [
  { up_to: 512 << 10, level: 19 },
  { up_to: 1 << 20, level: 12 },
  { up_to: Number.POSITIVE_INFINITY, level: 4 }
]
const MOST_HARD_NUMBERS = 8 << 10

/** Tells a group of pages. @param pages in the order of their numbers, at most {@link MOST_IN_GROUP} */
export function encodeGroup(pages: Page[], before: ReadPage): Buffer {
  const earlier = pages.map(({ pgno }) => before(pgno))
  const { numbers, bytes } = encodeDelta(
    earlier,
    pages.map((page) => page.bytes)
  )
  const own: number[] = []
  pushNumber(own, pages.length)
  let last = 0
  for (const { pgno } of pages) {
    pushNumber(own, pgno - last)
    last = pgno
  }
  const told = shrinkNumbers(Buffer.concat([Buffer.from(own), numbers]))
  const news = shrinkBytes(bytes, dictionaryOf(earlier))
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(told.length, 0)
  head.writeUInt32BE(news.length, 4)
  head.writeUInt32BE(
    pages.reduce((sum, page) => crc32(page.bytes, sum), 0),
    8
  )
  return Buffer.concat([head, told, news])
}

/**
 * Reads the group that begins at an offset.
 *
 * @throws {ObjectFault} damaged when it is none, out-of-place when the earlier versions are others than it was told by
 */
export function decodeGroup(
  group: Buffer,
  at: number,
  page_bytes: number,
  before: ReadPage
): { pages: Page[]; end: number } {
  if (page_bytes > MOST_PAGE_BYTES || at + HEAD_BYTES > group.length)
    throw new ObjectFault('damaged', 'a group of pages')
  const middle = at + HEAD_BYTES + group.readUInt32BE(at)
  const end = middle + group.readUInt32BE(at + 4)
  if (end > group.length) throw new ObjectFault('damaged', 'a group of pages')
  const most = 2 * MOST_IN_GROUP * page_bytes
  const numbers = unpack(() =>
    brotliDecompressSync(group.subarray(at + HEAD_BYTES, middle), { maxOutputLength: most })
  )
  const own = new Reader(numbers, Buffer.alloc(0))
  const pgnos = readPageNumbers(own)
  const earlier = pgnos.map(before)
  const dictionary = dictionaryOf(earlier)
  const bytes = unpack(() =>
    zstdDecompressSync(group.subarray(middle, end), { maxOutputLength: most, dictionary })
  )
  const pages = tryDecode(earlier, page_bytes, { numbers: own.rest(), bytes })
  if (pages.reduce((sum, page) => crc32(page, sum), 0) !== group.readUInt32BE(at + 8)) {
    throw new ObjectFault('out-of-place', 'it does not go on from what is there')
  }
  return { pages: pages.map((bytes, index) => ({ pgno: pgnos[index]!, bytes })), end }
}

function readPageNumbers(from: Reader): number[] {
  const count = from.number()
  if (count > MOST_IN_GROUP) throw fault('too many pages')
  let last = 0
  return Array.from({ length: count }, () => {
    const further = from.number()
    if (further === 0) throw fault('a page that is told twice')
    last += further
    return last
  })
}

/** A delta by pages that are not there reads as nonsense, sooner or later. */
function tryDecode(...told: Parameters<typeof decodeDelta>): Buffer[] {
  try {
    return decodeDelta(...told)
  } catch (error) {
    if (!(error instanceof ObjectFault)) throw error
    throw new ObjectFault('out-of-place', `it does not go on from what is there (${error.message})`)
  }
}

function unpack(read: () => Buffer): Buffer {
  try {
    return read()
  } catch {
    throw new ObjectFault('out-of-place', 'it does not go on from what is there')
  }
}

function dictionaryOf(earlier: (Buffer | undefined)[]): Buffer {
  return Buffer.concat([RAW, ...earlier.filter((page) => page !== undefined)])
}

function shrinkNumbers(numbers: Buffer): Buffer {
  const quality = numbers.length <= MOST_HARD_NUMBERS ? 11 : 5
  return brotliCompressSync(numbers, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: numbers.length }
  })
}

function shrinkBytes(bytes: Buffer, dictionary: Buffer): Buffer {
  const length = bytes.length + dictionary.length
  const { level } = EFFORTS.find(({ up_to }) => length <= up_to)!
  return zstdCompressSync(bytes, {
    dictionary,
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_windowLog]: Math.max(18, Math.ceil(Math.log2(length)) + 1)
    }
  })
}
