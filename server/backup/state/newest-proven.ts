import { question, type Reader } from '../../db/prepare.ts'
import type { StateTables } from '../tables.ts'

export type Drill = StateTables['backup_drills']

const proven = question()((db) =>
  db.selectFrom('backup_drills').selectAll().where('is_proven', '=', 1).orderBy('ended_at', 'desc').limit(1)
)

/** The last restoring that was proven, from wherever; undefined while none was. */
export function newestProven(reader: Reader): Drill | undefined {
  return proven.find(reader, {})
}
