import type Database from 'better-sqlite3'
import { type CoveredRow, readCovered } from '../db/seal/covered-rows.ts'
import { COVERED_TABLES, type Marks } from '../db/seal/covered-tables.ts'
import { EVENT_LINE, hashEvent, hashRows, VERSION } from '../db/seal/hash-event.ts'
import { readRowNames, rowNames } from '../db/seal/row-names.ts'
import { NO_MARKS } from '../db/seal/seal-event.ts'
import type { Moment } from '../values/clock.ts'
import { findFit } from './find-fit.ts'
import { type Harm, harmOf } from './harm.ts'
import { findMoved, isSealAltered } from './tell-harm.ts'

/** A stretch of the chain: the events behind `from`, up to `to`. */
export interface Piece {
  from: number
  to: number
}

export interface PieceVerdict {
  events: number
  rows: number
  harm: Harm | null
}

/** A seal and its event, as they lie there. */
export interface Link {
  event_id: number
  version: number
  hash: Buffer
  rows: Buffer | null
  marks: Marks
  /** Null: the event is gone. */
  line: string | null
  at: Moment | null
  type: string | null
  subject_id: string | null
}

type RawLink = [
  number,
  number,
  Buffer,
  Buffer | null,
  number,
  number,
  number,
  string | null,
  string,
  string,
  string
]

const AT_ONCE = 2000
const HASH_BYTES = 32

const LINKS = `
  select event_seals.event_id, version, hash, rows, entry_no, stock_move_no, points_move_no,
    iif(type is null, null, ${EVENT_LINE}), at, type, subject_id
  from event_seals left join events on events.event_id = event_seals.event_id`

/** Reads links in their order, a batch at a time. */
export function* readLinks(sqlite: Database.Database, { from, to }: Piece): Generator<Link> {
  const read = sqlite
    .prepare<[number, number], RawLink>(
      `${LINKS} where event_seals.event_id > ? and event_seals.event_id <= ? order by event_seals.event_id limit ${AT_ONCE}`
    )
    .raw()
  for (let after = from; ; ) {
    const batch = read.all(after, to)
    for (const raw of batch) yield linkOf(raw)
    if (batch.length < AT_ONCE) return
    after = batch.at(-1)![0]
  }
}

function linkOf([
  event_id,
  version,
  hash,
  rows,
  journal,
  stock_moves,
  points_moves,
  ...event
]: RawLink): Link {
  const [line, at, type, subject_id] = event
  const marks = { journal, stock_moves, points_moves }
  return { event_id, version, hash, rows, marks, line, at, type, subject_id }
}

/**
 * Verifies a stretch of the chain: each event by its seal, each seal by the one before, and the rows beside.
 *
 * @param step told every so often how many events were looked at since
 * @returns the first harm in it
 */
export function verifyPiece(
  sqlite: Database.Database,
  piece: Piece,
  step: (events: number) => void = () => {}
): PieceVerdict {
  const inserted = findInserted(sqlite, piece)
  const to = inserted ? inserted.event_id - 1 : piece.to
  const later_to = sealedLaterTo(sqlite)
  const fit = findFit(sqlite, { ...piece, to }, beforePiece(sqlite, piece.from), later_to, step)
  const found: PieceVerdict = { events: fit.events, rows: fit.rows, harm: null }
  let before = beforePiece(sqlite, fit.last)
  for (const link of readLinks(sqlite, { from: fit.last, to })) {
    const { harm, rows } = verifyLink(sqlite, before, link, later_to)
    found.events++
    found.rows += rows
    if (harm) return { ...found, harm }
    before = link
  }
  if (!inserted) return found
  const { event_id, line, ...known } = inserted
  return { ...found, harm: harmOf('inserted', event_id, { ...known, says: line }) }
}

