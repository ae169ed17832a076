import {
  HAS_PLACES,
  HAS_RUNS,
  LAYOUTS,
  ONE_LAYOUT,
  OTHER_BASE,
  type PageScript,
  type Place,
  readPlaces,
  readRuns,
  readSteps
} from './page-script.ts'
import { type Row, readCell, readRow, type Seen } from './row-code.ts'
import { fault, type Reader } from './streams.ts'
import { cellLength, findRoom, freeRoom, HEAD_BYTES, readTreePage, type TreePage } from './tree-page.ts'

/** The earlier versions of the pages that are told together. */
export interface Group {
  page_bytes: number
  before: (Buffer | undefined)[]
  trees: (TreePage | undefined)[]
  seen: Seen
}

/** A cell of a page that is being laid out. */
export interface Cell {
  from: Buffer
  start: number
  length: number
  /** Where it stays; undefined when it is put in. */
  stays_at: number | undefined
  is_new: boolean
}

/** Where cells are put, and the cells that go. */
interface Cells {
  all: Cell[]
  gone: { start: number; length: number }[]
}

/**
 * Makes the next page of a group.
 *
 * @throws {ObjectFault} damaged when it can't be; nothing is read or written outside of its page, and no more is done
 *   than a page has bytes
 */
export function readPage(group: Group, index: number, from: Reader): Buffer {
  const { page_bytes } = group
  const form = from.number()
  const layout = LAYOUTS[Math.floor(form / ONE_LAYOUT) % 8]
  if (layout === undefined || form >= 2 * OTHER_BASE) throw fault('its form')
  if (layout === 'whole') return Buffer.from(from.take(page_bytes))
  const base = form >= OTHER_BASE ? from.number() : index
  const before = group.before[base]
  const is_packed = layout === 'packed' || layout === 'packed-first'
  if (before ? before.length !== page_bytes : !is_packed) throw fault('its page is not there')
  const kind = is_packed ? from.number() : kindOf(group.trees[base])
  let page = before
  if (layout === 'same') page = Buffer.from(before!)
  else {
    if (HEAD_BYTES[kind] === undefined) throw fault('its kind')
    const cells = listCells(group, { layout, base, kind, steps: readSteps(from, page_bytes) })
    fillNew(group, kind, cells.all, from)
    const places = (form & HAS_PLACES) === 0 ? [] : readPlaces(from, cells.all.length)
    page = layOut(group, { layout, base, kind, places }, cells)
  }
  if ((form & HAS_RUNS) !== 0) readRuns(page!, from)
  return page!
}

/** The cells of a page from the first to the last; the new ones have no bytes yet. */
export function listCells(group: Group, script: Omit<PageScript, 'places' | 'runs'>): Cells {
  const { page_bytes, trees } = group
  const old = trees[script.base]
  if (old && kindOf(old) !== script.kind) throw fault('its kind')
  const is_kept = script.layout === 'kept'
  const all: Cell[] = []
  const gone: Cells['gone'] = []
  let cursor = old?.pointers.length ?? 0
  const next = () => {
    if (--cursor < 0) throw fault('its cells')
    return old!.pointers[cursor]!
  }
  const lengthAt = (bytes: Buffer, start: number) => {
    const length = cellLength(script.kind, page_bytes, bytes, start)
    if (length === undefined || start + length > bytes.length) throw fault('a cell')
    return length
  }
  const stay = () => {
    const start = next()
    const length = is_kept ? 0 : lengthAt(old!.bytes, start)
    all.push({ from: old!.bytes, start, length, stays_at: is_kept ? start : undefined, is_new: false })
  }
  for (const { kind, count, page, cell } of script.steps) {
    if (all.length + count > page_bytes / 2) throw fault('too many cells')
    for (let nth = 0; nth < count; nth++) {
      if (kind === 'stay') stay()
      else if (kind === 'go') {
        const start = next()
        gone.push({ start, length: lengthAt(old!.bytes, start) })
      } else if (kind === 'new') {
        all.push({
          from: old?.bytes ?? Buffer.alloc(0),
          start: 0,
          length: 0,
          stays_at: undefined,
          is_new: true
        })
      } else {
        const source = trees[page]
        const start = source?.pointers[cell - nth]
        if (!source || start === undefined) throw fault('its source')
        const length = lengthAt(source.bytes, start)
        all.push({ from: source.bytes, start, length, stays_at: undefined, is_new: false })
      }
    }
  }
  while (cursor > 0) stay()
  return { all: all.reverse(), gone }
}

