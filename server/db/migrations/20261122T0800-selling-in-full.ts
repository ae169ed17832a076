import { type Kysely, sql } from 'kysely'

// Selling in full: units and tiers, promotions, every tender, customers and what they owe, refunds, orders, displays,
// and a ledger in which every deed's money adds up to nothing.
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
  // --- tax ---------------------------------------------------------------------------------------------------------
  sql`
    alter table tax_rules add column tax text not null default 'ppn'
      check (tax in ('ppn', 'ppn-luxury', 'pbjt'))`,
  sql`
    insert into tax_rules
      (tax_rule_id, label, valid_from, rate_numerator, rate_denominator, base_numerator, base_denominator, tax) values
      ('ppn-luxury-2022', 'PPN', '2022-04-01', 11, 100, 1, 1, 'ppn-luxury'),  -- UU 7/2021
      ('ppn-luxury-2025', 'PPN', '2025-01-01', 12, 100, 1, 1, 'ppn-luxury'),  -- PMK 131/2024: full for luxury goods
      ('pbjt-2024', 'PBJT', '2024-01-05', 10, 100, 1, 1, 'pbjt')              -- UU 1/2022: at most 10 %, by the region`,

  // --- customers ---------------------------------------------------------------------------------------------------
  sql`
    create table customer_groups (
      group_id text primary key,
      name     text not null unique collate nocase
    ) strict, without rowid`,
  sql`
    create table customers (
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
    ) strict, without rowid`,
  sql`create index customers_by_name on customers (name collate nocase, erased_at, phone)`, // searched without the rows
  sql`create index customers_by_group on customers (group_id) where group_id is not null`,
  sql`
    create table points_moves ( -- Points earned and burnt; the sum is what a customer has.
      move_no     integer primary key,
      customer_id text not null references customers,
      points      integer not null check (points <> 0),
      reason      text not null check (reason in ('earned', 'burnt', 'earned-back', 'burnt-back', 'correction')),
      source_id   text not null,
      moved_at    text not null
    ) strict`,
  sql`create index points_moves_by_customer on points_moves (customer_id, move_no, points)`,

  // --- the ledger --------------------------------------------------------------------------------------------------
  sql`
    create table journal ( -- Every deed's money; the entries of one source add up to 0.
      entry_no     integer primary key,
      source_id    text not null,                 -- the sale, the refund, the payment
      shift_id     text references shifts,
      business_day text not null,
      account      text not null,
      party_id     text,                          -- whose: the customer's debt, the voucher's value, the order's deposit
      amount_minor integer not null check (amount_minor <> 0), -- what is ours or owed to us positive
      posted_at    text not null
    ) strict`,
  sql`create index journal_by_source on journal (source_id)`,
  sql`create index journal_by_shift on journal (shift_id, account, amount_minor)`,
  sql`create index journal_by_party on journal (party_id, account, entry_no) where party_id is not null`,
  sql`
    create table balances ( -- What an account holds for one customer, voucher or order: the sum of its journal.
      account       text not null,
      party_id      text not null,
      balance_minor integer not null,
      primary key (account, party_id)
    ) strict, without rowid`,
  sql`create index balances_by_size on balances (account, balance_minor)`, // who owes most
  sql`
    insert into journal (source_id, shift_id, business_day, account, amount_minor, posted_at)
      select sale_id, shift_id, business_day, account, amount_minor, sold_at from (
        select sale_id, shift_id, business_day, 'cash' as account, total_minor as amount_minor, sold_at from sales
        union all
        select sale_id, shift_id, business_day, 'sales', tax_minor - total_minor, sold_at from sales
        union all
        select sale_id, shift_id, business_day, 'tax', -tax_minor, sold_at from sales
      ) where amount_minor <> 0 order by sold_at, sale_id`,

  // --- goods -------------------------------------------------------------------------------------------------------
  sql`
    alter table items add column tax_class text not null default 'standard'
      check (tax_class in ('standard', 'luxury', 'exempt', 'untaxed', 'served'))`,
  sql`alter table items add column plu text check (plu glob '[0-9]*')`, // what a scale calls it
  sql`create unique index items_by_plu on items (plu) where plu is not null`,
  sql`
    create table item_units ( -- Other units an item is sold in; how much one holds never changes, a new row follows it.
      unit_id     text primary key,
      item_id     text not null references items (item_id) on delete cascade,
      name        text not null check (length(name) between 1 and 20),
      holds_milli integer not null check (holds_milli > 0), -- of the item's own unit
      price_minor integer not null check (price_minor >= 0),
      added_at    text not null,
      retired_at  text
    ) strict, without rowid`,
  sql`create index item_units_by_item on item_units (item_id)`,
  sql`alter table item_barcodes add column unit_id text references item_units on delete cascade`,
  sql`
    create table item_tiers ( -- Cheaper prices: from a quantity on, for a group, or both.
      tier_no     integer primary key,
      item_id     text not null references items (item_id) on delete cascade,
      unit_id     text references item_units on delete cascade, -- null: the item's own unit
      group_id    text references customer_groups,               -- null: everybody
      from_milli  integer not null check (from_milli > 0),
      price_minor integer not null check (price_minor >= 0)
    ) strict`,
  sql`
    create unique index item_tiers_once
      on item_tiers (item_id, coalesce(unit_id, ''), coalesce(group_id, ''), from_milli)`,
  sql`
    create table promotions (
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
    ) strict, without rowid`,

  // --- stock, numbers, slips: more reasons and kinds ----------------------------------------------------------------
  sql`
    create table new_stock_moves ( -- Goods are a ledger of moves; a level knows the last move it includes.
      move_no        integer primary key,
      item_id        text not null references items (item_id),
      quantity_milli integer not null,
      reason         text not null check (reason in
        ('opening', 'sale', 'refund', 'waste', 'import', 'import-undo', 'correction')),
      source_id      text not null,
      moved_at       text not null
    ) strict`,
  sql`insert into new_stock_moves select * from stock_moves`,
  ...replace('stock_moves'),
  sql`create index stock_moves_by_item on stock_moves (item_id, move_no)`,
  sql`
    create table new_terminal_series ( -- The last number each till gave, so that none is missing and none is given twice.
      terminal_id text not null references terminals,
      series      text not null check (series in
        ('receipt', 'z', 'refund', 'payment', 'order', 'quotation', 'bill')),
      last_number integer not null check (last_number > 0),
      primary key (terminal_id, series)
    ) strict, without rowid`,
  sql`insert into new_terminal_series select * from terminal_series`,
  ...replace('terminal_series'),
  sql`
    create table new_print_jobs ( -- One row per slip or pulse and printer, written with the deed that asks for it.
      job_no     integer primary key,
      job_id     text not null unique,
      printer_id text not null references printers,
      kind       text not null check (kind in
        ('pulse', 'sale', 'gift', 'refund', 'payment', 'statement', 'order', 'z', 'test')),
      subject_id text not null,                   -- the sale, the shift, the drawer opening
      copy_no    integer not null default 0,      -- above 0 the slip says SALINAN
      asked_at   text not null,
      expires_at text,                            -- a pulse must not open a drawer later
      state      text not null check (state in ('waiting', 'sending', 'printed', 'uncertain', 'expired', 'dropped')),
      trouble    text,                            -- why it waits or is uncertain
      tries      integer not null default 0,
      settled_at text
    ) strict`,
  sql`insert into new_print_jobs select * from print_jobs`,
  ...replace('print_jobs'),
  sql`create index print_jobs_unsettled on print_jobs (printer_id, job_no) where settled_at is null`,
  sql`create index print_jobs_printed on print_jobs (printer_id, job_no) where state = 'printed'`,
  sql`create index print_jobs_by_subject on print_jobs (subject_id)`,

  // --- the record ---------------------------------------------------------------------------------------------------
  sql`alter table events add column approved_by text`, // who lent the right, by PIN on the spot

  // --- tenders ------------------------------------------------------------------------------------------------------
  sql`
    create table tender_methods ( -- What the shop takes for money; several of a kind where there are several machines.
      method_id       text primary key,
      kind            text not null check (kind in
        ('cash', 'qris', 'card', 'ewallet', 'transfer', 'kasbon', 'deposit', 'voucher', 'points', 'exchange')),
      name            text,                       -- null: as the language calls the kind
      fee_bp          integer not null default 0 check (fee_bp between 0 and 1000), -- what the acquirer keeps
      needs_reference integer not null default 0 check (needs_reference in (0, 1)),
      position        integer not null,
      is_on           integer not null check (is_on in (0, 1))
    ) strict, without rowid`,
  sql`
    insert into tender_methods (method_id, kind, needs_reference, position, is_on) values
      ('cash', 'cash', 0, 1, 1), ('qris', 'qris', 0, 2, 1), ('card', 'card', 1, 3, 1), ('ewallet', 'ewallet', 1, 4, 0),
      ('transfer', 'transfer', 1, 5, 1), ('kasbon', 'kasbon', 0, 6, 1), ('deposit', 'deposit', 0, 7, 1),
      ('voucher', 'voucher', 1, 8, 0), ('points', 'points', 0, 9, 1), ('exchange', 'exchange', 0, 10, 1)`,
  sql`
    create table vouchers ( -- What one is still worth stands in the ledger.
      voucher_id  text primary key,
      code        text not null unique collate nocase,
      value_minor integer not null check (value_minor > 0),
      valid_until text,
      customer_id text references customers,
      issued_at   text not null,
      issued_by   text not null references staff
    ) strict, without rowid`,
  sql`create index vouchers_by_time on vouchers (issued_at)`,
  sql`create index vouchers_by_customer on vouchers (customer_id, issued_at) where customer_id is not null`,
  sql`
    create table payments ( -- Money that came or went besides a sale: a debt paid, money left with the shop or given back.
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
    ) strict, without rowid`,
  sql`create index payments_by_customer on payments (customer_id, paid_at)`,
  sql`create index payments_by_shift on payments (shift_id)`,
  sql`create index payments_by_day on payments (business_day)`,
  sql`create index payments_by_order on payments (order_id) where order_id is not null`,
  sql`create index payments_by_voucher on payments (voucher_id) where voucher_id is not null`,

  // --- shifts -------------------------------------------------------------------------------------------------------
  sql`create index shifts_by_time on shifts (opened_at)`,

  // --- baskets ------------------------------------------------------------------------------------------------------
  sql`
    create table new_baskets (
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
    ) strict, without rowid`,
  sql`insert into new_baskets (basket_id, begun_at, begun_by) select basket_id, begun_at, begun_by from baskets`,
  sql`
    create table new_basket_lines (
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
    ) strict, without rowid`,
  sql`
    insert into new_basket_lines (basket_id, line_no, item_id, quantity_milli)
      select basket_id, line_no, item_id, quantity_milli from basket_lines`,
  sql`
    create table new_basket_changes ( -- Each change of a basket, newest last; undoing takes the newest away.
      basket_id text not null references baskets,
      change_no integer not null,
      line_no   integer not null,                 -- 0: the basket itself
      before    text check (before is null or json_valid(before)), -- null: the line was not there
      primary key (basket_id, change_no)
    ) strict, without rowid`,
  sql`
    insert into new_basket_changes (basket_id, change_no, line_no, before)
      select basket_id, change_no, line_no, case before_milli when 0 then null else json_object(
        'item_id', item_id, 'unit_id', null, 'quantity_milli', before_milli, 'own_price_minor', null,
        'fixed_minor', null, 'fixed_by', null, 'discount_bp', null, 'discount_minor', null) end
      from basket_changes`,
  ...replace('basket_changes'),
  sql`
    create index basket_changes_by_item -- an item that undoing may bring back into a basket can't be forgotten
      on basket_changes (json_extract(before, '$.item_id')) where before is not null`,
  ...replace('basket_lines'),
  ...replace('baskets'),
  sql`create index basket_lines_by_item on basket_lines (item_id)`,
  sql`create index baskets_by_order on baskets (order_id) where order_id is not null`,
  sql`
    create unique index basket_lines_once -- more of the same goes onto its line; a label's line stands for itself
      on basket_lines (basket_id, item_id, coalesce(unit_id, '')) where fixed_minor is null`,
  sql`
    create table held_baskets ( -- Put aside; whoever takes it first has it.
      basket_id    text primary key references baskets,
      name         text not null,
      held_at      text not null,
      held_by      text not null references staff,
      terminal_id  text not null references terminals,
      is_discarded integer not null check (is_discarded in (0, 1)) -- given up, and for a while still to be had back
    ) strict, without rowid`,
  sql`create index held_baskets_by_time on held_baskets (is_discarded, held_at)`,
  sql`
    create table basket_tenders ( -- Money taken for a basket that is not paid in full yet.
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
    ) strict, without rowid`,
  sql`
    create table qris_requests ( -- A code that a customer is shown just now.
      basket_id    text primary key references baskets,
      amount_minor integer not null check (amount_minor > 0),
      bill         text not null,
      payload      text not null,
      is_dynamic   integer not null check (is_dynamic in (0, 1)),
      asked_at     text not null
    ) strict, without rowid`,
  sql`
    create table basket_returns ( -- Goods of an earlier sale that are given back for those in the basket.
      basket_id      text not null references baskets,
      sale_id        text not null references sales,
      line_no        integer not null,
      quantity_milli integer not null check (quantity_milli > 0),
      destination    text not null check (destination in ('shelf', 'waste')),
      reason         text not null,
      approved_by    text references staff,
      primary key (basket_id, line_no)
    ) strict, without rowid`,

  // --- sales --------------------------------------------------------------------------------------------------------
  sql`
    create table new_sales ( -- Sales are facts: rows are added and never changed.
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
    ) strict, without rowid`,
  sql`
    insert into new_sales select sale_id, terminal_id, receipt_number, receipt_no, shift_id, staff_id, sold_at,
      business_day, null, null, total_minor, 0, 0, total_minor, tax_minor, 0, 0, link from sales`,
  sql`
    create table sale_taxes ( -- By rule, rounded once; the rule is the one of the sale's own day.
      sale_id     text not null references sales,
      tax_rule_id text not null references tax_rules,
      is_included integer not null check (is_included in (0, 1)),
      of_minor    integer not null,
      base_minor  integer not null,
      tax_minor   integer not null,
      primary key (sale_id, tax_rule_id)
    ) strict, without rowid`,
  sql`
    insert into sale_taxes
      select sale_id, tax_rule_id, 1, total_minor,
        round(total_minor * 1.0 * base_numerator * rate_denominator
          / (rate_numerator * base_numerator + rate_denominator * base_denominator)), tax_minor
      from sales join tax_rules using (tax_rule_id)`,
  sql`
    create table new_sale_lines (
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
    ) strict, without rowid`,
  // One rule held for a whole sale until now: its tax is shared out by the lines' totals, to the last rupiah.
  sql`
    insert into new_sale_lines
      select l.sale_id, l.line_no, l.item_id, null, l.name, l.unit, 1000, l.quantity_milli, l.price_minor, l.price_minor,
        l.cost_minor, l.total_minor, l.total_minor, 0, s.tax_rule_id,
        case s.total_minor when 0 then 0 else
          s.tax_minor * sum(l.total_minor) over before_and_it / s.total_minor
          - s.tax_minor * (sum(l.total_minor) over before_and_it - l.total_minor) / s.total_minor end, 1
      from sale_lines l join sales s using (sale_id)
      window before_and_it as (partition by l.sale_id order by l.line_no)`,
  sql`
    create table sale_reductions ( -- Why a line cost less than its price.
      sale_id        text not null references sales,
      line_no        integer not null,
      reduction_no   integer not null,
      kind           text not null check (kind in ('tier', 'promotion', 'line-discount', 'basket-discount')),
      promotion_id   text references promotions,
      name           text,
      quantity_milli integer,
      amount_minor   integer not null check (amount_minor > 0),
      primary key (sale_id, line_no, reduction_no)
    ) strict, without rowid`,
  sql`
    create table new_tenders (
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
    ) strict, without rowid`,
  sql`
    insert into new_tenders (sale_id, tender_no, method_id, method, given_minor, change_minor)
      select sale_id, tender_no, method, method, given_minor, change_minor from tenders`,
  ...replace('tenders'),
  ...replace('sale_lines'),
  ...replace('sales'),
  sql`create index sales_by_shift on sales (shift_id)`,
  sql`create index sales_by_day on sales (business_day, sold_at)`,
  sql`create index sales_by_customer on sales (customer_id, sold_at) where customer_id is not null`,
  sql`create index sale_lines_by_item on sale_lines (item_id)`,

  // --- refunds ------------------------------------------------------------------------------------------------------
  sql`
    create table refunds ( -- Facts like sales. What was paid back is value and rounding together.
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
    ) strict, without rowid`,
  sql`create index refunds_by_sale on refunds (sale_id)`,
  sql`create index refunds_by_shift on refunds (shift_id)`,
  sql`create index refunds_by_customer on refunds (customer_id, refunded_at) where customer_id is not null`,
  sql`create index refunds_by_day on refunds (business_day, refunded_at)`,
  sql`
    create table refund_lines (
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
    ) strict, without rowid`,
  sql`create index refund_lines_by_item on refund_lines (item_id)`,
  sql`
    create table refund_tenders (
      refund_id    text not null references refunds,
      tender_no    integer not null,
      method_id    text not null references tender_methods,
      method       text not null,
      amount_minor integer not null check (amount_minor > 0),
      of_tender_no integer,                       -- the sale's tender that it goes back to
      party_id     text,
      reference    text,
      primary key (refund_id, tender_no)
    ) strict, without rowid`,

  // --- orders -------------------------------------------------------------------------------------------------------
  sql`
    create table orders ( -- A price promised (quotation) or goods promised (order), to become a sale later.
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
    ) strict, without rowid`,
  sql`create index orders_by_customer on orders (customer_id, made_at) where customer_id is not null`,
  sql`
    create table order_lines (
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
    ) strict, without rowid`,
  sql`create index order_lines_by_item on order_lines (item_id)`,
  sql`
    create table order_endings (
      order_id text primary key references orders,
      sale_id  text references sales,             -- null: called off
      ended_at text not null,
      ended_by text not null references staff,
      reason   text not null default ''
    ) strict, without rowid`,

  // --- customer displays --------------------------------------------------------------------------------------------
  sql`
    create table displays (
      display_id  text primary key,
      terminal_id text not null references terminals,
      key_hash    text not null unique,
      paired_at   text not null
    ) strict, without rowid`,
  sql`
    create table display_codes ( -- What a till shows while it waits for its display.
      terminal_id text primary key references terminals,
      code_hash   text not null,
      expires_at  text not null
    ) strict, without rowid`,

  // --- what is kept in memory until it changes ------------------------------------------------------------------------
  sql`
    create table table_marks ( -- Another one with every change of the table; written by triggers alone.
      table_name text primary key,
      mark       text not null
    ) strict, without rowid`,
  ...marked('settings'),
  ...marked('tax_rules'),
  ...marked('promotions')
]
