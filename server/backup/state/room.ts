import { change, pick, question, type Reader, type Tx } from '../../db/prepare.ts'
import type { Place, StateTables } from '../tables.ts'

/** What a place said of itself the last time. */
export type Room = StateTables['backup_room']

const COLUMNS = ['place', 'free_bytes', 'clock_ahead_ms', 'looked_at'] as const satisfies (keyof Room)[]

const put = change<Room>()((db, row) => db.replaceInto('backup_room').values(pick(row, COLUMNS)))

const all = question()((db) => db.selectFrom('backup_room').select(COLUMNS))

export function keepRoom(tx: Tx, room: Room): void {
  put.run(tx, room)
}

/** By place; '' is the box's own disk. */
export function readRoom(reader: Reader): Map<Place, Room> {
  return new Map(all.list(reader, {}).map((room) => [room.place, room]))
}
