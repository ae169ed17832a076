import { type Kysely, sql } from 'kysely'

// Where the backup goes. What the backup knows of itself (how far it came, when it was proven) is kept beside the
// shop's database, not in it: it changes with every shipment, and would be shipped again.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table destinations (
      destination_id text primary key,
      name           text not null check (length(name) between 1 and 60),
      kind           text not null check (kind in ('folder', 'stick', 'sftp', 'webdav', 's3', 'rclone')),
      address        text not null check (json_valid(address)), -- where it is; no secret
      secret         text,                        -- sealed by the backup's key: worthless in any copy without it
      is_paused      integer not null default 0 check (is_paused in (0, 1)),
      added_at       text not null,
      added_by       text references staff
    ) strict, without rowid`.execute(db)
}