/** Reads the new cells, each by the row of the one before it, or the first by the one after it. */
function fillNew({ page_bytes, seen }: Group, kind: number, cells: Cell[], from: Reader): void {
  for (const [index, cell] of cells.entries()) {
    if (!cell.is_new) continue
    cell.from = readCell(kind, page_bytes, besideOf(kind, page_bytes, cells, index), seen, from)
    cell.length = cell.from.length
  }
}

/** The row that a new cell is told by: of the cell before it, or of the next that was there already. */
export function besideOf(kind: number, page_bytes: number, cells: Cell[], index: number): Row {
  const cell = index > 0 ? cells[index - 1] : cells.slice(1).find(({ is_new }) => !is_new)
  if (!cell) return []
  const length = cell.length || (cellLength(kind, page_bytes, cell.from, cell.start) ?? 0)
  return readRow(kind, page_bytes, cell.from.subarray(cell.start, cell.start + length)) ?? []
}

/**
 * Lays a page out, but for its runs.
 *
 * @param choose says where the cells that are put in came to lie, when the script does not know yet, and notes it there
 */
export function layOut(
  { page_bytes, before, trees }: Group,
  { layout, base, kind, places }: Pick<PageScript, 'layout' | 'base' | 'kind' | 'places'>,
  { all, gone }: Cells,
  choose?: (left: Cell[], page: Buffer, at: number) => Place | undefined
): Buffer {
  const old = trees[base]
  const page = before[base] ? Buffer.from(before[base]) : Buffer.alloc(page_bytes)
  const at = old?.at ?? 0
  const array = old?.array ?? at + HEAD_BYTES[kind]!
  if (array + 2 * all.length > page_bytes) throw fault('too many cells')
  page[at] = kind
  page.writeUInt16BE(all.length, at + 3)
  if (layout === 'kept') for (const { start, length } of gone) freeRoom(page, at, start, length)
  else {
    page.writeUInt16BE(0, at + 1)
    page.writeUInt16BE(page_bytes & 65535, at + 5)
    page[at + 7] = 0
  }
  const found = new Map<Cell, number>()
  const putIn = (cell: Cell, wanted?: number) => {
    const room = wanted === undefined ? findRoom(page, at, cell.length) : undefined
    const start = room ? room.start : wanted!
    if (start < array || start + cell.length > page_bytes) throw fault('a cell beyond its page')
    room?.take()
    cell.from.copy(page, start, cell.start, cell.start + cell.length)
    found.set(cell, start)
  }
  const left: Cell[] = []
  for (const cell of all) {
    if (cell.stays_at !== undefined) found.set(cell, cell.stays_at)
    else if (layout === 'packed-first' && !cell.is_new) putIn(cell)
    else left.push(cell)
  }
  for (let nth = 0; left.length > 0; nth++) {
    const place = choose ? choose(left, page, at) : (places[nth] ?? { rank: 0, at: undefined })
    const [cell] = place ? left.splice(place.rank, 1) : []
    if (!cell) throw fault('its places')
    putIn(cell, place!.at)
  }
  for (const [index, cell] of all.entries()) page.writeUInt16BE(found.get(cell)!, array + 2 * index)
  return page
}

/** @returns 0 for a page that is no tree's */
export function kindOf(tree: TreePage | undefined): number {
  return tree ? tree.bytes[tree.at]! : 0
}

export function readGroup(page_bytes: number, before: (Buffer | undefined)[], seen: Seen): Group {
  return { page_bytes, before, trees: before.map((page) => page && readTreePage(page)), seen }
}
