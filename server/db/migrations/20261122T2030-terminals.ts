import { type Kysely, sql } from 'kysely'

// Tills that are given a device and lose it again: where each stands, when it was last seen, which keys are dead; and
// sessions that lock while nobody is there.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

const statements = [
  sql`alter table terminals add column place text not null default ''`, // where in the shop it stands
  sql`
    create table terminal_sightings ( -- What is known of a till's device; written at most once a minute for each.
      terminal_id text primary key references terminals,
      seen_at     text not null,
      device      text not null,                  -- what kind it says it is
      address     text not null                   -- where on the shop's network
    ) strict, without rowid`,
  sql`
    create table revoked_keys ( -- Keys of devices that were taken out, so that each can be told so.
      key_hash    text primary key,
      terminal_id text not null references terminals,
      revoked_at  text not null,
      revoked_by  text references staff           -- null: by the technician, at the box itself
    ) strict, without rowid`,
  sql`create index revoked_keys_by_terminal on revoked_keys (terminal_id, revoked_at)`,
  sql`alter table sessions add column device text not null default ''`,
  sql`alter table sessions add column locked_at text`, // null: open; it opens again as another session
  sql`create index sessions_by_staff on sessions (staff_id)`,
  sql`create index sessions_by_terminal on sessions (terminal_id)`
]
