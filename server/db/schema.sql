CREATE TABLE settings (
      name       text primary key,
      value      text not null check (json_valid(value)),
      changed_at text not null
    ) strict, without rowid;

CREATE TABLE tax_rules ( -- Tax as dated rules: a sale keeps the rule of its day.
      tax_rule_id      text primary key,
      label            text not null,             -- as it stands on the slip
      valid_from       text not null,             -- business day
      rate_numerator   integer not null check (rate_numerator >= 0),
      rate_denominator integer not null check (rate_denominator > 0),
      base_numerator   integer not null check (base_numerator > 0),
      base_denominator integer not null check (base_denominator >= base_numerator)
    ) strict, without rowid;

CREATE TABLE staff (
      staff_id      text primary key,
      name          text not null unique collate nocase,
      role          text not null check (role in ('owner', 'supervisor', 'cashier', 'stock', 'technician')),
      password_hash text,                         -- Argon2id, PHC form
      pin_hash      text,
      hired_at      text not null,
      check (password_hash is not null or pin_hash is not null)
    ) strict, without rowid;

CREATE TABLE staff_departures (
      staff_id text primary key references staff,
      left_at  text not null
    ) strict, without rowid;

CREATE TABLE terminals (
      terminal_id text primary key,
      code        text not null unique,           -- stands in front of its receipt numbers: K1
      name        text not null unique collate nocase,
      key_hash    text not null unique,           -- SHA-256 of the device's key
      paired_at   text not null,
      paired_by   text not null references staff,
      printer_id  text references printers
    ) strict, without rowid;

CREATE TABLE terminal_series ( -- The last number each till gave, so that none is missing and none is given twice.
      terminal_id text not null references terminals,
      series      text not null check (series in ('receipt', 'z')),
      last_number integer not null check (last_number > 0),
      primary key (terminal_id, series)
    ) strict, without rowid;

CREATE TABLE sessions (
      token_hash  text primary key,               -- SHA-256 of the cookie
      staff_id    text not null references staff,
      terminal_id text references terminals,      -- null: signed in away from a till
      opened_at   text not null,
      seen_at     text not null,
      expires_at  text not null
    ) strict, without rowid;

CREATE TABLE sign_in_failures (
      subject        text primary key,            -- whom and where: 'pin:<staff>:<terminal>'
      failures       integer not null check (failures > 0),
      last_failed_at text not null,
      locked_until   text
    ) strict, without rowid;

CREATE TABLE categories (
      category_id text primary key,
      name        text not null unique collate nocase
    ) strict, without rowid;

CREATE TABLE items (
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
    ) strict;

CREATE INDEX items_by_category on items (category_id, favourite desc, name);

CREATE INDEX items_by_shelf on items (favourite desc, name);

CREATE TABLE item_retirements (
      item_id    text primary key references items (item_id),
      retired_at text not null
    ) strict, without rowid;

CREATE TABLE item_barcodes (
      barcode text primary key,
      item_id text not null references items (item_id) on delete cascade
    ) strict, without rowid;

CREATE INDEX item_barcodes_by_item on item_barcodes (item_id);

CREATE VIRTUAL TABLE items_search using fts5 (words, tokenize = 'trigram case_sensitive 1');

CREATE TABLE imports (
      import_id   text primary key,
      file_name   text not null,
      uploaded_at text not null,
      staff_id    text references staff,          -- null: by the technician, at the box itself
      bytes       blob not null                   -- as uploaded, so that another mapping can be tried
    ) strict;

CREATE TABLE import_commits (
      import_id      text primary key references imports,
      committed_at   text not null,
      mapping        text not null check (json_valid(mapping)), -- which column held what
      added          integer not null,
      changed        integer not null,
      unchanged      integer not null,            -- stood in the shop just so already
      refused        integer not null,
      after_event_id integer not null             -- the last event before it; whatever happened since has a later one
    ) strict, without rowid;

CREATE TABLE import_undoings (
      import_id text primary key references import_commits,
      undone_at text not null,
      removed   integer not null,
      restored  integer not null,
      retired   integer not null,                 -- new items sold since: their sales stay
      kept      integer not null                  -- items somebody had changed since, left as they are
    ) strict, without rowid;

CREATE TABLE import_changes ( -- What each item was before an import touched it; null: it was not there.
      import_id text not null references imports,
      item_id   text not null,
      before    text check (before is null or json_valid(before)),
      primary key (import_id, item_id)
    ) strict, without rowid;

CREATE TABLE stock_moves ( -- Goods are a ledger of moves; a level knows the last move it includes.
      move_no       integer primary key,
      item_id       text not null references items (item_id),
      quantity_milli integer not null,
      reason        text not null check (reason in ('opening', 'sale', 'import', 'import-undo', 'correction')),
      source_id     text not null,
      moved_at      text not null
    ) strict;

CREATE INDEX stock_moves_by_item on stock_moves (item_id, move_no);

CREATE TABLE stock_levels (
      item_id        text primary key references items (item_id),
      quantity_milli integer not null,
      last_move_no   integer not null
    ) strict, without rowid;

