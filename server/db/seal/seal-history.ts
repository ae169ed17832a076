import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { readCovered } from './covered-rows.ts'
import { COUNTED_TABLES, type Marks } from './covered-tables.ts'
import { EVENT_LINE } from './hash-event.ts'
import { beginChain, NO_MARKS, readChainEnd, writeSeal } from './seal-event.ts'

const AT_ONCE = 5000

type Row = [event_id: number, line: string, at: string, type: string, subject_id: string]

/**
 * Seals a shop that has events and was never sealed: it comes from before there were seals. All of it, or nothing.
 *
 * What was altered before is sealed as it is; the chain says up to which event it was sealed later.
 */
export function sealOnce(sqlite: Database.Database): void {
  const is_due = sqlite
    .prepare('select exists (select 1 from events) and not exists (select 1 from ledger_genesis)')
    .pluck()
    .get()
  if (is_due) sqlite.transaction(() => sealHistory(sqlite)).immediate()
}

/**
 * Seals all events after the chain's end, with all they speak for. Which ledger entries were of which event nobody noted
 * when they were written, so each seal takes its share of them, in their order.
 */
export function sealHistory(sqlite: Database.Database): void {
  const events = sqlite
    .prepare<[number], Row>(
      `select event_id, ${EVENT_LINE}, at, type, subject_id from events where event_id > ? order by event_id limit ${AT_ONCE}`
    )
    .raw()
  const end = readChainEnd(sqlite)
  const [of, last_id] = sqlite
    .prepare<[number], [number, number]>('select count(*), max(event_id) from events where event_id > ?')
    .raw()
    .get(end?.event_id ?? 0)!
  const first = end?.marks ?? NO_MARKS
  const last = lastRows(sqlite, first)
  let previous = end?.hash
  let before = first
  let done = 0
  for (let from = end?.event_id ?? 0; done < of; ) {
    for (const [event_id, line, at, type, subject_id] of events.all(from)) {
      // Its name comes of its first event, so that all copies of one shop have one chain.
      previous ??= beginChain(sqlite, hash('sha256', line).slice(0, 32), at, last_id)
      done++
      const up_to = shareOf(first, last, done / of)
      const { rows, marks } = readCovered(sqlite, { type, subject_id }, before, up_to)
      previous = writeSeal(sqlite, { event_id, previous, line, rows, marks })
      before = marks
      from = event_id
    }
  }
}

function lastRows(sqlite: Database.Database, first: Marks): Marks {
  const last = COUNTED_TABLES.map(({ table, own, only }) => [
    table,
    sqlite
      .prepare(`select coalesce(max(${own}), 0) from ${table} where ${own} > ? ${only}`)
      .pluck()
      .get(first[table]) || first[table]
  ])
  return Object.fromEntries(last) as Marks
}

function shareOf(first: Marks, last: Marks, part: number): Marks {
  const tables = Object.keys(first) as (keyof Marks)[]
  const shared = tables.map((table) => [
    table,
    part === 1 ? last[table] : Math.floor(first[table] + (last[table] - first[table]) * part)
  ])
  return Object.fromEntries(shared) as Marks
}
