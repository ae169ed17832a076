import { type Kysely, sql } from 'kysely'

// Printing with truth: what a printer can do, what it says of itself, jobs that mean what they say, drawers of their
// own, tickets by category, labels, and the shop's logo.
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

/** Gives a table a new mark, which was never there before, with each row that changes in it. */
const marked = (name: string) => [
  sql`insert into table_marks values (${sql.lit(name)}, hex(randomblob(8)))`,
  ...['insert', 'update', 'delete'].map(
    (change) => sql`
    create trigger ${sql.raw(`${name}_marked_on_${change}`)} after ${sql.raw(change)} on ${sql.table(name)} begin
      update table_marks set mark = hex(randomblob(8)) where table_name = ${sql.lit(name)};
    end`
  )
]

const statements = [
  // --- printers -----------------------------------------------------------------------------------------------------
  sql`
    create table new_printers (
      printer_id      text primary key,
      name            text not null collate nocase,
      language        text not null default 'escpos' check (language in ('escpos', 'tspl', 'zpl')),
      transport       text not null check (transport in ('preview', 'file', 'tcp', 'device', 'serial', 'cups')),
      address         text not null,
      columns         integer not null check (columns in (32, 48)),
      code_page       text not null default 'pc858'
        check (code_page in ('pc858', 'wpc1252', 'pc437', 'ascii', 'drawn')),
      cut             text not null check (cut in ('partial', 'full', 'old-partial', 'old-full', 'none')),
      drawer_pin      integer not null check (drawer_pin in (2, 5)),
      pulse_ms        integer not null check (pulse_ms between 2 and 510),
      answers         text not null default 'unknown' check (answers in ('unknown', 'yes', 'never')),
      label_width_mm  integer not null default 40 check (label_width_mm between 10 and 110),
      label_height_mm integer not null default 30 check (label_height_mm between 8 and 200),
      label_gap_mm    integer not null default 2 check (label_gap_mm between 0 and 10), -- between two labels
      added_at        text not null,
      removed_at      text                        -- jobs and events still name it
    ) strict, without rowid`,
  sql`
    insert into new_printers
      (printer_id, name, transport, address, columns, cut, drawer_pin, pulse_ms, added_at)
    select printer_id, name, transport, address, columns, iif(cutter = 1, 'partial', 'none'), drawer_pin, pulse_ms, added_at
    from printers`,
  ...replace('printers'),
  sql`create unique index printers_by_name on printers (name) where removed_at is null`,
  sql`
    create table printer_states ( -- What a printer last said of itself; null: it says nothing of that.
      printer_id text primary key references printers,
      link       text not null,                   -- 'ok', or why it can't be reached
      paper      text check (paper in ('ok', 'near-end', 'out')),
      cover      text check (cover in ('closed', 'open')),
      fault      text check (fault in ('cutter', 'hot', 'other')),
      drawer     text check (drawer in ('closed', 'open')),
      since      text not null
    ) strict, without rowid`,

  // --- jobs ---------------------------------------------------------------------------------------------------------
  sql`
    create table new_print_jobs ( -- One row per slip or pulse and printer, written with the deed that asks for it.
      job_no     integer primary key,
      job_id     text not null unique,
      printer_id text not null references printers,
      kind       text not null check (kind in
        ('pulse', 'sale', 'gift', 'refund', 'payment', 'statement', 'order', 'move', 'x', 'z', 'ticket', 'labels', 'test')),
      subject_id text not null,                   -- the sale, the shift, the drawer opening
      copy_no    integer not null default 0,      -- above 0 the slip says SALINAN
      pin        integer check (pin in (2, 5)),   -- which drawer; null: the printer's own
      asked_at   text not null,
      expires_at text,                            -- a pulse must not open a drawer later
      made_from  text references print_jobs (job_id), -- what it was handed over from, or is the copy of
      state      text not null check (state in
        ('waiting', 'sending', 'printed', 'uncertain', 'failed', 'handed-over', 'expired', 'dropped')),
      trouble    text,                            -- why it waits, failed or is uncertain
      is_heard   integer not null default 0 check (is_heard in (0, 1)), -- the printer itself said that it is done
      tries      integer not null default 0,
      settled_at text
    ) strict`,
  sql`
    insert into new_print_jobs (job_no, job_id, printer_id, kind, subject_id, copy_no, asked_at, expires_at, state,
      trouble, tries, settled_at)
    select job_no, job_id, printer_id, kind, subject_id, copy_no, asked_at, expires_at, state, trouble, tries, settled_at
    from print_jobs`,
  ...replace('print_jobs'),
  sql`create index print_jobs_unsettled on print_jobs (printer_id, job_no) where settled_at is null`,
  sql`create index print_jobs_printed on print_jobs (printer_id, job_no) where state = 'printed'`,
  sql`create index print_jobs_by_subject on print_jobs (subject_id)`,

  // --- drawers and tickets ------------------------------------------------------------------------------------------
  sql`alter table terminals add column drawer_printer_id text references printers`, // null: at the till's own printer
  sql`alter table terminals add column drawer_pin integer check (drawer_pin in (2, 5))`, // null: as the printer says
  sql`
    create table ticket_printers ( -- Where the kitchen or the stock room hears what was sold of a category.
      category_id text not null references categories,
      printer_id  text not null references printers,
      primary key (category_id, printer_id)
    ) strict, without rowid`,

  // --- the slip's look ----------------------------------------------------------------------------------------------
  sql`
    create table logos ( -- The shop's logo in dots of ink: for each paper, size and way to draw it. A setting says which.
      logo_id  text not null,
      columns  integer not null check (columns in (32, 48)),
      style    text not null check (style in ('photo', 'drawing')),
      size     text not null check (size in ('small', 'middle', 'full')),
      width    integer not null check (width between 1 and columns * 12),
      height   integer not null check (height between 1 and 240),
      dots     blob not null check (length(dots) = (width + 7) / 8 * height), -- rows from the top, the leftmost dot highest
      added_at text not null,
      primary key (logo_id, columns, style, size)
    ) strict`,
  ...marked('logos'),

  // --- labels -------------------------------------------------------------------------------------------------------
  sql`
    create table label_runs (
      run_id   text primary key,
      layout   text not null check (layout in ('shelf', 'sticker')),
      asked_at text not null,
      asked_by text not null references staff
    ) strict, without rowid`,
  sql`
    create table label_lines ( -- What stands on the labels of a run, as it was when they were asked for.
      run_id      text not null references label_runs,
      line_no     integer not null check (line_no > 0),
      item_id     text not null references items (item_id),
      unit_id     text references item_units,     -- null: the item's own unit
      code        text not null,
      name        text not null,
      unit        text not null,
      holds_milli integer not null check (holds_milli > 0), -- how much of the item's own unit is in it
      base_unit   text not null,
      barcode     text,
      price_minor integer not null check (price_minor >= 0),
      tax         text check (tax in ('included', 'added')), -- null: no tax is taken for it
      tax_label   text,
      service     integer not null check (service in (0, 1)), -- a charge for serving comes on top
      copies      integer not null check (copies between 1 and 999),
      primary key (run_id, line_no)
    ) strict, without rowid`,
  sql`create index label_lines_by_item on label_lines (item_id)`
]
