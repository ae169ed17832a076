import { type Kysely, sql } from 'kysely'

// A ledger that shows when somebody altered it: each event sealed with all before it and with the rows beside it. What
// is there already is sealed when the box opens the database (`seal/seal-history.ts`).
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

/** Rows that are added and never touched again. */
const forEver = (table: string) => [
  sql`
    create trigger ${sql.raw(`${table}_stay`)} before update on ${sql.table(table)}
    begin select raise(abort, ${sql.lit(`${table} are never changed`)}); end`,
  sql`
    create trigger ${sql.raw(`${table}_are_kept`)} before delete on ${sql.table(table)}
    begin select raise(abort, ${sql.lit(`${table} are never deleted`)}); end`
]

const statements = [
  sql`
    create table ledger_genesis ( -- Whose chain it is; the first event's hash goes on from this one's.
      chain_id        text primary key,
      began_at        text not null,
      hash            blob not null check (length(hash) = 32),
      sealed_later_to integer not null check (sealed_later_to >= 0) -- up to here events were there before there were seals
    ) strict, without rowid`,
  sql`create unique index ledger_genesis_once on ledger_genesis ((1))`,
  sql`
    create table event_seals ( -- Of each event: SHA-256 of the hash before, of all it says and of the rows beside it.
      event_id       integer primary key,
      version        integer not null,             -- the way it was written down for it: docs/ledger.md
      hash           blob not null check (length(hash) = 32),
      rows           blob check (length(rows) % 5 = 2), -- SHA-256 of the rows beside it, and five bytes to name each by
      entry_no       integer not null,             -- the last of the journal that it covers
      stock_move_no  integer not null,
      points_move_no integer not null
    ) strict`,
  ...forEver('ledger_genesis'),
  ...forEver('event_seals')
]
