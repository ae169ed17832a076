import { change, pick, question, type Reader, type Tx } from '../db/prepare.ts'
import { later, type Moment } from '../values/clock.ts'
import { newId } from '../values/id.ts'
import type { DoorTables, EntryOutcome } from './tables.ts'

/** So many wrong tries that nobody has looked at yet are said loudly. */
const BURST = 5

const DAY_MS = 86_400_000
/** As long as a browser that came in is known by the cookie it holds; the events stay, whoever cares for older ones. */
const KEPT_MS = 400 * DAY_MS

const add = change<DoorTables['door_entries']>()((db, row) =>
  db
    .insertInto('door_entries')
    .values(pick(row, ['entry_id', 'at', 'staff_id', 'outcome', 'device', 'address']))
)

const since = question<{ since: string; limit: number }>()((db, { since, limit }) =>
  db
    .selectFrom('door_entries')
    .leftJoin('staff', 'staff.staff_id', 'door_entries.staff_id')
    .select(['entry_id', 'at', 'outcome', 'device', 'address', 'staff.name'])
    .where('entry_id', '>', since)
    .orderBy('entry_id', 'desc')
    .limit(limit)
)

const counts = question<{ since: string }>()((db, { since }) =>
  db
    .selectFrom('door_entries')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('times')])
    .where('entry_id', '>', since)
    .groupBy('outcome')
)

const lastIn = question<{ staff_id: string; before: Moment }>()((db, { staff_id, before }) =>
  db
    .selectFrom('door_entries')
    .select(['at', 'device', 'address', 'outcome'])
    .where('staff_id', '=', staff_id)
    .where('outcome', '<>', 'refused')
    .where('at', '<', before)
    .orderBy('at', 'desc')
    .limit(1)
)

const seenUntil = question<{ staff_id: string }>()((db, { staff_id }) =>
  db.selectFrom('door_entries_seen').select('seen_id').where('staff_id', '=', staff_id)
)

const see = change<{ staff_id: string; seen_id: string }>()((db, { staff_id, seen_id }) =>
  db
    .insertInto('door_entries_seen')
    .values({ staff_id, seen_id })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ seen_id }))
)

const removeUpTo = change<{ at: Moment }>()((db, { at }) =>
  db.deleteFrom('door_entries').where('at', '<=', at)
)

export type Entry = ReturnType<typeof since.read>

/** What has happened at the door that somebody has not looked at yet. */
export interface DoorNews {
  /** The newest first; the oldest of very many are only counted. */
  entries: Entry[]
  counts: Record<EntryOutcome, number>
  /** Whether it should be said loudly: an unknown device, or one wrong try after another. */
  is_loud: boolean
}

/** Writes down who knocked. */
export function noteEntry(
  tx: Tx,
  at: Moment,
  entry: Omit<DoorTables['door_entries'], 'entry_id' | 'at'>
): void {
  add.run(tx, { entry_id: newId(), at, ...entry })
}

/** Clears the entries of more than a year ago. @returns how many */
export function clearEntries(tx: Tx, now: Moment): number {
  return removeUpTo.run(tx, { at: later(now, -KEPT_MS) })
}

/** What somebody has not seen yet of what happened at the door. */
export function readDoorNews(reader: Reader, staff_id: string): DoorNews {
  const from = seenUntil.find(reader, { staff_id })?.seen_id ?? ''
  const times = new Map(counts.list(reader, { since: from }).map((row) => [row.outcome, row.times]))
  const of = (outcome: EntryOutcome): number => times.get(outcome) ?? 0
  return {
    entries: since.list(reader, { since: from, limit: 10 }),
    counts: { known: of('known'), new: of('new'), refused: of('refused') },
    is_loud: of('new') > 0 || of('refused') >= BURST
  }
}

/** Somebody has looked: up to the last entry that was shown to them. */
export function seeEntries(tx: Tx, staff_id: string, seen_id: string): void {
  if (seen_id > (seenUntil.find(tx, { staff_id })?.seen_id ?? '')) see.run(tx, { staff_id, seen_id })
}

/** The last entries of everybody, the newest first. */
export function listEntries(reader: Reader, limit: number): Entry[] {
  return since.list(reader, { since: '', limit })
}

/** When somebody was let in the time before. */
export function findEarlierEntry(reader: Reader, staff_id: string, before: Moment) {
  return lastIn.find(reader, { staff_id, before })
}

export type EarlierEntry = NonNullable<ReturnType<typeof findEarlierEntry>>
