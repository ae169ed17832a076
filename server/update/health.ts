import { APP_VERSION } from '../backup/version.ts'
import { question, type Reader } from '../db/prepare.ts'

/** What a box says of itself, to whoever stands in it. */
export interface Health {
  version: string
  /** The last change of the tables, by its name. */
  schema: string
  /** Whether the newest thing in the books is that this version came; false on a box that sells. */
  wrote: boolean
}

const newest = question()((db) =>
  db.selectFrom('events').select(['type', 'subject_id']).orderBy('event_id', 'desc').limit(1)
)

/** Reads what shows that the books can be read and written. @throws when they can't */
export function readHealth(reader: Reader): Health {
  const schema = reader.sqlite
    .prepare('select name from kysely_migration order by name desc limit 1')
    .pluck()
    .get() as string
  const last = newest.find(reader, {})
  return {
    version: APP_VERSION,
    schema,
    wrote: last?.type === 'version.changed' && last.subject_id === APP_VERSION
  }
}
