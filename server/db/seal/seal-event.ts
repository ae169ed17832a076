import { randomUUIDv7 } from 'node:crypto'
import type Database from 'better-sqlite3'
import { type CoveredRow, readCovered } from './covered-rows.ts'
import type { Marks } from './covered-tables.ts'
import { EVENT_LINE, hashEvent, hashGenesis, hashRows, VERSION } from './hash-event.ts'
import { rowNames } from './row-names.ts'

/** The newest end of the chain. */
export interface ChainEnd {
  event_id: number
  hash: Buffer
  marks: Marks
}

export const NO_MARKS: Marks = { journal: 0, stock_moves: 0, points_moves: 0 }

interface EndRow {
  event_id: number
  hash: Buffer
  entry_no: number
  stock_move_no: number
  points_move_no: number
}

const LAST = 'select event_id, hash, entry_no, stock_move_no, points_move_no from event_seals'

function statementsFor(sqlite: Database.Database) {
  return {
    last: sqlite.prepare<[], EndRow>(`${LAST} order by event_id desc limit 1`),
    genesis: sqlite.prepare<[], Buffer>('select hash from ledger_genesis').pluck(),
    begin: sqlite.prepare<[string, string, Buffer, number]>(
      'insert into ledger_genesis (chain_id, began_at, hash, sealed_later_to) values (?, ?, ?, ?)'
    ),
    newest: sqlite.prepare<[], number | null>('select max(event_id) from events').pluck(),
    event: sqlite
      .prepare<[number], [line: string, at: string, type: string, subject_id: string]>(
        `select ${EVENT_LINE}, at, type, subject_id from events where event_id = ?`
      )
      .raw(),
    seal: sqlite.prepare<[number, number, Buffer, Buffer | null, number, number, number]>(
      'insert into event_seals (event_id, version, hash, rows, entry_no, stock_move_no, points_move_no) values (?, ?, ?, ?, ?, ?, ?)'
    )
  }
}

type Statements = ReturnType<typeof statementsFor>
const prepared = new WeakMap<Database.Database, Statements>()

function statements(sqlite: Database.Database): Statements {
  const known = prepared.get(sqlite) ?? statementsFor(sqlite)
  prepared.set(sqlite, known)
  return known
}

/** Where the chain ends; undefined before the first event. */
export function readChainEnd(sqlite: Database.Database): ChainEnd | undefined {
  const row = statements(sqlite).last.get()
  return row && endOf(row)
}

/** A seal's own place and marks. */
function endOf({ event_id, hash, entry_no, stock_move_no, points_move_no }: EndRow): ChainEnd {
  return {
    event_id,
    hash,
    marks: { journal: entry_no, stock_moves: stock_move_no, points_moves: points_move_no }
  }
}

/**
 * The number of the next event. Above every seal too: where somebody took away the newest events, their numbers are not
 * given again, and the shop goes on.
 */
export function nextEventId(sqlite: Database.Database): number {
  const { last, newest } = statements(sqlite)
  return Math.max(last.get()?.event_id ?? 0, newest.get() ?? 0) + 1
}

/**
 * Seals the events that a deed told, when all its rows are written and before it is kept: so there is no moment at which
 * one is there without the other, and no deed can write a row behind its own seal. The counted rows stand beside its last
 * event, which is the one that says what the deed was.
 *
 * Only what the deed itself told is sealed: an event that somebody else put there stays without a seal, and is found.
 */
export function sealEvents(sqlite: Database.Database, event_ids: readonly number[]): void {
  if (event_ids.length === 0) return
  const { event, genesis } = statements(sqlite)
  const end = readChainEnd(sqlite)
  let previous = end?.hash ?? genesis.get()
  const before = end?.marks ?? NO_MARKS
  for (const event_id of event_ids) {
    const [line, at, type, subject_id] = event.get(event_id)!
    previous ??= beginChain(sqlite, randomUUIDv7(), at, 0)
    const up_to = event_id === event_ids.at(-1) ? undefined : before
    const { rows, marks } = readCovered(sqlite, { type, subject_id }, before, up_to)
    previous = writeSeal(sqlite, { event_id, previous, line, rows, marks })
  }
}

/**
 * Writes down what the chain begins with.
 *
 * @param sealed_later_to the last event that was there before there were seals; 0: none
 */
export function beginChain(
  sqlite: Database.Database,
  chain_id: string,
  began_at: string,
  sealed_later_to: number
): Buffer {
  const hash = hashGenesis(chain_id, began_at)
  statements(sqlite).begin.run(chain_id, began_at, hash, sealed_later_to)
  return hash
}

/** @returns the event's hash, which the next one goes on from */
export function writeSeal(
  sqlite: Database.Database,
  sealed: { event_id: number; previous: Buffer; line: string; rows: CoveredRow[]; marks: Marks }
): Buffer {
  const { event_id, previous, line, rows, marks } = sealed
  const beside = hashRows(rows)
  const hash = hashEvent(previous, line, beside, marks)
  const kept = beside && Buffer.concat([beside, rowNames(rows)])
  const { journal, stock_moves, points_moves } = marks
  statements(sqlite).seal.run(event_id, VERSION, hash, kept, journal, stock_moves, points_moves)
  return hash
}
