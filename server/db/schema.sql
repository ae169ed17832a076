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
    , tax text not null default 'ppn'
      check (tax in ('ppn', 'ppn-luxury', 'pbjt'))) strict, without rowid;

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
    , drawer_printer_id text references printers, drawer_pin integer check (drawer_pin in (2, 5)), place text not null default '') strict, without rowid;

CREATE TABLE sessions (
      token_hash  text primary key,               -- SHA-256 of the cookie
      staff_id    text not null references staff,
      terminal_id text references terminals,      -- null: signed in away from a till
      opened_at   text not null,
      seen_at     text not null,
      expires_at  text not null
    , device text not null default '', locked_at text) strict, without rowid;

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
    , tax_class text not null default 'standard'
      check (tax_class in ('standard', 'luxury', 'exempt', 'untaxed', 'served')), plu text check (plu glob '[0-9]*')) strict;

CREATE INDEX items_by_category on items (category_id, favourite desc, name);

CREATE INDEX items_by_shelf on items (favourite desc, name);

CREATE TABLE item_retirements (
      item_id    text primary key references items (item_id),
      retired_at text not null
    ) strict, without rowid;

CREATE TABLE item_barcodes (
      barcode text primary key,
      item_id text not null references items (item_id) on delete cascade
    , unit_id text references item_units on delete cascade) strict, without rowid;

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

