import { type Kysely, sql } from 'kysely'

// HTTPS in the shop: the box's own certificate authority, and the name that the box goes by in the shop's network.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

const statements = [
  sql`
    create table authorities ( -- What the shop's devices trust; the newest signs. Never in an export.
      authority_no integer primary key,
      made_at      text not null,
      certificate  text not null,                 -- PEM
      private_key  text not null,                 -- PKCS 8, PEM
      names        text not null check (json_valid(names)) -- it may sign for these, and what ends in them
    ) strict`,
  sql`
    create table box_names ( -- What the box called itself by multicast DNS; the newest is tried first. Never in an export.
      name_no    integer primary key,
      name       text not null,                   -- without .local
      claimed_at text not null
    ) strict`
]
