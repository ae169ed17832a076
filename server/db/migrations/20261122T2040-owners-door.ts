import { type Kysely, sql } from 'kysely'

// The owner's door: a second step for signing in from afar, and who came in by it.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

const statements = [
  sql`
    create table second_steps (
      staff_id     text primary key references staff,
      secret       text not null,              -- base32; what the telephone knows too. In no export and no archive
      offered_at   text not null,
      confirmed_at text,                       -- null: shown, but no code of it typed yet
      last_step    integer not null default 0, -- spans of 30 s since 1970; a code up to this one is used up
      codes_salt   text not null
    ) strict, without rowid`,
  sql`
    create table recovery_codes ( -- Each lets in once in place of a code; only its slow mark is kept.
      code_mark text primary key,
      staff_id  text not null references second_steps on delete cascade,
      used_at   text
    ) strict, without rowid`,
  sql`create index recovery_codes_of_staff on recovery_codes (staff_id)`,
  sql`
    create table door_devices ( -- Browsers that somebody has come in with; one that two share is two.
      device_id  text primary key,
      key_hash   text not null unique,
      staff_id   text not null references staff,
      first_seen text not null
    ) strict, without rowid`,
  sql`
    create table door_sessions (
      session_id text primary key,
      token_hash text not null unique,
      staff_id   text not null references staff,
      device_id  text not null references door_devices,
      device     text not null,                -- browser and system in words
      bound_to   text not null,                -- a mark of password and second step: another of either ends it
      opened_at  text not null,
      seen_at    text not null,                -- when its person last did something
      expires_at text not null
    ) strict, without rowid`,
  sql`create index door_sessions_of_staff on door_sessions (staff_id)`,
  sql`
    create table door_entries ( -- Who knocked at the door, and whether they were let in.
      entry_id text primary key,               -- sorts by time
      at       text not null,
      staff_id text references staff,          -- null: nobody of that name
      outcome  text not null check (outcome in ('known', 'new', 'refused')), -- let in with a device known or new
      device   text not null,
      address  text                            -- null: the tunnel does not say
    ) strict, without rowid`,
  sql`create index door_entries_by_time on door_entries (at)`,
  sql`
    create table door_entries_seen ( -- Up to when each owner has seen them.
      staff_id text primary key references staff,
      seen_id  text not null                   -- the last entry that was shown to them
    ) strict, without rowid`
]
