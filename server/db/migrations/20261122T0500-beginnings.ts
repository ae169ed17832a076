import { type Kysely, sql } from 'kysely'

// The first shop: settings, people, tills, goods, shifts, baskets, sales, print jobs, and the record of it all.
// Moments are UTC, ISO 8601 with milliseconds; money is in the currency's smallest unit; quantities in thousandths.
/** @public Called by the migrator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db)
}

const statements = [
  sql`
    create table settings (
      name       text primary key,
      value      text not null check (json_valid(value)),
      changed_at text not null
    ) strict, without rowid`,

  sql`
    create table tax_rules ( -- Tax as dated rules: a sale keeps the rule of its day.
      tax_rule_id      text primary key,
      label            text not null,             -- as it stands on the slip
      valid_from       text not null,             -- business day
      rate_numerator   integer not null check (rate_numerator >= 0),
      rate_denominator integer not null check (rate_denominator > 0),
      base_numerator   integer not null check (base_numerator > 0),
      base_denominator integer not null check (base_denominator >= base_numerator)
    ) strict, without rowid`,
  sql`
    insert into tax_rules values
      ('ppn-2022', 'PPN', '2022-04-01', 11, 100, 1, 1),   -- UU 7/2021: 11 %
      ('ppn-2025', 'PPN', '2025-01-01', 12, 100, 11, 12)  -- PMK 131/2024: 12 % of 11/12`,

  sql`
    create table staff (
      staff_id      text primary key,
      name          text not null unique collate nocase,
      role          text not null check (role in ('owner', 'supervisor', 'cashier', 'stock', 'technician')),
      password_hash text,                         -- Argon2id, PHC form
      pin_hash      text,
      hired_at      text not null,
      check (password_hash is not null or pin_hash is not null)
    ) strict, without rowid`,
  sql`
    create table staff_departures (
      staff_id text primary key references staff,
      left_at  text not null
    ) strict, without rowid`,

  sql`
    create table terminals (
      terminal_id text primary key,
      code        text not null unique,           -- stands in front of its receipt numbers: K1
      name        text not null unique collate nocase,
      key_hash    text not null unique,           -- SHA-256 of the device's key
      paired_at   text not null,
      paired_by   text not null references staff,
      printer_id  text references printers
    ) strict, without rowid`,
  sql`
    create table terminal_series ( -- The last number each till gave, so that none is missing and none is given twice.
      terminal_id text not null references terminals,
      series      text not null check (series in ('receipt', 'z')),
      last_number integer not null check (last_number > 0),
      primary key (terminal_id, series)
    ) strict, without rowid`,

  sql`
    create table sessions (
      token_hash  text primary key,               -- SHA-256 of the cookie
      staff_id    text not null references staff,
      terminal_id text references terminals,      -- null: signed in away from a till
      opened_at   text not null,
      seen_at     text not null,
      expires_at  text not null
    ) strict, without rowid`,
  sql`
    create table sign_in_failures (
      subject        text primary key,            -- whom and where: 'pin:<staff>:<terminal>'
      failures       integer not null check (failures > 0),
      last_failed_at text not null,
      locked_until   text
    ) strict, without rowid`,

  sql`
    create table categories (
      category_id text primary key,
      name        text not null unique collate nocase
    ) strict, without rowid`,
  sql`
    create table items (
      item_no       integer primary key,          -- the row of items_search
      item_id       text not null unique,
      code          text not null unique collate nocase,
      name          text not null check (length(name) between 1 and 120),
      category_id   text references categories,
      unit          text not null,
      price_minor   integer not null check (price_minor >= 0),
      cost_minor    integer check (cost_minor >= 0),
      minimum_milli integer not null default 0 check (minimum_milli >= 0),
      favourite     integer not null default 0 check (favourite in (0, 1)),
      changed_at    text not null
    ) strict`,
  sql`create index items_by_category on items (category_id, favourite desc, name)`,
  sql`create index items_by_shelf on items (favourite desc, name)`,
  sql`
    create table item_retirements (
      item_id    text primary key references items (item_id),
      retired_at text not null
    ) strict, without rowid`,
  sql`
    create table item_barcodes (
      barcode text primary key,
      item_id text not null references items (item_id) on delete cascade
    ) strict, without rowid`,
  sql`create index item_barcodes_by_item on item_barcodes (item_id)`,
  sql`
    -- Name, code and barcodes of an item as one text, folded and spaced as search-words.ts says.
    create virtual table items_search using fts5 (words, tokenize = 'trigram case_sensitive 1')`,

  sql`
    create table imports (
      import_id   text primary key,
      file_name   text not null,
      uploaded_at text not null,
      staff_id    text references staff,          -- null: by the technician, at the box itself
      bytes       blob not null                   -- as uploaded, so that another mapping can be tried
    ) strict`,
  sql`
    create table import_commits (
      import_id      text primary key references imports,
      committed_at   text not null,
      mapping        text not null check (json_valid(mapping)), -- which column held what
      added          integer not null,
      changed        integer not null,
      unchanged      integer not null,            -- stood in the shop just so already
      refused        integer not null,
      after_event_id integer not null             -- the last event before it; whatever happened since has a later one
    ) strict, without rowid`,
  sql`
    create table import_undoings (
      import_id text primary key references import_commits,
      undone_at text not null,
      removed   integer not null,
      restored  integer not null,
      retired   integer not null,                 -- new items sold since: their sales stay
      kept      integer not null                  -- items somebody had changed since, left as they are
    ) strict, without rowid`,
  sql`
    create table import_changes ( -- What each item was before an import touched it; null: it was not there.
      import_id text not null references imports,
      item_id   text not null,
      before    text check (before is null or json_valid(before)),
      primary key (import_id, item_id)
    ) strict, without rowid`,

  sql`
    create table stock_moves ( -- Goods are a ledger of moves; a level knows the last move it includes.
      move_no       integer primary key,
      item_id       text not null references items (item_id),
      quantity_milli integer not null,
      reason        text not null check (reason in ('opening', 'sale', 'import', 'import-undo', 'correction')),
      source_id     text not null,
      moved_at      text not null
    ) strict`,
  sql`create index stock_moves_by_item on stock_moves (item_id, move_no)`,
  sql`
    create table stock_levels (
      item_id        text primary key references items (item_id),
      quantity_milli integer not null,
      last_move_no   integer not null
    ) strict, without rowid`,

  sql`
    create table shifts (
      shift_id     text primary key,
      terminal_id  text not null references terminals,
      opened_by    text not null references staff,
      opened_at    text not null,
      business_day text not null,
      float_minor  integer not null check (float_minor >= 0)
    ) strict, without rowid`,
  sql`create index shifts_by_terminal on shifts (terminal_id, opened_at)`,
  sql`create index shifts_by_day on shifts (business_day)`,
  sql`
    create table open_shifts ( -- One open shift per till; the row goes when the shift is closed.
      terminal_id text primary key references terminals,
      shift_id    text not null unique references shifts
    ) strict, without rowid`,
  sql`
    create table cash_moves (
      cash_move_id text primary key,
      shift_id     text not null references shifts,
      amount_minor integer not null check (amount_minor <> 0), -- into the drawer positive, out of it negative
      reason       text not null,
      moved_by     text not null references staff,
      moved_at     text not null
    ) strict, without rowid`,
  sql`create index cash_moves_by_shift on cash_moves (shift_id, moved_at)`,
  sql`
    create table shift_closings (
      shift_id       text primary key references shifts,
      z_number       integer not null,
      closed_by      text not null references staff,
      closed_at      text not null,
      counted_minor  integer not null check (counted_minor >= 0),
      expected_minor integer not null
    ) strict, without rowid`,

  sql`
    create table baskets (
      basket_id text primary key,
      begun_at  text not null,
      begun_by  text not null references staff
    ) strict, without rowid`,
  sql`
    create table till_baskets ( -- The basket a till works on; a basket belongs to one till at most.
      terminal_id text primary key references terminals,
      basket_id   text not null unique references baskets
    ) strict, without rowid`,
  sql`
    create table basket_lines (
      basket_id      text not null references baskets,
      line_no        integer not null,
      item_id        text not null references items (item_id),
      quantity_milli integer not null check (quantity_milli > 0),
      primary key (basket_id, line_no),
      unique (basket_id, item_id)
    ) strict, without rowid`,
  sql`create index basket_lines_by_item on basket_lines (item_id)`,
  sql`
    create table basket_changes ( -- Each change of a basket, newest last; undoing takes the newest away.
      basket_id    text not null references baskets,
      change_no    integer not null,
      line_no      integer not null,
      item_id      text not null references items (item_id),
      before_milli integer not null check (before_milli >= 0),
      after_milli  integer not null check (after_milli >= 0),
      primary key (basket_id, change_no)
    ) strict, without rowid`,
  sql`create index basket_changes_by_item on basket_changes (item_id)`,

  sql`
    create table sales ( -- Sales are facts: rows are added and never changed.
      sale_id        text primary key,            -- the basket's id
      terminal_id    text not null references terminals,
      receipt_number integer not null,            -- counts per till, without gaps
      receipt_no     text not null unique,        -- as it stands on the slip: K1-000123
      shift_id       text not null references shifts,
      staff_id       text not null references staff,
      sold_at        text not null,
      business_day   text not null,
      total_minor    integer not null check (total_minor >= 0),
      tax_rule_id    text references tax_rules,   -- null: the outlet charges no tax
      tax_minor      integer not null check (tax_minor between 0 and total_minor),
      link           text not null unique,        -- of the receipt's page; nobody guesses it
      unique (terminal_id, receipt_number)
    ) strict, without rowid`,
  sql`create index sales_by_shift on sales (shift_id)`,
  sql`create index sales_by_day on sales (business_day, sold_at)`,
  sql`
    create table sale_lines (
      sale_id        text not null references sales,
      line_no        integer not null,
      item_id        text not null references items (item_id),
      name           text not null,
      unit           text not null,
      quantity_milli integer not null check (quantity_milli > 0),
      price_minor    integer not null check (price_minor >= 0),
      cost_minor     integer,
      total_minor    integer not null,
      primary key (sale_id, line_no)
    ) strict, without rowid`,
  sql`create index sale_lines_by_item on sale_lines (item_id)`,
  sql`
    create table tenders (
      sale_id      text not null references sales,
      tender_no    integer not null,
      method       text not null check (method in ('cash')),
      given_minor  integer not null check (given_minor >= 0),
      change_minor integer not null check (change_minor between 0 and given_minor),
      primary key (sale_id, tender_no)
    ) strict, without rowid`,

  sql`
    create table printers (
      printer_id text primary key,
      name       text not null unique collate nocase,
      transport  text not null check (transport in ('preview', 'tcp', 'device', 'serial')),
      address    text not null,
      columns    integer not null check (columns in (32, 48)),
      cutter     integer not null check (cutter in (0, 1)),
      drawer_pin integer not null check (drawer_pin in (2, 5)),
      pulse_ms   integer not null check (pulse_ms between 2 and 510),
      added_at   text not null
    ) strict, without rowid`,
  sql`
    create table print_jobs ( -- One row per slip or pulse and printer, written with the deed that asks for it.
      job_no     integer primary key,
      job_id     text not null unique,
      printer_id text not null references printers,
      kind       text not null check (kind in ('pulse', 'sale', 'z', 'test')),
      subject_id text not null,                   -- the sale, the shift, the drawer opening
      copy_no    integer not null default 0,      -- above 0 the slip says SALINAN
      asked_at   text not null,
      expires_at text,                            -- a pulse must not open a drawer later
      state      text not null check (state in ('waiting', 'sending', 'printed', 'uncertain', 'expired', 'dropped')),
      trouble    text,                            -- why it waits or is uncertain
      tries      integer not null default 0,
      settled_at text
    ) strict`,
  sql`create index print_jobs_unsettled on print_jobs (printer_id, job_no) where settled_at is null`,
  sql`create index print_jobs_by_subject on print_jobs (subject_id)`,

  sql`
    create table events ( -- Append-only: what happened, in the order it was committed.
      event_id    integer primary key,
      at          text not null,
      type        text not null,
      subject_id  text not null,
      staff_id    text,
      terminal_id text,
      request_id  text,
      facts       text check (facts is null or json_valid(facts))
    ) strict`,
  sql`create index events_by_subject on events (subject_id)`,
  sql`
    create trigger events_stay before update on events
    begin select raise(abort, 'events are never changed'); end`,
  sql`
    create trigger events_are_kept before delete on events
    begin select raise(abort, 'events are never deleted'); end`,
  sql`
    create table event_followers (
      name          text primary key,
      last_event_id integer not null
    ) strict, without rowid`,

  sql`
    create table requests ( -- Exactly once: the outcome of each request under the id it was made with.
      request_id  text primary key,
      content     blob not null,                  -- SHA-256 of what was asked
      outcome     text check (outcome is null or json_valid(outcome)),
      answered_at text not null
    ) strict, without rowid`,
  sql`create index requests_by_age on requests (answered_at)`
]
