import { type Kysely, sql } from 'kysely'

// What one person may beyond their role, and what they may not though their role says so.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table staff_rights ( -- No row: as the role says.
      staff_id   text not null references staff,
      "right"    text not null,
      is_given   integer not null check (is_given in (0, 1)), -- 0: taken away
      changed_at text not null,
      changed_by text references staff,           -- null: at the box itself
      primary key (staff_id, "right")
    ) strict, without rowid`.execute(db)
}
