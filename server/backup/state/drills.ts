import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { Moment } from '../../values/clock.ts'
import type { Place, StateTables } from '../tables.ts'

export type DrillRow = StateTables['backup_drills']

const COLUMNS = [
  'drill_id',
  'destination_id',
  'started_at',
  'ended_at',
  'is_proven',
  'certificate'
] as const satisfies (keyof DrillRow)[]

/** A year of nights at a few places; what is older is in the box's events. */
const KEPT = 1200

const put = change<DrillRow>()((db, row) => db.insertInto('backup_drills').values(pick(row, COLUMNS)))

const forgetOld = change()((db) =>
  db
    .deleteFrom('backup_drills')
    .where('drill_id', 'in', (db) =>
      db
        .selectFrom('backup_drills')
        .select('drill_id')
        .orderBy('ended_at', 'desc')
        .limit(1_000_000)
        .offset(KEPT)
    )
)

const newest = question<{ limit: number }>()((db, { limit }) =>
  db.selectFrom('backup_drills').select(COLUMNS).orderBy('ended_at', 'desc').limit(limit)
)

const newestEnds = question()((db) =>
  db
    .selectFrom('backup_drills')
    .select(({ fn }) => ['destination_id', 'is_proven', fn.max('ended_at').as('ended_at')])
    .groupBy(['destination_id', 'is_proven'])
)

const ofEnd = question<Pick<DrillRow, 'destination_id' | 'is_proven' | 'ended_at'>>()((db, end) =>
  db
    .selectFrom('backup_drills')
    .select(COLUMNS)
    .where('destination_id', 'is', end.destination_id)
    .where('is_proven', '=', end.is_proven)
    .where('ended_at', '=', end.ended_at)
)

const prove = change<StateTables['backup_proven']>()((db, row) =>
  db.replaceInto('backup_proven').values(pick(row, ['place', 'generation', 'proven_at']))
)

const proven = question<{ place: Place }>()((db, { place }) =>
  db.selectFrom('backup_proven').select(['generation', 'proven_at']).where('place', '=', place)
)

/** A restoring was tried. */
export function keepDrill(tx: Tx, row: DrillRow): void {
  put.run(tx, row)
  forgetOld.run(tx, {})
}

/** Newest first. */
export function listDrills(reader: Reader, limit = 100): DrillRow[] {
  return newest.list(reader, { limit })
}

/** Of each place its newest drill, and its newest that was proven. */
export function readLastDrills(reader: Reader): Map<Place, { last: DrillRow; proven?: DrillRow }> {
  const found = new Map<Place, { last: DrillRow; proven?: DrillRow }>()
  for (const newest of newestEnds.list(reader, {})) {
    const drill = ofEnd.find(reader, newest)!
    const place = drill.destination_id ?? ''
    const known = found.get(place)
    const last = known && known.last.ended_at > drill.ended_at ? known.last : drill
    const proven = drill.is_proven === 1 ? drill : known?.proven
    found.set(place, { last, ...(proven && { proven }) })
  }
  return found
}

/** A restoring that was proven stood on this generation's snapshot. */
export function keepProven(tx: Tx, place: Place, generation: string, proven_at: Moment): void {
  prove.run(tx, { place, generation, proven_at })
}

/** The generations whose snapshots were proven at a place. */
export function listProven(reader: Reader, place: Place): Set<string> {
  return new Set(proven.list(reader, { place }).map(({ generation }) => generation))
}
