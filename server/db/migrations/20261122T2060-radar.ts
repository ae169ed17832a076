import { type Kysely, sql } from 'kysely'

// The leak radar: what happened is found by its kind and its time, and what the owner has looked at is kept.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

const statements = [
  // Nine in ten events are goods going into baskets, which nobody looks for by their time: they stay out of it.
  sql`create index events_by_type on events (type, at) where type <> 'basket.changed'`,
  sql`create index events_by_approval on events (at) where approved_by is not null`,
  sql`
    create table radar_looks ( -- Somebody looked into a finding, and what they said of it.
      look_id   text primary key,
      finding   text not null,                    -- 'reprints/<staff>': what it is about and whose
      looked_at text not null,
      looked_by text not null references staff,
      note      text not null check (length(note) <= 500)
    ) strict, without rowid`,
  sql`create index radar_looks_by_finding on radar_looks (finding, looked_at)`,
  sql`
    create table radar_seen ( -- What stood behind a finding then: it comes back with what is not here.
      finding     text not null,
      incident_id text not null,
      look_id     text not null references radar_looks,
      primary key (finding, incident_id)
    ) strict, without rowid`
]
