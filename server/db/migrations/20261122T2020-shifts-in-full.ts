import { type Kysely, sql } from 'kysely'

// Shifts in full: whose a shift is, counts by denomination, a drawer that nobody counted, late sales with a Z of their
// own, handing a drawer over, and the picture of a bill.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
  const { rows } = await sql`pragma foreign_key_check`.execute(db)
  if (rows.length > 0) throw new Error(`rows without their parents: ${JSON.stringify(rows.slice(0, 5))}`)
}

/** A table whose checks changed is written anew and takes the old one's place; the migrator holds foreign keys off. */
const replace = (name: string) => [
  sql`drop table ${sql.table(name)}`,
  sql`alter table ${sql.table(`new_${name}`)} rename to ${sql.table(name)}`
]

const statements = [
  sql`
    create table new_shifts (
      shift_id      text primary key,
      terminal_id   text not null references terminals,
      opened_by     text not null references staff,
      opened_at     text not null,
      business_day  text not null,
      float_minor   integer not null check (float_minor >= 0),
      holder_id     text references staff,        -- null: of everybody at this till
      supplement_to text references shifts,       -- the closed shift whose late sales these are
      supplement_no integer not null default 0,
      check ((supplement_to is null) = (supplement_no = 0))
    ) strict, without rowid`,
  sql`
    insert into new_shifts (shift_id, terminal_id, opened_by, opened_at, business_day, float_minor)
    select shift_id, terminal_id, opened_by, opened_at, business_day, float_minor from shifts`,
  ...replace('shifts'),
  sql`create index shifts_by_terminal on shifts (terminal_id, opened_at)`,
  sql`create index shifts_by_day on shifts (business_day)`,
  sql`create index shifts_by_time on shifts (opened_at)`,
  sql`create unique index shifts_by_supplement on shifts (supplement_to, supplement_no) where supplement_to is not null`,

  sql`
    create table new_open_shifts ( -- The row goes when the shift is closed.
      shift_id    text primary key references shifts,
      terminal_id text not null references terminals,
      holder_id   text references staff           -- null: of everybody at this till
    ) strict, without rowid`,
  sql`insert into new_open_shifts (shift_id, terminal_id) select shift_id, terminal_id from open_shifts`,
  ...replace('open_shifts'),
  sql`create unique index open_shifts_by_holder on open_shifts (terminal_id, coalesce(holder_id, ''))`,

  sql`
    create table new_shift_closings (
      shift_id       text primary key references shifts,
      z_number       integer not null,
      closed_by      text not null references staff,
      closed_at      text not null,
      counted_minor  integer check (counted_minor >= 0), -- null: nobody counted
      expected_minor integer not null,
      reason         text,                        -- what was said of the difference
      taken_by       text references staff        -- who took the drawer over with what was counted
    ) strict, without rowid`,
  sql`
    insert into new_shift_closings (shift_id, z_number, closed_by, closed_at, counted_minor, expected_minor)
    select shift_id, z_number, closed_by, closed_at, counted_minor, expected_minor from shift_closings`,
  ...replace('shift_closings'),

  sql`
    create table shift_counts ( -- Every count of a drawer, also those that were not the last.
      count_id       text primary key,
      shift_id       text not null references shifts,
      count_no       integer not null,
      counted_minor  integer not null check (counted_minor >= 0),
      expected_minor integer not null,            -- what should have been there at that moment
      pieces         text check (pieces is null or json_valid(pieces)), -- how many of each; null: the sum alone
      counted_by     text not null references staff,
      counted_at     text not null,
      unique (shift_id, count_no)
    ) strict, without rowid`,

  sql`
    create table bill_pictures (
      picture_id   text primary key,
      cash_move_id text unique references cash_moves, -- null: its move is still being written
      jpeg         blob not null,
      added_by     text not null references staff,
      added_at     text not null
    ) strict`,

  sql`alter table till_baskets add column taken_by text references staff`, // who works on it; null: it was not asked yet
  // Where each has a shift of their own: to whom it goes back when they sign in at its till. Null: to whoever takes it.
  sql`alter table held_baskets add column waits_for text references staff`
]
