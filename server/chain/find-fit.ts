import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { readCoveredTexts } from '../db/seal/covered-rows.ts'
import { COUNTED_TABLES } from '../db/seal/covered-tables.ts'
import { EVENT_LINE, eventText, VERSION } from '../db/seal/hash-event.ts'
import type { Before, Piece } from './verify-piece.ts'

/** How far the chain was found to be as it was sealed. */
export interface Fit {
  /** The last event that fits; where the piece begins, if none does. */
  last: number
  events: number
  rows: number
}

type RawLink = [
  event_id: number,
  version: number,
  hash: string,
  rows_hash: string,
  row_count: number,
  journal: number,
  stock_moves: number,
  points_moves: number,
  line: string,
  type: string
]

/** Asked so many at once: each question by itself would lock and unlock the file, which takes longer than most answers. */
const AT_ONCE = 2000

/** In hex, as the hashes are hashed: text is read several times faster than buffers are made. */
const LINKS = `
  select event_seals.event_id, version, lower(hex(hash)), lower(hex(substr(rows, 1, 32))),
    coalesce((length(rows) - 32) / 5, 0), entry_no, stock_move_no, points_move_no, ${EVENT_LINE}, type
  from event_seals join events on events.event_id = event_seals.event_id
  where event_seals.event_id > ? and event_seals.event_id <= ? order by event_seals.event_id limit ${AT_ONCE}`

/**
 * Goes through a stretch of the chain as fast as it can be hashed, up to the first event that does not fit. What is wrong
 * there it does not say: whoever wants to know looks closer from there on.
 *
 * @param later_to up to here events were sealed later, and may have gaps between them
 * @param step told every so often how many events were looked at since
 */
export function findFit(
  sqlite: Database.Database,
  { from, to }: Piece,
  before: Before,
  later_to: number,
  step: (events: number) => void
): Fit {
  const read = sqlite.prepare<[number, number], RawLink>(LINKS).raw()
  const fit = { last: from, events: 0, rows: 0 }
  let end = { ...before, hash: before.hash.toString('hex') }

  /** @returns whether there may be more */
  const goOn = sqlite.transaction((): boolean => {
    const links = read.all(fit.last, to)
    const stretch = links.map(([event_id, , , , , journal, stock_moves, points_moves, , type]) => {
      return { event_id, type, marks: { journal, stock_moves, points_moves } }
    })
    const texts = readCoveredTexts(sqlite, stretch, end.marks)
    for (const [at, link] of links.entries()) {
      const [event_id, version, sealed, rows_hash, row_count, , , , line] = link
      if (version !== VERSION || (event_id !== end.event_id + 1 && event_id > later_to)) return false
      const { marks } = stretch[at]!
      if (COUNTED_TABLES.some(({ table }) => marks[table] < end.marks[table])) return false
      const text = texts[at]!
      const beside = text === '' ? null : hash('sha256', text)
      if (rows_hash !== (beside ?? '') || hash('sha256', eventText(end.hash, line, beside, marks)) !== sealed)
        return false
      end = { event_id, hash: sealed, marks }
      fit.last = event_id
      fit.events++
      fit.rows += row_count
    }
    step(links.length)
    return links.length === AT_ONCE
  })

  while (goOn());
  return fit
}
