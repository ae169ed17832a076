import { ObjectFault } from './header.ts'
import { matchCells, textOfCell } from './match-cells.ts'
import {
  besideOf,
  type Cell,
  type Group,
  kindOf,
  layOut,
  listCells,
  readGroup,
  readPage
} from './page-layout.ts'
import { type CellStep, type PageScript, type Place, writeScript } from './page-script.ts'
import { Seen, tellCell } from './row-code.ts'
import { fault, Reader, type Writer } from './streams.ts'
import { findRoom, readTreePage, type TreePage } from './tree-page.ts'

/** Runs of changed bytes with fewer equal ones in between are told as one. */
const SMALL_GAP = 4
/** Telling that costs about so many bytes is tried in other ways too. */
const CHEAP = 12
const DEAR = 60
/** A copy of a shorter cell costs more than the cell. */
const LEAST_COPY = 8
/** A cell's place by its page's and its own index: so many cells no page has. */
const PAGE = 65536

/** A way to tell a page, and what it would cost in bytes, roughly. */
interface Told {
  script: PageScript
  /** The new cells, from the first to the last. */
  fresh: Buffer[]
  /** What came out otherwise. */
  patches: Buffer[]
  cost: number
}

/** A group, and where each of its cells is by what it holds. */
interface Known extends Group {
  cells: Map<string, number>
}

/**
 * Tells what became of pages.
 *
 * @param before their earlier versions; undefined for those that were not there
 * @param pages all of one length
 */
export function encodeDelta(
  before: (Buffer | undefined)[],
  pages: Buffer[]
): { numbers: Buffer; bytes: Buffer } {
  const into: Writer = { numbers: [], bytes: [] }
  const group = know(readGroup(pages[0]?.length ?? 0, before, new Seen()))
  for (const [index, page] of pages.entries()) {
    const { script, fresh, patches } = tellPage(group, index, page)
    writeScript(script, index, into, () => tellFresh(group, script, fresh, into))
    into.bytes.push(...patches)
  }
  return { numbers: Buffer.from(into.numbers), bytes: Buffer.concat(into.bytes) }
}

/**
 * Makes pages of their earlier versions and of what {@link encodeDelta} told.
 *
 * @throws {ObjectFault} damaged when that can't be. It may go unseen that the earlier versions are others: the caller
 *   has a checksum
 */
export function decodeDelta(
  before: (Buffer | undefined)[],
  page_bytes: number,
  { numbers, bytes }: { numbers: Buffer; bytes: Buffer }
): Buffer[] {
  const from = new Reader(numbers, bytes)
  const group = readGroup(page_bytes, before, new Seen())
  const pages = before.map((_, index) => readPage(group, index, from))
  if (!from.is_done) throw fault('it is too long')
  return pages
}

function know(group: Group): Known {
  const cells = new Map<string, number>()
  for (const [page, tree] of group.trees.entries()) {
    for (let index = 0; index < (tree?.pointers.length ?? 0); index++) {
      cells.set(textOfCell(tree!, index), page * PAGE + index)
    }
  }
  return { ...group, cells }
}

/** Finds the cheapest way. */
function tellPage(group: Known, index: number, page: Buffer): Told {
  const now = readCleanPage(page)
  let best: Told = {
    script: { layout: 'whole', base: index, kind: 0, steps: [], places: [], runs: [] },
    fresh: [],
    patches: [page],
    cost: page.length / 5
  }
  const consider = (layout: PageScript['layout'], base = index) => {
    const told = layout === 'same' ? tellRuns(group, base, page) : tellTree(group, base, now!, layout)
    if (told && told.cost < best.cost) best = told
  }
  if (group.before[index]) consider('same')
  if (!now || best.cost < CHEAP) return best
  if (group.trees[index]) consider('kept')
  if (best.cost < DEAR) return best
  const other = mostLike(group, now)
  if (other !== undefined && other !== index) consider('kept', other)
  consider('packed')
  consider('packed-first')
  return best
}

/** A tree page whose cells are whole, or undefined. */
function readCleanPage(page: Buffer): TreePage | undefined {
  const tree = readTreePage(page)
  return tree?.pointers.every(
    (_, index) => textOfCell(tree, index) !== '' && tree.pointers[index]! >= tree.array
  )
    ? tree
    : undefined
}

/** The earlier page that most of its cells were on. */
function mostLike(group: Known, now: TreePage): number | undefined {
  const votes = new Map<number, number>()
  for (let cell = 0; cell < now.pointers.length; cell++) {
    const place = group.cells.get(textOfCell(now, cell))
    const page = place === undefined ? -1 : Math.floor(place / PAGE)
    if (page >= 0) votes.set(page, (votes.get(page) ?? 0) + 1)
  }
  const [most] = [...votes].toSorted((one, other) => other[1] - one[1])
  return most?.[0]
}

function tellRuns(group: Known, base: number, page: Buffer): Told {
  const script: PageScript = { layout: 'same', base, kind: 0, steps: [], places: [], runs: [] }
  const patches = findRuns(group.before[base]!, page, script)
  return { script, fresh: [], patches, cost: costOf(script, [], patches) }
}

