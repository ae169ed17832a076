/**
 * SQLite's B-tree pages (section 1.6 of its file format): a head, an array of two-byte pointers in the order of the
 * keys, free space, and cells that are put in from the end. Read here without trust: a page may be anything.
 */
export interface TreePage {
  bytes: Buffer
  /** Where its head begins: 0, but in a file's first page. */
  at: number
  /** Where its pointers begin. */
  array: number
  /** Where its cells begin, in the order of the keys. */
  pointers: number[]
}

/** The kinds of pages that have cells. */
export const TREE = { inner_index: 2, inner_table: 5, outer_index: 10, outer_table: 13 } as const

/** Where the pointers begin after the head, by the kind of page: inner and outer ones of indexes and of tables. */
export const HEAD_BYTES: Record<number, number> = { 2: 12, 5: 12, 10: 8, 13: 8 }
/** The first page begins with the head of the file. */
const FILE_HEAD = 'SQLite format 3\0'
const FILE_HEAD_BYTES = 100
/** A shorter row takes as much all the same. */
export const LEAST_CELL = 4

/** @returns undefined when it is no such page */
export function readTreePage(bytes: Buffer): TreePage | undefined {
  const at = bytes.toString('latin1', 0, FILE_HEAD.length) === FILE_HEAD ? FILE_HEAD_BYTES : 0
  const head = HEAD_BYTES[bytes[at] ?? 0]
  if (head === undefined || at + head > bytes.length) return undefined
  const array = at + head
  const count = bytes.readUInt16BE(at + 3)
  if (array + 2 * count > bytes.length) return undefined
  const pointers = new Array<number>(count)
  for (let index = 0; index < count; index++) pointers[index] = bytes.readUInt16BE(array + 2 * index)
  return { bytes, at, array, pointers }
}

/**
 * How long a cell is that begins somewhere, as the kind of its page has it; that much may go beyond the end.
 *
 * @param page_bytes usable bytes of a page, which decide how much of a long row lies elsewhere
 * @returns undefined when the bytes end within the numbers it begins with
 */
export function cellLength(
  kind: number,
  page_bytes: number,
  bytes: Buffer,
  start: number
): number | undefined {
  let at = start + (kind === TREE.inner_index || kind === TREE.inner_table ? 4 : 0)
  let payload = 0
  if (kind !== TREE.inner_table) {
    for (let read = 0; ; read++) {
      const byte = bytes[at++]
      if (byte === undefined) return undefined
      payload = payload * 128 + (byte & 127)
      if (byte < 128 || read === 8) break
    }
  }
  if (kind === TREE.inner_table || kind === TREE.outer_table) {
    for (let read = 0; ; read++) {
      const byte = bytes[at++]
      if (byte === undefined) return undefined
      if (byte < 128 || read === 8) break
    }
  }
  return Math.max(LEAST_CELL, at - start + localBytes(kind, page_bytes, payload))
}

/** How much of a row lies in its cell, and four bytes more that say where the rest is. */
function localBytes(kind: number, page_bytes: number, payload: number): number {
  const most = kind === TREE.outer_table ? page_bytes - 35 : Math.floor(((page_bytes - 12) * 64) / 255) - 23
  if (payload <= most) return payload
  const least = Math.floor(((page_bytes - 12) * 32) / 255) - 23
  const local = least + ((payload - least) % (page_bytes - 4))
  return (local <= most ? local : least) + 4
}

/**
 * Gives back the room of a cell as SQLite does (`freeSpace` of btree.c): the free blocks are a list in the order of
 * their places, neighbours become one, and one at the beginning of the cells ends it there.
 */
export function freeRoom(page: Buffer, at: number, start: number, length: number): void {
  if (length < LEAST_CELL || start + length > page.length || start < at + 8) return
  let before = at + 1
  let next = page.readUInt16BE(before)
  for (let hops = 0; next !== 0 && next < start; hops++) {
    if (next + LEAST_CELL > page.length || next <= before || hops > page.length) return
    before = next
    next = page.readUInt16BE(before)
  }
  let end = start + length
  let from = start
  let fragments = 0
  if (next !== 0 && next + LEAST_CELL <= page.length && end + 3 >= next && end <= next) {
    fragments = next - end
    end = next + page.readUInt16BE(next + 2)
    next = page.readUInt16BE(next)
  }
  if (before > at + 1) {
    const before_end = before + page.readUInt16BE(before + 2)
    if (before_end + 3 >= start && before_end <= start) {
      fragments += start - before_end
      from = before
    }
  }
  page[at + 7] = Math.max(0, page[at + 7]! - fragments)
  if (from <= page.readUInt16BE(at + 5)) {
    page.writeUInt16BE(next, at + 1)
    page.writeUInt16BE(end & 65535, at + 5)
    return
  }
  if (from === start) page.writeUInt16BE(start, before)
  page.writeUInt16BE(next, from)
  page.writeUInt16BE((end - from) & 65535, from + 2)
}

/** A place that SQLite would take for a cell, and what it does to the free blocks when it takes it. */
export interface Room {
  start: number
  take(): void
}

/** Where SQLite puts a cell in (`allocateSpace` of btree.c): into the first free block it fits into, else before all. */
export function findRoom(page: Buffer, at: number, length: number): Room {
  let before = at + 1
  let block = page.readUInt16BE(before)
  for (let hops = 0; block !== 0 && block + LEAST_CELL <= page.length && hops < page.length; hops++) {
    const left = page.readUInt16BE(block + 2) - length
    if (left >= 0) {
      const [link, found] = [before, block]
      if (left >= LEAST_CELL) {
        return { start: found + left, take: () => void page.writeUInt16BE(left, found + 2) }
      }
      if (page[at + 7]! > 57) break
      return {
        start: found,
        take: () => {
          page.writeUInt16BE(page.readUInt16BE(found), link)
          page[at + 7] = (page[at + 7]! + left) & 255
        }
      }
    }
    const next = page.readUInt16BE(block)
    if (next <= block) break
    before = block
    block = next
  }
  const start = (page.readUInt16BE(at + 5) || 65536) - length
  return { start, take: () => void page.writeUInt16BE(Math.max(0, start) & 65535, at + 5) }
}
