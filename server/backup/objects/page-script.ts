import { fault, pushNumber, type Reader, type Writer } from './streams.ts'

/**
 * What became of a page, told by the earlier versions of the pages that changed with it. A row more in a B-tree page
 * shifts the pointers after it and adds a cell; when a page is split, its cells move to another. So a script names the
 * cells that stayed, went, came from elsewhere or are new, both sides lay the page out from that as SQLite does, and
 * the bytes that came out otherwise follow. Pages of another kind are told by those bytes alone, or whole.
 */
export interface PageScript {
  layout: (typeof LAYOUTS)[number]
  /** Which of the group's earlier pages it is made of, by its index: its own, or one that it changed places with. */
  base: number
  /** The kind of tree page it is; 0 for others. */
  kind: number
  /** What its cells are, from the last to the first; after these steps all that are left stay. */
  steps: CellStep[]
  /** Where cells were put in otherwise than one after another: at first all are. */
  places: Place[]
  /** Bytes that came out otherwise. */
  runs: Run[]
}

export const LAYOUTS = [
  /** All its bytes are new. */
  'whole',
  /** It has the cells it had, or none. */
  'same',
  /** Cells stay where they were, and those that are put in lie where SQLite has room. */
  'kept',
  /** All its cells are put anew from the end, in order. */
  'packed',
  /** The same, and after that the new ones were put in. */
  'packed-first'
] as const

/** So many cells of one kind; copies begin with the cell of that index and go down. */
export interface CellStep {
  kind: (typeof STEP_KINDS)[number]
  count: number
  /** Which earlier page of the group it comes from. */
  page: number
  cell: number
}

const STEP_KINDS = ['stay', 'go', 'new', 'copy'] as const

/** Which of the cells that have no place yet, and where if not where SQLite would put it. */
export interface Place {
  rank: number
  at: number | undefined
}

/** Bytes from a place on; the gap is to the end of the run before. */
interface Run {
  gap: number
  length: number
}

/** What the flags in a script's first number say besides its layout. */
export const HAS_RUNS = 1
export const HAS_PLACES = 2
export const ONE_LAYOUT = 4
export const OTHER_BASE = 32

/** Writes a script down; the new cells are told in between, by whoever tells them. */
export function writeScript(script: PageScript, index: number, into: Writer, tellNew: () => void): void {
  const { layout, base, kind, steps, places, runs } = script
  const { numbers } = into
  const flags = (runs.length > 0 ? HAS_RUNS : 0) + (places.length > 0 ? HAS_PLACES : 0)
  numbers.push(LAYOUTS.indexOf(layout) * ONE_LAYOUT + flags + (base === index ? 0 : OTHER_BASE))
  if (base !== index) pushNumber(numbers, base)
  if (layout === 'packed' || layout === 'packed-first') numbers.push(kind)
  if (layout !== 'whole' && layout !== 'same') {
    for (const step of steps) {
      pushNumber(numbers, step.count * 4 + STEP_KINDS.indexOf(step.kind))
      if (step.kind !== 'copy') continue
      pushNumber(numbers, step.page)
      pushNumber(numbers, step.cell)
    }
    numbers.push(0)
    tellNew()
  }
  if (places.length > 0) pushNumber(numbers, places.length)
  for (const { rank, at } of places) {
    pushNumber(numbers, rank * 2 + (at === undefined ? 0 : 1))
    if (at !== undefined) pushNumber(numbers, at)
  }
  if (runs.length > 0) pushNumber(numbers, runs.length)
  for (const { gap, length } of runs) {
    pushNumber(numbers, gap)
    pushNumber(numbers, length)
  }
}

/** @throws {ObjectFault} damaged */
export function readSteps(from: Reader, page_bytes: number): CellStep[] {
  const steps: CellStep[] = []
  for (let step = from.number(); step > 0; step = from.number()) {
    const kind = STEP_KINDS[step % 4]!
    const count = Math.floor(step / 4)
    if (count === 0 || count > page_bytes || steps.length > page_bytes) throw fault('its cells')
    const source = kind === 'copy' ? { page: from.number(), cell: from.number() } : { page: 0, cell: 0 }
    steps.push({ kind, count, ...source })
  }
  return steps
}

/** @throws {ObjectFault} damaged */
export function readPlaces(from: Reader, most: number): Place[] {
  const count = from.number()
  if (count > most) throw fault('its places')
  return Array.from({ length: count }, () => {
    const rank = from.number()
    return { rank: Math.floor(rank / 2), at: rank % 2 === 0 ? undefined : from.number() }
  })
}

/** Puts the bytes that came out otherwise into a page. @throws {ObjectFault} damaged */
export function readRuns(page: Buffer, from: Reader): void {
  let at = 0
  let count = from.number()
  if (count > page.length) throw fault('its runs')
  for (; count > 0; count--) {
    at += from.number()
    const length = from.number()
    if (at + length > page.length) throw fault('it goes beyond its page')
    from.take(length).copy(page, at)
    at += length
  }
}
