import type Database from 'better-sqlite3'
import { sealHistory } from '../../server/db/seal/seal-history.ts'

/** How long the shop has been open, and how much it did. */
const DAYS = 730
const SALES = 200_000
const CUSTOMERS = 5000
const TILLS = 4

/** An id like any other, that says what it is of. */
const id = (kind: string, n: string) => `printf('0${kind}000000-0000-7000-8000-%012x', ${n})`
const SALE = id('1', 'n')
const SHIFT = id('2', 'day * 4 + till')
const CUSTOMER = id('3', 'customer')

/**
 * Two years of trade, written as rows and not by deeds, which would take an hour: 200,000 sales of three lines at four
 * tills, each fifth to one of 5000 customers (each hundredth to the same one), each tenth of these on kasbon; refunds,
 * payments, orders, and all that is noted of them. 3000 of the items were ever sold, one of them in each tenth sale. Each sale is of 30,000 with 2973 of tax.
 *
 * @param sales for another number of them, in as many days; of those at a till that the shop has not, nothing comes
 */
export function fillHistory(sqlite: Database.Database, sales = SALES): void {
  sqlite.pragma('synchronous = off')
  sqlite.pragma('foreign_keys = off')
  sqlite.exec(`
    begin;
    create temp table tills as select row_number() over (order by code) - 1 as till, terminal_id, code
      from terminals limit ${TILLS};
    create temp table goods as select row_number() over (order by item_no) - 1 as good, item_id, name from items;
    create index temp.goods_at on goods (good);
    create temp table who as select staff_id from staff limit 1;
    create temp table past as
      with recursive count (n) as (select 0 union all select n + 1 from count where n < ${sales - 1})
      select n, till, terminal_id, code, n / ${TILLS} + 1 + coalesce(last_number, 0) as number, day,
        date('now', '+7 hours', (day - ${DAYS}) || ' days') as business_day,
        strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', (day - ${DAYS}) || ' days', (n % 274 * 60 - 40000) || ' seconds') as at,
        iif(n % 5 = 0, iif(n % 100 = 0, 0, n * 7 % ${CUSTOMERS}), null) as customer, n % 50 = 0 as owed
      from (select n, n * ${DAYS} / ${sales} as day, n % ${TILLS} as till from count) join tills using (till)
        left join terminal_series using (terminal_id) where coalesce(series, 'receipt') = 'receipt';

    insert into customers (customer_id, name, phone, added_at, added_by, limit_minor)
      with recursive count (customer) as (select 0 union all select customer + 1 from count where customer < ${CUSTOMERS - 1})
      select ${CUSTOMER}, 'Pelanggan ' || customer, '62812' || (10000000 + customer), '2024-01-01T00:00:00.000Z', staff_id,
        1000000000 from count join who;
    insert into shifts (shift_id, terminal_id, opened_by, opened_at, business_day, float_minor)
      select ${SHIFT}, terminal_id, staff_id, min(at), business_day, 200000 from past join who group by day, till;
    insert into shift_counts (count_id, shift_id, count_no, counted_minor, expected_minor, counted_by, counted_at)
      select ${SHIFT}, ${SHIFT}, 1, 200000, 200000, staff_id, max(at) from past join who group by day, till;
    insert into shift_closings (shift_id, z_number, closed_by, closed_at, counted_minor, expected_minor)
      select ${SHIFT}, day, staff_id, max(at), 200000, 200000 from past join who group by day, till;

    insert into baskets (basket_id, begun_at, begun_by) select ${SALE}, at, staff_id from past join who;
    insert into sales select ${SALE}, terminal_id, number, code || '-' || printf('%06d', number), ${SHIFT}, staff_id, at,
      business_day, iif(customer is null, null, ${CUSTOMER}), null, 30000, 0, 0, 30000, 2973, 0, 0, 'link' || n
      from past join who;
    create temp table sold as select past.*, line, goods.item_id, goods.name from past
      join (select 1 as line union select 2 union select 3)
      join goods on good = iif(n % 10 = 0 and line = 1, 0, 1 + (n * 7919 + line * 1000) % 3000);
    insert into basket_lines (basket_id, line_no, item_id, quantity_milli) select ${SALE}, line, item_id, 1000 from sold;
    insert into basket_changes select ${SALE}, line, line, null from sold;
    insert into sale_lines select ${SALE}, line, item_id, null, name, 'pcs', 1000, 1000, 10000, 10000, 8000, 10000, 10000,
      0, 'ppn-2025', 991, 1 from sold;
    insert into stock_moves (item_id, quantity_milli, reason, source_id, moved_at)
      select item_id, -1000, 'sale', ${SALE}, at from sold;
    insert into events (at, type, subject_id, staff_id, terminal_id, request_id, facts)
      select at, 'basket.changed', ${SALE}, staff_id, terminal_id, null, '{}' from sold join who;

    insert into sale_reductions select ${SALE}, 1, 1, 'promotion', null, 'Promo', 1000, 500 from past where n % 3 = 0;
    insert into sale_taxes select ${SALE}, 'ppn-2025', 1, 30000, 24775, 2973 from past;
    insert into tenders select ${SALE}, 1, iif(owed, 'kasbon', 'cash'), iif(owed, 'kasbon', 'cash'), 30000, 0, null, null,
      iif(owed, ${CUSTOMER}, null), 0 from past;
    insert into journal (source_id, shift_id, business_day, account, party_id, amount_minor, posted_at)
      select ${SALE}, ${SHIFT}, business_day, account, iif(account = 'receivable', ${CUSTOMER}, null), amount, at
      from past join (select 'cash' as account, 30000 as amount, 0 as on_kasbon union all select 'receivable', 30000, 1
        union all select 'sales', -27027, null union all select 'tax', -2973, null)
      where on_kasbon is null or on_kasbon = owed;
    insert into events (at, type, subject_id, staff_id, terminal_id, request_id, facts)
      select at, 'sale.completed', ${SALE}, staff_id, terminal_id, null, '{"total_minor":30000}' from past join who;
    insert into print_jobs (job_id, printer_id, kind, subject_id, asked_at, state, settled_at)
      select 'p' || kind || n, printer_id, kind, ${SALE}, at, 'printed', at from past
      join (select 'sale' as kind union select 'pulse') join (select printer_id from printers limit 1);
    insert into requests select 'r' || n, zeroblob(32), '{}', at from past where day > ${DAYS - 35};
    insert into points_moves (customer_id, points, reason, source_id, moved_at)
      select ${CUSTOMER}, 3, 'earned', ${SALE}, at from past where customer is not null;

    insert into payments select ${id('4', 'n')}, 'B' || n, terminal_id, ${SHIFT}, staff_id, 'debt', ${CUSTOMER}, null, null,
      'cash', 29000, null, at, business_day from past join who where n % 100 = 50 or n % 200 = 0;
    insert into journal (source_id, shift_id, business_day, account, party_id, amount_minor, posted_at)
      select payment_id, shift_id, business_day, account, iif(account = 'receivable', customer_id, null), amount, paid_at
      from payments join (select 'cash' as account, 29000 as amount union all select 'receivable', -29000);
    insert into balances select account, party_id, sum(amount_minor) from journal where party_id is not null group by 1, 2;

    insert into refunds select ${id('5', 'n')}, ${SALE}, 'refund', terminal_id, back, code || '-R' || back, ${SHIFT},
      staff_id, null, at, business_day, iif(customer is null, null, ${CUSTOMER}), null, 'Rusak', 10000, 0, 0, 991, 10000, 0,
      'back' || n
      from (select *, row_number() over (partition by till order by n) as back from past where n % 100 in (1, 20)) join who;
    insert into events (at, type, subject_id, staff_id, terminal_id, request_id, facts)
      select refunded_at, 'refund.completed', refund_id, staff_id, terminal_id, null, '{}' from refunds;
    insert into refund_lines select refund_id, 1, 1, item_id, null, name, 'pcs', 1000, 1000, 10000, 0, 'ppn-2025', 991, 1,
      'shelf' from refunds join sale_lines using (sale_id) where sale_lines.line_no = 1;
    insert into stock_moves (item_id, quantity_milli, reason, source_id, moved_at)
      select item_id, 1000, 'refund', refund_id, refunded_at from refund_lines join refunds using (refund_id);
    insert into refund_tenders select refund_id, 1, 'cash', 'cash', 10000, 1, null, null from refunds;
    insert into journal (source_id, shift_id, business_day, account, party_id, amount_minor, posted_at)
      select refund_id, shift_id, business_day, account, null, amount, refunded_at
      from refunds join (select 'cash' as account, -10000 as amount union all select 'sales', 9009 union all select 'tax', 991);

    insert into orders select ${id('6', 'n')}, 'order', n, code || '-P' || n, terminal_id, staff_id, ${CUSTOMER}, at,
      business_day, null, business_day, '', 10000, 0, 'order' || n from past join who where n % 40 = 5;
    insert into order_lines select order_id, 1, item_id, null, 'Barang', 'pcs', 1000, 10000, 10000
      from orders join (select item_id from goods limit 1);
    insert into order_endings select order_id, null, made_at, staff_id, 'Batal' from orders where order_number % 1000 <> 5;
    insert into vouchers select ${id('7', 'n')}, 'V' || n, 50000, null, null, at, staff_id from past join who
      where n % 100 = 3;
    insert into events (at, type, subject_id)
      select opened_at, 'shift.opened', shift_id from shifts
      union all select counted_at, 'shift.counted', count_id from shift_counts
      union all select closed_at, 'shift.closed', shift_id from shift_closings
      union all select paid_at, 'payment.taken', payment_id from payments
      union all select made_at, 'order.made', order_id from orders
      union all select ended_at, 'order.ended', order_id from order_endings
      union all select issued_at, 'voucher.issued', voucher_id from vouchers;
    insert or replace into terminal_series select terminal_id, 'receipt', max(receipt_number) from sales group by 1;
    insert or replace into terminal_series select terminal_id, 'refund', max(refund_number) from refunds group by 1;
    update stock_levels set (quantity_milli, last_move_no) = (
      select sum(quantity_milli), max(move_no) from stock_moves where stock_moves.item_id = stock_levels.item_id);
    commit;
  `)
  sqlite.transaction(() => sealHistory(sqlite))()
  sqlite.exec(
    'drop table temp.past; drop table temp.sold; drop table temp.goods; drop table temp.tills; drop table temp.who'
  )
  sqlite.pragma('foreign_keys = on')
  sqlite.pragma('synchronous = full')
}