CREATE TABLE stock_levels (
      item_id        text primary key references items (item_id),
      quantity_milli integer not null,
      last_move_no   integer not null
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

CREATE TABLE till_baskets ( -- The basket a till works on; a basket belongs to one till at most.
      terminal_id text primary key references terminals,
      basket_id   text not null unique references baskets
    , taken_by text references staff) strict, without rowid;

CREATE TABLE events ( -- Append-only: what happened, in the order it was committed.
      event_id    integer primary key,
      at          text not null,
      type        text not null,
      subject_id  text not null,
      staff_id    text,
      terminal_id text,
      request_id  text,
      facts       text check (facts is null or json_valid(facts))
    , approved_by text) strict;

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

CREATE TABLE customer_groups (
      group_id text primary key,
      name     text not null unique collate nocase
    ) strict, without rowid;

CREATE TABLE customers (
      customer_id text primary key,
      name        text not null check (length(name) between 1 and 80),
      phone       text unique,                    -- digits with the country's code: 62812…
      group_id    text references customer_groups,
      limit_minor integer not null default 0 check (limit_minor >= 0), -- how much kasbon is allowed
      note        text not null default '',
      consent_at  text,                           -- when the customer agreed that this is kept (UU 27/2022)
      added_at    text not null,
      added_by    text not null references staff,
      erased_at   text                            -- name and phone are gone at the customer's wish
    ) strict, without rowid;

CREATE INDEX customers_by_name on customers (name collate nocase, erased_at, phone);

CREATE INDEX customers_by_group on customers (group_id) where group_id is not null;

CREATE TABLE points_moves ( -- Points earned and burnt; the sum is what a customer has.
      move_no     integer primary key,
      customer_id text not null references customers,
      points      integer not null check (points <> 0),
      reason      text not null check (reason in ('earned', 'burnt', 'earned-back', 'burnt-back', 'correction')),
      source_id   text not null,
      moved_at    text not null
    ) strict;

CREATE INDEX points_moves_by_customer on points_moves (customer_id, move_no, points);

CREATE TABLE journal ( -- Every deed's money; the entries of one source add up to 0.
      entry_no     integer primary key,
      source_id    text not null,                 -- the sale, the refund, the payment
      shift_id     text references shifts,
      business_day text not null,
      account      text not null,
      party_id     text,                          -- whose: the customer's debt, the voucher's value, the order's deposit
      amount_minor integer not null check (amount_minor <> 0), -- what is ours or owed to us positive
      posted_at    text not null
    ) strict;

CREATE INDEX journal_by_source on journal (source_id);

CREATE INDEX journal_by_shift on journal (shift_id, account, amount_minor);

CREATE INDEX journal_by_party on journal (party_id, account, entry_no) where party_id is not null;

CREATE TABLE balances ( -- What an account holds for one customer, voucher or order: the sum of its journal.
      account       text not null,
      party_id      text not null,
      balance_minor integer not null,
      primary key (account, party_id)
    ) strict, without rowid;

CREATE INDEX balances_by_size on balances (account, balance_minor);

CREATE UNIQUE INDEX items_by_plu on items (plu) where plu is not null;

CREATE TABLE item_units ( -- Other units an item is sold in; how much one holds never changes, a new row follows it.
      unit_id     text primary key,
      item_id     text not null references items (item_id) on delete cascade,
      name        text not null check (length(name) between 1 and 20),
      holds_milli integer not null check (holds_milli > 0), -- of the item's own unit
      price_minor integer not null check (price_minor >= 0),
      added_at    text not null,
      retired_at  text
    ) strict, without rowid;

CREATE INDEX item_units_by_item on item_units (item_id);

CREATE TABLE item_tiers ( -- Cheaper prices: from a quantity on, for a group, or both.
      tier_no     integer primary key,
      item_id     text not null references items (item_id) on delete cascade,
      unit_id     text references item_units on delete cascade, -- null: the item's own unit
      group_id    text references customer_groups,               -- null: everybody
      from_milli  integer not null check (from_milli > 0),
      price_minor integer not null check (price_minor >= 0)
    ) strict;

CREATE UNIQUE INDEX item_tiers_once
      on item_tiers (item_id, coalesce(unit_id, ''), coalesce(group_id, ''), from_milli);

CREATE TABLE promotions (
      promotion_id text primary key,
      name         text not null check (length(name) between 1 and 60),
      offer        text not null check (json_valid(offer)),
      priority     integer not null default 0,
      starts_on    text not null,
      ends_on      text,
      weekdays     integer not null check (weekdays between 1 and 127), -- bit 0 is Monday
      from_minute  integer not null check (from_minute between 0 and 1439),
      until_minute integer not null check (until_minute between 1 and 1440),
      group_id     text references customer_groups,
      changed_at   text not null,
      stopped_at   text
    ) strict, without rowid;

CREATE TABLE "stock_moves" ( -- Goods are a ledger of moves; a level knows the last move it includes.
      move_no        integer primary key,
      item_id        text not null references items (item_id),
      quantity_milli integer not null,
      reason         text not null check (reason in
        ('opening', 'sale', 'refund', 'waste', 'import', 'import-undo', 'correction')),
      source_id      text not null,
      moved_at       text not null
    ) strict;

CREATE INDEX stock_moves_by_item on stock_moves (item_id, move_no);

CREATE TABLE "terminal_series" ( -- The last number each till gave, so that none is missing and none is given twice.
      terminal_id text not null references terminals,
      series      text not null check (series in
        ('receipt', 'z', 'refund', 'payment', 'order', 'quotation', 'bill')),
      last_number integer not null check (last_number > 0),
      primary key (terminal_id, series)
    ) strict, without rowid;

CREATE TABLE tender_methods ( -- What the shop takes for money; several of a kind where there are several machines.
      method_id       text primary key,
      kind            text not null check (kind in
        ('cash', 'qris', 'card', 'ewallet', 'transfer', 'kasbon', 'deposit', 'voucher', 'points', 'exchange')),
      name            text,                       -- null: as the language calls the kind
      fee_bp          integer not null default 0 check (fee_bp between 0 and 1000), -- what the acquirer keeps
      needs_reference integer not null default 0 check (needs_reference in (0, 1)),
      position        integer not null,
      is_on           integer not null check (is_on in (0, 1))
    ) strict, without rowid;

CREATE TABLE vouchers ( -- What one is still worth stands in the ledger.
      voucher_id  text primary key,
      code        text not null unique collate nocase,
      value_minor integer not null check (value_minor > 0),
      valid_until text,
      customer_id text references customers,
      issued_at   text not null,
      issued_by   text not null references staff
    ) strict, without rowid;

CREATE INDEX vouchers_by_time on vouchers (issued_at);

CREATE INDEX vouchers_by_customer on vouchers (customer_id, issued_at) where customer_id is not null;

CREATE TABLE payments ( -- Money that came or went besides a sale: a debt paid, money left with the shop or given back.
      payment_id   text primary key,
      payment_no   text not null unique,
      terminal_id  text not null references terminals,
      shift_id     text not null references shifts,
      staff_id     text not null references staff,
      kind         text not null check (kind in ('debt', 'deposit', 'deposit-back', 'voucher')),
      customer_id  text references customers,
      order_id     text references orders,
      voucher_id   text references vouchers,
      method_id    text not null references tender_methods,
      amount_minor integer not null check (amount_minor > 0),
      reference    text,
      paid_at      text not null,
      business_day text not null
    ) strict, without rowid;

CREATE INDEX payments_by_customer on payments (customer_id, paid_at);

CREATE INDEX payments_by_shift on payments (shift_id);

CREATE INDEX payments_by_day on payments (business_day);

CREATE INDEX payments_by_order on payments (order_id) where order_id is not null;

CREATE INDEX payments_by_voucher on payments (voucher_id) where voucher_id is not null;

CREATE TABLE "baskets" (
      basket_id      text primary key,
      begun_at       text not null,
      begun_by       text not null references staff,
      customer_id    text references customers,
      discount_bp    integer check (discount_bp between 1 and 10000),
      discount_minor integer check (discount_minor > 0),
      approved_by    text references staff,       -- who allowed more off than the cashier may
      approved_minor integer check (approved_minor > 0), -- and how much was off by hand then; they allowed no more
      order_id       text references orders,      -- which it comes from
      check (discount_bp is null or discount_minor is null),
      check ((approved_by is null) = (approved_minor is null))
    ) strict, without rowid;

CREATE TABLE "basket_lines" (
      basket_id       text not null references baskets,
      line_no         integer not null,
      item_id         text not null references items (item_id),
      unit_id         text references item_units, -- null: the item's own unit
      quantity_milli  integer not null check (quantity_milli > 0),
      own_price_minor integer check (own_price_minor >= 0),
      fixed_minor     integer check (fixed_minor >= 0),
      fixed_by        text check (fixed_by in ('label', 'order')),
      discount_bp     integer check (discount_bp between 1 and 10000),
      discount_minor  integer check (discount_minor > 0),
      primary key (basket_id, line_no),
      check ((fixed_minor is null) = (fixed_by is null)),
      check (discount_bp is null or discount_minor is null)
    ) strict, without rowid;

CREATE TABLE "basket_changes" ( -- Each change of a basket, newest last; undoing takes the newest away.
      basket_id text not null references baskets,
      change_no integer not null,
      line_no   integer not null,                 -- 0: the basket itself
      before    text check (before is null or json_valid(before)), -- null: the line was not there
      primary key (basket_id, change_no)
    ) strict, without rowid;

CREATE INDEX basket_changes_by_item -- an item that undoing may bring back into a basket can't be forgotten
      on basket_changes (json_extract(before, '$.item_id')) where before is not null;

CREATE INDEX basket_lines_by_item on basket_lines (item_id);

CREATE INDEX baskets_by_order on baskets (order_id) where order_id is not null;

CREATE UNIQUE INDEX basket_lines_once -- more of the same goes onto its line; a label's line stands for itself
      on basket_lines (basket_id, item_id, coalesce(unit_id, '')) where fixed_minor is null;

CREATE TABLE held_baskets ( -- Put aside; whoever takes it first has it.
      basket_id    text primary key references baskets,
      name         text not null,
      held_at      text not null,
      held_by      text not null references staff,
      terminal_id  text not null references terminals,
      is_discarded integer not null check (is_discarded in (0, 1)) -- given up, and for a while still to be had back
    , waits_for text references staff) strict, without rowid;

CREATE INDEX held_baskets_by_time on held_baskets (is_discarded, held_at);

CREATE TABLE basket_tenders ( -- Money taken for a basket that is not paid in full yet.
      basket_id    text not null references baskets,
      tender_no    integer not null,
      method_id    text not null references tender_methods,
      amount_minor integer not null check (amount_minor > 0),
      fee_minor    integer not null check (fee_minor >= 0), -- what the acquirer keeps of it, as it was then
      reference    text,
      bill         text,
      party_id     text,
      taken_at     text not null,
      taken_by     text not null references staff,
      approved_by  text references staff,
      primary key (basket_id, tender_no)
    ) strict, without rowid;

CREATE TABLE qris_requests ( -- A code that a customer is shown just now.
      basket_id    text primary key references baskets,
      amount_minor integer not null check (amount_minor > 0),
      bill         text not null,
      payload      text not null,
      is_dynamic   integer not null check (is_dynamic in (0, 1)),
      asked_at     text not null
    ) strict, without rowid;

CREATE TABLE basket_returns ( -- Goods of an earlier sale that are given back for those in the basket.
      basket_id      text not null references baskets,
      sale_id        text not null references sales,
      line_no        integer not null,
      quantity_milli integer not null check (quantity_milli > 0),
      destination    text not null check (destination in ('shelf', 'waste')),
      reason         text not null,
      approved_by    text references staff,
      primary key (basket_id, line_no)
    ) strict, without rowid;

CREATE TABLE "sales" ( -- Sales are facts: rows are added and never changed.
      sale_id         text primary key,           -- the basket's id
      terminal_id     text not null references terminals,
      receipt_number  integer not null,           -- counts per till, without gaps
      receipt_no      text not null unique,       -- as it stands on the slip: K1-000123
      shift_id        text not null references shifts,
      staff_id        text not null references staff,
      sold_at         text not null,
      business_day    text not null,
      customer_id     text references customers,
      order_id        text references orders,
      subtotal_minor  integer not null check (subtotal_minor >= 0), -- the lines after what was taken off
      service_minor   integer not null check (service_minor >= 0),
      added_tax_minor integer not null check (added_tax_minor between 0 and tax_minor),
      total_minor     integer not null check (total_minor >= 0),
      tax_minor       integer not null check (tax_minor between 0 and total_minor),
      rounding_minor  integer not null,           -- Pembulatan: what cash paid more (or less) than the total
      rounding_step   integer not null check (rounding_step >= 0), -- the smallest coin in use then; 0: none was rounded to
      link            text not null unique,       -- of the receipt's page; nobody guesses it
      unique (terminal_id, receipt_number),
      check (total_minor = subtotal_minor + service_minor + added_tax_minor)
    ) strict, without rowid;

CREATE TABLE sale_taxes ( -- By rule, rounded once; the rule is the one of the sale's own day.
      sale_id     text not null references sales,
      tax_rule_id text not null references tax_rules,
      is_included integer not null check (is_included in (0, 1)),
      of_minor    integer not null,
      base_minor  integer not null,
      tax_minor   integer not null,
      primary key (sale_id, tax_rule_id)
    ) strict, without rowid;

CREATE TABLE "sale_lines" (
      sale_id          text not null references sales,
      line_no          integer not null,
      item_id          text not null references items (item_id),
      unit_id          text references item_units,
      name             text not null,
      unit             text not null,
      holds_milli      integer not null check (holds_milli > 0), -- of the item's own unit, then
      quantity_milli   integer not null check (quantity_milli > 0),
      list_price_minor integer not null check (list_price_minor >= 0),
      price_minor      integer not null check (price_minor >= 0),
      cost_minor       integer,                   -- of one of the item's own unit
      gross_minor      integer not null,
      total_minor      integer not null check (total_minor between 0 and gross_minor), -- after what was taken off
      service_minor    integer not null check (service_minor >= 0),
      tax_rule_id      text references tax_rules,
      tax_minor        integer not null check (tax_minor >= 0),
      is_tax_included  integer not null check (is_tax_included in (0, 1)),
      primary key (sale_id, line_no)
    ) strict, without rowid;

CREATE TABLE sale_reductions ( -- Why a line cost less than its price.
      sale_id        text not null references sales,
      line_no        integer not null,
      reduction_no   integer not null,
      kind           text not null check (kind in ('tier', 'promotion', 'line-discount', 'basket-discount')),
      promotion_id   text references promotions,
      name           text,
      quantity_milli integer,
      amount_minor   integer not null check (amount_minor > 0),
      primary key (sale_id, line_no, reduction_no)
    ) strict, without rowid;

CREATE TABLE "tenders" (
      sale_id      text not null references sales,
      tender_no    integer not null,
      method_id    text not null references tender_methods,
      method       text not null,                 -- its kind
      given_minor  integer not null check (given_minor >= 0),
      change_minor integer not null check (change_minor between 0 and given_minor),
      reference    text,
      bill         text,                          -- what our QRIS code called it
      party_id     text,                          -- the customer, the voucher, the order, the refund
      fee_minor    integer not null default 0 check (fee_minor >= 0),
      primary key (sale_id, tender_no),
      check (method = 'cash' or change_minor = 0)
    ) strict, without rowid;

CREATE INDEX sales_by_shift on sales (shift_id);

CREATE INDEX sales_by_day on sales (business_day, sold_at);

CREATE INDEX sales_by_customer on sales (customer_id, sold_at) where customer_id is not null;

CREATE INDEX sale_lines_by_item on sale_lines (item_id);

CREATE TABLE refunds ( -- Facts like sales. What was paid back is value and rounding together.
      refund_id       text primary key,
      sale_id         text references sales,      -- null: without a slip
      kind            text not null check (kind in ('refund', 'void', 'exchange')),
      terminal_id     text not null references terminals,
      refund_number   integer not null,
      refund_no       text not null unique,       -- K1-R000012
      shift_id        text not null references shifts,
      staff_id        text not null references staff,
      approved_by     text references staff,
      refunded_at     text not null,
      business_day    text not null,
      customer_id     text references customers,
      exchange_sale_id text references sales,     -- what was taken instead
      reason          text not null check (length(reason) between 1 and 200),
      subtotal_minor  integer not null check (subtotal_minor >= 0),
      service_minor   integer not null check (service_minor >= 0),
      added_tax_minor integer not null check (added_tax_minor >= 0),
      tax_minor       integer not null check (tax_minor >= added_tax_minor),
      value_minor     integer not null,
      rounding_minor  integer not null,
      link            text not null unique,
      check (value_minor = subtotal_minor + service_minor + added_tax_minor),
      unique (terminal_id, refund_number)
    ) strict, without rowid;

CREATE INDEX refunds_by_sale on refunds (sale_id);

CREATE INDEX refunds_by_shift on refunds (shift_id);

CREATE INDEX refunds_by_customer on refunds (customer_id, refunded_at) where customer_id is not null;

CREATE INDEX refunds_by_day on refunds (business_day, refunded_at);

CREATE TABLE refund_lines (
      refund_id       text not null references refunds,
      line_no         integer not null,
      sale_line_no    integer,                    -- null: without a slip
      item_id         text not null references items (item_id),
      unit_id         text references item_units,
      name            text not null,
      unit            text not null,
      holds_milli     integer not null check (holds_milli > 0),
      quantity_milli  integer not null check (quantity_milli > 0),
      total_minor     integer not null check (total_minor >= 0),
      service_minor   integer not null check (service_minor >= 0),
      tax_rule_id     text references tax_rules,
      tax_minor       integer not null check (tax_minor >= 0),
      is_tax_included integer not null check (is_tax_included in (0, 1)),
      destination     text not null check (destination in ('shelf', 'waste')),
      primary key (refund_id, line_no)
    ) strict, without rowid;

CREATE INDEX refund_lines_by_item on refund_lines (item_id);

CREATE TABLE refund_tenders (
      refund_id    text not null references refunds,
      tender_no    integer not null,
      method_id    text not null references tender_methods,
      method       text not null,
      amount_minor integer not null check (amount_minor > 0),
      of_tender_no integer,                       -- the sale's tender that it goes back to
      party_id     text,
      reference    text,
      primary key (refund_id, tender_no)
    ) strict, without rowid;

CREATE TABLE orders ( -- A price promised (quotation) or goods promised (order), to become a sale later.
      order_id     text primary key,
      kind         text not null check (kind in ('quotation', 'order')),
      order_number integer not null,
      order_no     text not null unique,
      terminal_id  text not null references terminals,
      staff_id     text not null references staff,
      customer_id  text references customers,
      made_at      text not null,
      business_day text not null,
      valid_until  text,                          -- business day
      due_on       text,                          -- business day
      note         text not null default '',
      total_minor  integer not null check (total_minor >= 0),
      by_hand_minor integer not null check (by_hand_minor >= 0), -- what was taken off by hand for it
      link         text not null unique
    ) strict, without rowid;

CREATE INDEX orders_by_customer on orders (customer_id, made_at) where customer_id is not null;

CREATE TABLE order_lines (
      order_id       text not null references orders,
      line_no        integer not null,
      item_id        text not null references items (item_id),
      unit_id        text references item_units,
      name           text not null,
      unit           text not null,
      quantity_milli integer not null check (quantity_milli > 0),
      price_minor    integer not null,
      total_minor    integer not null,            -- what the line was promised for
      primary key (order_id, line_no)
    ) strict, without rowid;

CREATE INDEX order_lines_by_item on order_lines (item_id);

CREATE TABLE order_endings (
      order_id text primary key references orders,
      sale_id  text references sales,             -- null: called off
      ended_at text not null,
      ended_by text not null references staff,
      reason   text not null default ''
    ) strict, without rowid;

CREATE TABLE displays (
      display_id  text primary key,
      terminal_id text not null references terminals,
      key_hash    text not null unique,
      paired_at   text not null
    ) strict, without rowid;

CREATE TABLE display_codes ( -- What a till shows while it waits for its display.
      terminal_id text primary key references terminals,
      code_hash   text not null,
      expires_at  text not null
    ) strict, without rowid;

CREATE TABLE table_marks ( -- Another one with every change of the table; written by triggers alone.
      table_name text primary key,
      mark       text not null
    ) strict, without rowid;

CREATE TRIGGER settings_marked_on_insert after insert on "settings" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'settings';
    end;

CREATE TRIGGER settings_marked_on_update after update on "settings" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'settings';
    end;

CREATE TRIGGER settings_marked_on_delete after delete on "settings" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'settings';
    end;

CREATE TRIGGER tax_rules_marked_on_insert after insert on "tax_rules" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'tax_rules';
    end;

CREATE TRIGGER tax_rules_marked_on_update after update on "tax_rules" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'tax_rules';
    end;

CREATE TRIGGER tax_rules_marked_on_delete after delete on "tax_rules" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'tax_rules';
    end;

CREATE TRIGGER promotions_marked_on_insert after insert on "promotions" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'promotions';
    end;

CREATE TRIGGER promotions_marked_on_update after update on "promotions" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'promotions';
    end;

CREATE TRIGGER promotions_marked_on_delete after delete on "promotions" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'promotions';
    end;

CREATE TABLE destinations (
      destination_id text primary key,
      name           text not null check (length(name) between 1 and 60),
      kind           text not null check (kind in ('folder', 'stick', 'sftp', 'webdav', 's3', 'rclone')),
      address        text not null check (json_valid(address)), -- where it is; no secret
      secret         text,                        -- sealed by the backup's key: worthless in any copy without it
      is_paused      integer not null default 0 check (is_paused in (0, 1)),
      added_at       text not null,
      added_by       text references staff
    ) strict, without rowid;

CREATE TABLE "printers" (
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
    ) strict, without rowid;

CREATE UNIQUE INDEX printers_by_name on printers (name) where removed_at is null;

CREATE TABLE printer_states ( -- What a printer last said of itself; null: it says nothing of that.
      printer_id text primary key references printers,
      link       text not null,                   -- 'ok', or why it can't be reached
      paper      text check (paper in ('ok', 'near-end', 'out')),
      cover      text check (cover in ('closed', 'open')),
      fault      text check (fault in ('cutter', 'hot', 'other')),
      drawer     text check (drawer in ('closed', 'open')),
      since      text not null
    ) strict, without rowid;

CREATE TABLE "print_jobs" ( -- One row per slip or pulse and printer, written with the deed that asks for it.
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
    ) strict;

CREATE INDEX print_jobs_unsettled on print_jobs (printer_id, job_no) where settled_at is null;

CREATE INDEX print_jobs_printed on print_jobs (printer_id, job_no) where state = 'printed';

CREATE INDEX print_jobs_by_subject on print_jobs (subject_id);

CREATE TABLE ticket_printers ( -- Where the kitchen or the stock room hears what was sold of a category.
      category_id text not null references categories,
      printer_id  text not null references printers,
      primary key (category_id, printer_id)
    ) strict, without rowid;

CREATE TABLE logos ( -- The shop's logo in dots of ink: for each paper, size and way to draw it. A setting says which.
      logo_id  text not null,
      columns  integer not null check (columns in (32, 48)),
      style    text not null check (style in ('photo', 'drawing')),
      size     text not null check (size in ('small', 'middle', 'full')),
      width    integer not null check (width between 1 and columns * 12),
      height   integer not null check (height between 1 and 240),
      dots     blob not null check (length(dots) = (width + 7) / 8 * height), -- rows from the top, the leftmost dot highest
      added_at text not null,
      primary key (logo_id, columns, style, size)
    ) strict;

CREATE TRIGGER logos_marked_on_insert after insert on "logos" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'logos';
    end;

CREATE TRIGGER logos_marked_on_update after update on "logos" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'logos';
    end;

CREATE TRIGGER logos_marked_on_delete after delete on "logos" begin
      update table_marks set mark = hex(randomblob(8)) where table_name = 'logos';
    end;

CREATE TABLE label_runs (
      run_id   text primary key,
      layout   text not null check (layout in ('shelf', 'sticker')),
      asked_at text not null,
      asked_by text not null references staff
    ) strict, without rowid;

CREATE TABLE label_lines ( -- What stands on the labels of a run, as it was when they were asked for.
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
    ) strict, without rowid;

CREATE INDEX label_lines_by_item on label_lines (item_id);

CREATE TABLE ledger_genesis ( -- Whose chain it is; the first event's hash goes on from this one's.
      chain_id        text primary key,
      began_at        text not null,
      hash            blob not null check (length(hash) = 32),
      sealed_later_to integer not null check (sealed_later_to >= 0) -- up to here events were there before there were seals
    ) strict, without rowid;

CREATE UNIQUE INDEX ledger_genesis_once on ledger_genesis ((1));

CREATE TABLE event_seals ( -- Of each event: SHA-256 of the hash before, of all it says and of the rows beside it.
      event_id       integer primary key,
      version        integer not null,             -- the way it was written down for it: docs/ledger.md
      hash           blob not null check (length(hash) = 32),
      rows           blob check (length(rows) % 5 = 2), -- SHA-256 of the rows beside it, and five bytes to name each by
      entry_no       integer not null,             -- the last of the journal that it covers
      stock_move_no  integer not null,
      points_move_no integer not null
    ) strict;

CREATE TRIGGER ledger_genesis_stay before update on "ledger_genesis"
    begin select raise(abort, 'ledger_genesis are never changed'); end;

CREATE TRIGGER ledger_genesis_are_kept before delete on "ledger_genesis"
    begin select raise(abort, 'ledger_genesis are never deleted'); end;

CREATE TRIGGER event_seals_stay before update on "event_seals"
    begin select raise(abort, 'event_seals are never changed'); end;

CREATE TRIGGER event_seals_are_kept before delete on "event_seals"
    begin select raise(abort, 'event_seals are never deleted'); end;

CREATE TABLE staff_rights ( -- No row: as the role says.
      staff_id   text not null references staff,
      "right"    text not null,
      is_given   integer not null check (is_given in (0, 1)), -- 0: taken away
      changed_at text not null,
      changed_by text references staff,           -- null: at the box itself
      primary key (staff_id, "right")
    ) strict, without rowid;

CREATE TABLE "shifts" (
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
    ) strict, without rowid;

CREATE INDEX shifts_by_terminal on shifts (terminal_id, opened_at);

CREATE INDEX shifts_by_day on shifts (business_day);

CREATE INDEX shifts_by_time on shifts (opened_at);

CREATE UNIQUE INDEX shifts_by_supplement on shifts (supplement_to, supplement_no) where supplement_to is not null;

CREATE TABLE "open_shifts" ( -- The row goes when the shift is closed.
      shift_id    text primary key references shifts,
      terminal_id text not null references terminals,
      holder_id   text references staff           -- null: of everybody at this till
    ) strict, without rowid;

CREATE UNIQUE INDEX open_shifts_by_holder on open_shifts (terminal_id, coalesce(holder_id, ''));

CREATE TABLE "shift_closings" (
      shift_id       text primary key references shifts,
      z_number       integer not null,
      closed_by      text not null references staff,
      closed_at      text not null,
      counted_minor  integer check (counted_minor >= 0), -- null: nobody counted
      expected_minor integer not null,
      reason         text,                        -- what was said of the difference
      taken_by       text references staff        -- who took the drawer over with what was counted
    ) strict, without rowid;

CREATE TABLE shift_counts ( -- Every count of a drawer, also those that were not the last.
      count_id       text primary key,
      shift_id       text not null references shifts,
      count_no       integer not null,
      counted_minor  integer not null check (counted_minor >= 0),
      expected_minor integer not null,            -- what should have been there at that moment
      pieces         text check (pieces is null or json_valid(pieces)), -- how many of each; null: the sum alone
      counted_by     text not null references staff,
      counted_at     text not null,
      unique (shift_id, count_no)
    ) strict, without rowid;

CREATE TABLE bill_pictures (
      picture_id   text primary key,
      cash_move_id text unique references cash_moves, -- null: its move is still being written
      jpeg         blob not null,
      added_by     text not null references staff,
      added_at     text not null
    ) strict;

CREATE TABLE terminal_sightings ( -- What is known of a till's device; written at most once a minute for each.
      terminal_id text primary key references terminals,
      seen_at     text not null,
      device      text not null,                  -- what kind it says it is
      address     text not null                   -- where on the shop's network
    ) strict, without rowid;

CREATE TABLE revoked_keys ( -- Keys of devices that were taken out, so that each can be told so.
      key_hash    text primary key,
      terminal_id text not null references terminals,
      revoked_at  text not null,
      revoked_by  text references staff           -- null: by the technician, at the box itself
    ) strict, without rowid;

CREATE INDEX revoked_keys_by_terminal on revoked_keys (terminal_id, revoked_at);

CREATE INDEX sessions_by_staff on sessions (staff_id);

CREATE INDEX sessions_by_terminal on sessions (terminal_id);

CREATE TABLE second_steps (
      staff_id     text primary key references staff,
      secret       text not null,              -- base32; what the telephone knows too. In no export and no archive
      offered_at   text not null,
      confirmed_at text,                       -- null: shown, but no code of it typed yet
      last_step    integer not null default 0, -- spans of 30 s since 1970; a code up to this one is used up
      codes_salt   text not null
    ) strict, without rowid;

CREATE TABLE recovery_codes ( -- Each lets in once in place of a code; only its slow mark is kept.
      code_mark text primary key,
      staff_id  text not null references second_steps on delete cascade,
      used_at   text
    ) strict, without rowid;

CREATE INDEX recovery_codes_of_staff on recovery_codes (staff_id);

CREATE TABLE door_devices ( -- Browsers that somebody has come in with; one that two share is two.
      device_id  text primary key,
      key_hash   text not null unique,
      staff_id   text not null references staff,
      first_seen text not null
    ) strict, without rowid;

CREATE TABLE door_sessions (
      session_id text primary key,
      token_hash text not null unique,
      staff_id   text not null references staff,
      device_id  text not null references door_devices,
      device     text not null,                -- browser and system in words
      bound_to   text not null,                -- a mark of password and second step: another of either ends it
      opened_at  text not null,
      seen_at    text not null,                -- when its person last did something
      expires_at text not null
    ) strict, without rowid;

CREATE INDEX door_sessions_of_staff on door_sessions (staff_id);

CREATE TABLE door_entries ( -- Who knocked at the door, and whether they were let in.
      entry_id text primary key,               -- sorts by time
      at       text not null,
      staff_id text references staff,          -- null: nobody of that name
      outcome  text not null check (outcome in ('known', 'new', 'refused')), -- let in with a device known or new
      device   text not null,
      address  text                            -- null: the tunnel does not say
    ) strict, without rowid;

CREATE INDEX door_entries_by_time on door_entries (at);

CREATE TABLE door_entries_seen ( -- Up to when each owner has seen them.
      staff_id text primary key references staff,
      seen_id  text not null                   -- the last entry that was shown to them
    ) strict, without rowid;

CREATE TABLE authorities ( -- What the shop's devices trust; the newest signs. Never in an export.
      authority_no integer primary key,
      made_at      text not null,
      certificate  text not null,                 -- PEM
      private_key  text not null,                 -- PKCS 8, PEM
      names        text not null check (json_valid(names)) -- it may sign for these, and what ends in them
    ) strict;

CREATE TABLE box_names ( -- What the box called itself by multicast DNS; the newest is tried first. Never in an export.
      name_no    integer primary key,
      name       text not null,                   -- without .local
      claimed_at text not null
    ) strict;

CREATE INDEX events_by_type on events (type, at) where type <> 'basket.changed';

CREATE INDEX events_by_approval on events (at) where approved_by is not null;

CREATE TABLE radar_looks ( -- Somebody looked into a finding, and what they said of it.
      look_id   text primary key,
      finding   text not null,                    -- 'reprints/<staff>': what it is about and whose
      looked_at text not null,
      looked_by text not null references staff,
      note      text not null check (length(note) <= 500)
    ) strict, without rowid;

CREATE INDEX radar_looks_by_finding on radar_looks (finding, looked_at);

CREATE TABLE radar_seen ( -- What stood behind a finding then: it comes back with what is not here.
      finding     text not null,
      incident_id text not null,
      look_id     text not null references radar_looks,
      primary key (finding, incident_id)
    ) strict, without rowid;
