import { sql } from 'kysely'

/**
 * What the index of events by type and time (`events_by_type`) leaves out, word for word: SQLite takes it only where a
 * question says the same. Without it all goods that ever went into a basket would be read.
 */
export const INDEXED = sql<boolean>`events.type <> 'basket.changed'`
