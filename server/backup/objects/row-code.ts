import { fault, pushNumber, pushSigned, type Reader, readSigned, type Writer } from './streams.ts'
import { cellLength, LEAST_CELL, TREE } from './tree-page.ts'

/**
 * A cell as the row it is (record format, section 2.1 of SQLite's file format): the page it leads to, its number, and
 * its columns. A number is a number; everything else is its class followed by its bytes as latin1 text.
 */
export type Row = (number | string)[]

/** What columns hold besides numbers. */
const CLASSES = { null: 'n', real: 'f', blob: 'b', text: 't' } as const
const CLASS_LIST = ['n', 'f', 'b', 't']
/** Shorter values are not worth a place among those seen before. */
const LEAST_SEEN = 9
const LEAST_NUMBER = 64
/** More would take longer to look through than they save. */
const MOST_SEEN = 512
/** How a column is told: two bits. */
const AS_BESIDE = 0
const BY_DIFFERENCE = 1
const AS_SEEN = 2
const ANEW = 3
/** How a cell is told, by its first number: byte by byte, as a row of as many columns as the one beside it, or of more. */
const AS_BYTES = 0
const AS_WIDE = 1
const OTHERWISE_WIDE = 2
/** Differences beyond this would not be exact. */
const MOST = 2 ** 48

/** The values that were told of late, the last one first: a sale's id stands in forty of its rows. */
export class Seen {
  readonly #values: (number | string)[] = []

  /** @returns how many were told since; undefined when it is not known */
  find(value: number | string): number | undefined {
    const rank = this.#values.indexOf(value)
    return rank < 0 ? undefined : rank
  }

  at(rank: number): number | string {
    const value = this.#values[rank]
    if (value === undefined) throw fault('a value that was not there')
    return value
  }

  /** Puts a value first that was told by its rank, or anew. */
  note(value: number | string, rank?: number): void {
    if (rank !== undefined) this.#values.splice(rank, 1)
    else if (isShort(value)) return
    else if (this.#values.length === MOST_SEEN) this.#values.pop()
    this.#values.unshift(value)
  }
}

function isShort(value: number | string): boolean {
  return typeof value === 'number' ? Math.abs(value) < LEAST_NUMBER : value.length < LEAST_SEEN
}

/** Tells a cell by the row beside it. @param cell whole, none of it elsewhere */
export function tellCell(
  kind: number,
  page_bytes: number,
  cell: Buffer,
  beside: Row,
  seen: Seen,
  into: Writer
): void {
  const row = readRow(kind, page_bytes, cell)
  if (!row) {
    into.numbers.push(AS_BYTES)
    into.bytes.push(cell)
    return
  }
  if (row.length === beside.length) into.numbers.push(AS_WIDE)
  else {
    into.numbers.push(OTHERWISE_WIDE)
    pushNumber(into.numbers, row.length)
  }
  const details: Writer = { numbers: [], bytes: into.bytes }
  let codes = 0
  for (const [column, value] of row.entries()) {
    const code = tellColumn(value, beside[column], seen, details)
    codes |= code << (2 * (column % 4))
    if (column % 4 === 3 || column === row.length - 1) {
      into.numbers.push(codes)
      codes = 0
    }
  }
  for (const number of details.numbers) into.numbers.push(number)
}

/** @throws {ObjectFault} damaged when it is none, or longer than a page */
export function readCell(kind: number, page_bytes: number, beside: Row, seen: Seen, from: Reader): Buffer {
  const form = from.number()
  if (form === AS_BYTES) return takeCell(kind, page_bytes, from)
  const width = form === AS_WIDE ? beside.length : from.number()
  if (width === 0 || width > page_bytes || form > OTHERWISE_WIDE) throw fault('a row')
  const codes: number[] = []
  for (let column = 0; column < width; column += 4) codes.push(from.byte())
  const row: Row = []
  let room = page_bytes
  for (let column = 0; column < width; column++) {
    const code = (codes[column >> 2]! >> (2 * (column % 4))) & 3
    const value = readColumn(code, beside[column], seen, from)
    room -= typeof value === 'string' ? value.length : 1
    if (room < 0) throw fault('a row longer than a page')
    row.push(value)
  }
  return writeRow(kind, row)
}

function takeCell(kind: number, page_bytes: number, from: Reader): Buffer {
  const ahead = from.peek(page_bytes)
  const length = cellLength(kind, page_bytes, ahead, 0)
  if (length === undefined) throw fault('a cell')
  return from.take(length)
}

function tellColumn(
  value: number | string,
  beside: number | string | undefined,
  seen: Seen,
  into: Writer
): number {
  if (value === beside) return AS_BESIDE
  const difference = typeof value === 'number' ? value - (typeof beside === 'number' ? beside : 0) : undefined
  const rank = difference !== undefined && Math.abs(difference) < LEAST_NUMBER ? undefined : seen.find(value)
  if (rank !== undefined) {
    pushNumber(into.numbers, rank)
    seen.note(value, rank)
    return AS_SEEN
  }
  if (difference !== undefined) {
    pushSigned(into.numbers, difference)
    if (Math.abs(difference) >= LEAST_NUMBER) seen.note(value)
    return BY_DIFFERENCE
  }
  if (typeof value === 'number') throw new TypeError('a number has a difference')
  const alike = typeof beside === 'string' && beside[0] === value[0] ? sharedLength(beside, value) - 1 : 0
  const is_as_long = typeof beside === 'string' && beside[0] === value[0] && beside.length === value.length
  pushNumber(into.numbers, is_as_long ? 0 : 1 + CLASS_LIST.indexOf(value[0]!) + 4 * (value.length - 1))
  pushNumber(into.numbers, alike)
  into.bytes.push(Buffer.from(value.slice(1 + alike), 'latin1'))
  seen.note(value)
  return ANEW
}

function readColumn(
  code: number,
  beside: number | string | undefined,
  seen: Seen,
  from: Reader
): number | string {
  if (code === AS_BESIDE) {
    if (beside === undefined) throw fault('a column')
    return beside
  }
  if (code === BY_DIFFERENCE) {
    const difference = readSigned(from)
    const value = difference + (typeof beside === 'number' ? beside : 0)
    if (Math.abs(value) > MOST) throw fault('a number in a column')
    if (Math.abs(difference) >= LEAST_NUMBER) seen.note(value)
    return value
  }
  if (code === AS_SEEN) {
    const rank = from.number()
    const value = seen.at(rank)
    seen.note(value, rank)
    return value
  }
  const form = from.number()
  const alike = from.number()
  const text = typeof beside === 'string' ? beside : ''
  if (form === 0 && text === '') throw fault('a column')
  const length = form === 0 ? text.length - 1 : Math.floor((form - 1) / 4)
  if (alike > length || (alike > 0 && alike > text.length - 1)) throw fault('a column')
  const start = form === 0 ? text[0]! : CLASS_LIST[(form - 1) % 4]!
  const value = start + text.slice(1, 1 + alike) + from.take(length - alike).toString('latin1')
  seen.note(value)
  return value
}

function sharedLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length++
  return length
}