/** The first event that was never sealed. */
function findInserted(
  sqlite: Database.Database,
  { from, to }: Piece
): { event_id: number; line: string; at: Moment; type: string; subject_id: string } | undefined {
  return sqlite
    .prepare<
      [number, number],
      { event_id: number; line: string; at: Moment; type: string; subject_id: string }
    >(
      `select event_id, ${EVENT_LINE} as line, at, type, subject_id from events
       where event_id > ? and event_id <= ? and event_id not in (select event_id from event_seals)
       order by event_id limit 1`
    )
    .get(from, to)
}

/** What a link goes on from. */
export type Before = Pick<Link, 'event_id' | 'hash' | 'marks'>

/** What the piece's first link goes on from: the last seal before it, or the genesis. */
function beforePiece(sqlite: Database.Database, from: number): Before {
  const last = sqlite
    .prepare<[number], number | null>('select max(event_id) from event_seals where event_id <= ?')
    .pluck()
    .get(from)
  for (const link of readLinks(sqlite, { from: (last ?? 0) - 1, to: last ?? 0 })) return link
  const hash = sqlite.prepare<[], Buffer>('select hash from ledger_genesis').pluck().get()
  return { event_id: 0, hash: hash ?? Buffer.alloc(HASH_BYTES), marks: NO_MARKS }
}

/** The last event that was there before there were seals; 0: none. */
export function sealedLaterTo(sqlite: Database.Database): number {
  return sqlite.prepare<[], number>('select sealed_later_to from ledger_genesis').pluck().get() ?? 0
}

function verifyLink(
  sqlite: Database.Database,
  before: Before,
  link: Link,
  later_to: number
): { harm: Harm | null; rows: number } {
  const { event_id, line, at, type, subject_id } = link
  const known = { at, type, subject_id, says: line }
  // Events are numbered without a gap; what was lost before there were seals nobody can say.
  if (event_id !== before.event_id + 1 && event_id > later_to)
    return { rows: 0, harm: harmOf('missing', before.event_id + 1, { other_id: event_id - 1 }) }
  if (line === null || type === null || subject_id === null)
    return { rows: 0, harm: harmOf('missing', event_id, { other_id: event_id }) }
  const { rows } = readCovered(sqlite, { type, subject_id }, before.marks, link.marks)
  const beside = hashRows(rows)
  if (link.version === VERSION && hashEvent(before.hash, line, beside, link.marks).equals(link.hash)) {
    const is_named = beside === null ? link.rows === null : link.rows?.subarray(0, HASH_BYTES).equals(beside)
    return { rows: rows.length, harm: is_named ? null : harmOf('seal-altered', event_id, known) }
  }
  const sealed = link.rows?.subarray(0, HASH_BYTES) ?? null
  if (hashEvent(before.hash, line, sealed, link.marks).equals(link.hash))
    return { rows: rows.length, harm: nameRow(link, rows) }
  if (isSealAltered(sqlite, before, link, beside))
    return { rows: 0, harm: harmOf('seal-altered', event_id, known) }
  const moved = findMoved(sqlite, before, link)
  const { kind, other_id } = moved ?? { kind: 'altered', other_id: null }
  return { rows: 0, harm: harmOf(kind, event_id, { ...known, other_id }) }
}

/** Says which row beside an event is not as it was, by the names that were kept of them. */
function nameRow(link: Link, rows: readonly CoveredRow[]): Harm {
  const { event_id, at, type, subject_id } = link
  const kept = readRowNames(link.rows?.subarray(HASH_BYTES) ?? Buffer.alloc(0))
  const there = readRowNames(rowNames(rows))
  const was = new Set(kept.map(({ name }) => name))
  const is = new Set(there.map(({ name }) => name))
  const gone = kept.find(({ name }) => !is.has(name))
  const come = there.findIndex(({ name }) => !was.has(name))
  const kind = gone && come >= 0 ? 'row-altered' : gone ? 'row-missing' : 'row-inserted'
  const number = gone?.table ?? rows[come]?.table ?? 0
  const says = come >= 0 ? rows[come]!.line : null
  return harmOf(kind, event_id, { at, type, subject_id, says, table: COVERED_TABLES[number - 1] ?? null })
}