CREATE TABLE shifts (
      shift_id     text primary key,
      terminal_id  text not null references terminals,
      opened_by    text not null references staff,
      opened_at    text not null,
      business_day text not null,
      float_minor  integer not null check (float_minor >= 0)
    ) strict, without rowid;

CREATE INDEX shifts_by_terminal on shifts (terminal_id, opened_at);

CREATE INDEX shifts_by_day on shifts (business_day);

CREATE TABLE open_shifts ( -- One open shift per till; the row goes when the shift is closed.
      terminal_id text primary key references terminals,
      shift_id    text not null unique references shifts
    ) strict, without rowid;

CREATE TABLE cash_moves (
      cash_move_id text primary key,
      shift_id     text not null references shifts,
      amount_minor integer not null check (amount_minor <> 0), -- into the drawer positive, out of it negative
      reason       text not null,
      moved_by     text not null references staff,
      moved_at     text not null
    ) strict, without rowid;

CREATE INDEX cash_moves_by_shift on cash_moves (shift_id, moved_at);

CREATE TABLE shift_closings (
      shift_id       text primary key references shifts,
      z_number       integer not null,
      closed_by      text not null references staff,
      closed_at      text not null,
      counted_minor  integer not null check (counted_minor >= 0),
      expected_minor integer not null
    ) strict, without rowid;

CREATE TABLE baskets (
      basket_id text primary key,
      begun_at  text not null,
      begun_by  text not null references staff
    ) strict, without rowid;

CREATE TABLE till_baskets ( -- The basket a till works on; a basket belongs to one till at most.
      terminal_id text primary key references terminals,
      basket_id   text not null unique references baskets
    ) strict, without rowid;

CREATE TABLE basket_lines (
      basket_id      text not null references baskets,
      line_no        integer not null,
      item_id        text not null references items (item_id),
      quantity_milli integer not null check (quantity_milli > 0),
      primary key (basket_id, line_no),
      unique (basket_id, item_id)
    ) strict, without rowid;

CREATE INDEX basket_lines_by_item on basket_lines (item_id);

CREATE TABLE basket_changes ( -- Each change of a basket, newest last; undoing takes the newest away.
      basket_id    text not null references baskets,
      change_no    integer not null,
      line_no      integer not null,
      item_id      text not null references items (item_id),
      before_milli integer not null check (before_milli >= 0),
      after_milli  integer not null check (after_milli >= 0),
      primary key (basket_id, change_no)
    ) strict, without rowid;

CREATE INDEX basket_changes_by_item on basket_changes (item_id);

CREATE TABLE sales ( -- Sales are facts: rows are added and never changed.
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
    ) strict, without rowid;

CREATE INDEX sales_by_shift on sales (shift_id);

CREATE INDEX sales_by_day on sales (business_day, sold_at);

CREATE TABLE sale_lines (
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
    ) strict, without rowid;

CREATE INDEX sale_lines_by_item on sale_lines (item_id);

CREATE TABLE tenders (
      sale_id      text not null references sales,
      tender_no    integer not null,
      method       text not null check (method in ('cash')),
      given_minor  integer not null check (given_minor >= 0),
      change_minor integer not null check (change_minor between 0 and given_minor),
      primary key (sale_id, tender_no)
    ) strict, without rowid;

CREATE TABLE printers (
      printer_id text primary key,
      name       text not null unique collate nocase,
      transport  text not null check (transport in ('preview', 'tcp', 'device', 'serial')),
      address    text not null,
      columns    integer not null check (columns in (32, 48)),
      cutter     integer not null check (cutter in (0, 1)),
      drawer_pin integer not null check (drawer_pin in (2, 5)),
      pulse_ms   integer not null check (pulse_ms between 2 and 510),
      added_at   text not null
    ) strict, without rowid;

CREATE TABLE print_jobs ( -- One row per slip or pulse and printer, written with the deed that asks for it.
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
    ) strict;

CREATE INDEX print_jobs_unsettled on print_jobs (printer_id, job_no) where settled_at is null;

CREATE INDEX print_jobs_by_subject on print_jobs (subject_id);

CREATE TABLE events ( -- Append-only: what happened, in the order it was committed.
      event_id    integer primary key,
      at          text not null,
      type        text not null,
      subject_id  text not null,
      staff_id    text,
      terminal_id text,
      request_id  text,
      facts       text check (facts is null or json_valid(facts))
    ) strict;

CREATE INDEX events_by_subject on events (subject_id);

CREATE TRIGGER events_stay before update on events
    begin select raise(abort, 'events are never changed'); end;

CREATE TRIGGER events_are_kept before delete on events
    begin select raise(abort, 'events are never deleted'); end;

CREATE TABLE event_followers (
      name          text primary key,
      last_event_id integer not null
    ) strict, without rowid;

CREATE TABLE requests ( -- Exactly once: the outcome of each request under the id it was made with.
      request_id  text primary key,
      content     blob not null,                  -- SHA-256 of what was asked
      outcome     text check (outcome is null or json_valid(outcome)),
      answered_at text not null
    ) strict, without rowid;

CREATE INDEX requests_by_age on requests (answered_at);