/** @returns undefined when the cell is not what SQLite would make of its row, or part of it is elsewhere */
export function readRow(kind: number, page_bytes: number, cell: Buffer): Row | undefined {
  if (cell.length < LEAST_CELL || kind === TREE.inner_table) return undefined
  const row: Row = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let read = 0; read < 8; read++) {
      const byte = cell[at++] ?? 0
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
    return Number.NaN
  }
  if (kind === TREE.inner_index) {
    row.push(cell.readUInt32BE(0))
    at = 4
  }
  const payload = varint()
  if (kind === TREE.outer_table) row.push(varint())
  const start = at
  const end = start + payload
  const head_end = start + varint()
  if (end !== cell.length || !(head_end <= end) || payload > page_bytes / 4) return undefined
  let body = head_end
  while (at < head_end) {
    const type = varint()
    const length = lengthOf(type)
    if (length === undefined || body + length > end) return undefined
    row.push(columnIn(type, cell, body, length))
    body += length
  }
  if (row.some((value) => typeof value === 'number' && !(Math.abs(value) <= MOST))) return undefined
  return body === end && writeRow(kind, row).equals(cell) ? row : undefined
}

function lengthOf(type: number): number | undefined {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type]
}

function columnIn(type: number, cell: Buffer, at: number, length: number): number | string {
  if (type >= 12) {
    return (type % 2 === 0 ? CLASSES.blob : CLASSES.text) + cell.toString('latin1', at, at + length)
  }
  if (type === 0) return CLASSES.null
  if (type === 7) return CLASSES.real + cell.toString('latin1', at, at + 8)
  if (type >= 8) return type - 8
  if (type === 6) return Number(cell.readBigInt64BE(at))
  return cell.readIntBE(at, length)
}

/** The cell that SQLite makes of a row. */
function writeRow(kind: number, row: Row): Buffer {
  const lead: number[] = []
  let first = 0
  if (kind === TREE.inner_index) {
    const child = Number(row[first++]) % 2 ** 32
    lead.push((child >>> 24) & 255, (child >>> 16) & 255, (child >>> 8) & 255, child & 255)
  }
  const number: number[] = []
  if (kind === TREE.outer_table) pushVarint(number, Number(row[first++]))
  const types: number[] = []
  const body: Buffer[] = []
  for (const value of row.slice(first)) {
    const { type, bytes } = columnOf(value)
    pushVarint(types, type)
    if (bytes) body.push(bytes)
  }
  const head: number[] = []
  pushVarint(head, types.length + 1 < 128 ? types.length + 1 : types.length + 2)
  const length = body.reduce((sum, bytes) => sum + bytes.length, head.length + types.length)
  pushVarint(lead, length)
  const cell = [Buffer.from([...lead, ...number, ...head, ...types]), ...body]
  return Buffer.concat(cell)
}

function columnOf(value: number | string): { type: number; bytes?: Buffer } {
  if (typeof value === 'string') {
    if (value[0] === CLASSES.null) return { type: 0 }
    const bytes = Buffer.from(value.slice(1), 'latin1')
    if (value[0] === CLASSES.real) return { type: 7, bytes }
    return { type: bytes.length * 2 + (value[0] === CLASSES.blob ? 12 : 13), bytes }
  }
  if (value === 0 || value === 1) return { type: 8 + value }
  const type = [1, 2, 3, 4].find((type) => Math.abs(value + 0.5) < 2 ** (8 * type - 1)) ?? 5
  if (type === 5 && Math.abs(value + 0.5) > 2 ** 47) {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64BE(BigInt(value))
    return { type: 6, bytes }
  }
  const bytes = Buffer.alloc(type === 5 ? 6 : type)
  bytes.writeIntBE(value, 0, bytes.length)
  return { type, bytes }
}

function pushVarint(into: number[], value: number): void {
  if (!(value >= 0)) throw fault('a negative number')
  const parts = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    parts.push((rest % 128) | 128)
  for (const part of parts.reverse()) into.push(part)
}