/** @returns undefined when it can't be told so */
function tellTree(group: Known, base: number, now: TreePage, layout: PageScript['layout']): Told | undefined {
  try {
    return tryTree(group, base, now, layout)
  } catch (error) {
    // A page that is none of SQLite's making does not lay out; it is told by its bytes.
    if (!(error instanceof ObjectFault)) throw error
    return undefined
  }
}

function tryTree(group: Known, base: number, now: TreePage, layout: PageScript['layout']): Told | undefined {
  const old = group.trees[base]
  if (group.before[base] && !old) return undefined
  if (old ? old.array !== now.array || kindOf(old) !== kindOf(now) : layout === 'kept' || now.at > 0)
    return undefined
  const script: PageScript = { layout, base, kind: kindOf(now), steps: [], places: [], runs: [] }
  const fresh: Buffer[] = []
  script.steps = tellSteps(group, old, now, layout === 'kept', fresh)
  fresh.reverse()
  const cells = listCells(group, script)
  let nth = 0
  for (const cell of cells.all) {
    if (!cell.is_new) continue
    cell.from = fresh[nth++]!
    cell.length = cell.from.length
  }
  const wanted = new Map(cells.all.map((cell, index) => [cell, now.pointers[index]!]))
  const foretold = layOut(group, script, cells, (left, page, at) =>
    choosePlace(left, wanted, script, page, at)
  )
  dropUsual(script.places)
  const patches = findRuns(foretold, now.bytes, script)
  return { script, fresh, patches, cost: costOf(script, fresh, patches) }
}

function costOf({ steps, places, runs }: PageScript, fresh: Buffer[], patches: Buffer[]): number {
  const sum = (parts: Buffer[]) => parts.reduce((sum, { length }) => sum + length, 0)
  return steps.length + 2 * places.length + 2 * runs.length + sum(fresh) / 8 + sum(patches) / 2
}

/** Which cells stayed, went, came and are new, from the last to the first; the new ones are added to a list. */
function tellSteps(
  group: Known,
  old: TreePage | undefined,
  now: TreePage,
  is_kept: boolean,
  fresh: Buffer[]
): CellStep[] {
  const steps: CellStep[] = []
  const add = (kind: CellStep['kind'], page = 0, cell = 0) => {
    const last = steps.at(-1)
    const goes_on =
      last?.kind === kind && (kind !== 'copy' || (last.page === page && last.cell - last.count === cell))
    if (goes_on) last.count++
    else steps.push({ kind, count: 1, page, cell })
  }
  const was = matchCells(now, old, is_kept)
  let cursor = old?.pointers.length ?? 0
  for (let index = now.pointers.length - 1; index >= 0; index--) {
    const stays = was[index]
    if (stays !== undefined) {
      for (; cursor > stays + 1; cursor--) add('go')
      add('stay')
      cursor--
      continue
    }
    const text = textOfCell(now, index)
    const place = text.length > LEAST_COPY ? group.cells.get(text) : undefined
    if (place !== undefined) add('copy', Math.floor(place / PAGE), place % PAGE)
    else {
      add('new')
      fresh.push(Buffer.from(text, 'latin1'))
    }
  }
  for (; cursor > 0; cursor--) add('go')
  if (steps.at(-1)?.kind === 'stay') steps.pop()
  return steps
}

/** Takes the cell that SQLite would have put where it is now, and else any, and notes it. */
function choosePlace(
  left: Cell[],
  wanted: Map<Cell, number>,
  { places }: PageScript,
  page: Buffer,
  at: number
): Place {
  const rank = left.findIndex((cell) => findRoom(page, at, cell.length).start === wanted.get(cell))
  const place = rank >= 0 ? { rank, at: undefined } : { rank: 0, at: wanted.get(left[0]!) }
  places.push(place)
  return place
}

function dropUsual(places: Place[]): void {
  while (places.at(-1)?.rank === 0 && places.at(-1)?.at === undefined) places.pop()
}

/** Notes where pages differ. @returns the bytes there */
function findRuns(foretold: Buffer, page: Buffer, { runs }: PageScript): Buffer[] {
  const found: { at: number; end: number }[] = []
  if (foretold.equals(page)) return []
  for (let at = 0; at < page.length; at++) {
    if (page[at] === foretold[at]) continue
    const last = found.at(-1)
    if (last && at - last.end < SMALL_GAP) last.end = at + 1
    else found.push({ at, end: at + 1 })
  }
  let end = 0
  for (const run of found) {
    runs.push({ gap: run.at - end, length: run.end - run.at })
    end = run.end
  }
  return found.map(({ at, end }) => page.subarray(at, end))
}

/** Tells the new cells by the rows beside them, as whoever reads it will have them. */
function tellFresh(group: Group, script: PageScript, fresh: Buffer[], into: Writer): void {
  const { all } = listCells(group, script)
  let nth = 0
  for (const [index, cell] of all.entries()) {
    if (!cell.is_new) continue
    const beside = besideOf(script.kind, group.page_bytes, all, index)
    cell.from = fresh[nth++]!
    cell.length = cell.from.length
    tellCell(script.kind, group.page_bytes, cell.from, beside, group.seen, into)
  }
}
