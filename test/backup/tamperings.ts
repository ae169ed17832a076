import type { Rule } from '../../server/backup/proof/rules.ts'

const EVENT = 'drop trigger events_are_kept; delete from events where event_id ='
const A_SALE = '(select min(sale_id) from sales)'
const A_REFUND =
  "(select min(refund_id) from refunds where sale_id is not null and kind = 'refund' and value_minor > 0)"
const A_PURSE =
  "(select sale_id from tenders where method in ('kasbon', 'points', 'deposit', 'voucher') limit 1)"

/** Money that was booked from one account to another, for nobody and nothing. */
const booked = (source: string, from: string, to: string, party = 'null') => `
  insert into journal (source_id, business_day, account, party_id, amount_minor, posted_at)
    values (${source}, '2026-11-22', '${to}', ${party}, 5, ''), (${source}, '2026-11-22', '${from}', null, -5, '')`

/** For each rule, a change by which somebody breaks that one and no other. */
export const TAMPERINGS: Record<Rule, string> = {
  'sale-lines': `update sales set subtotal_minor = subtotal_minor + 1 where sale_id = ${A_SALE}`,
  'sale-paid': `update tenders set given_minor = given_minor + 1 where sale_id = ${A_PURSE}
    and method in ('kasbon', 'points', 'deposit', 'voucher') and tender_no = (select min(tender_no) from tenders as one
      where one.sale_id = tenders.sale_id and method in ('kasbon', 'points', 'deposit', 'voucher'))`,
  'sale-change': `update tenders set given_minor = given_minor + 1, change_minor = change_minor + 1
    where sale_id = ${A_PURSE} and method in ('kasbon', 'points', 'deposit', 'voucher')`,
  'sale-tax':
    'update sale_taxes set tax_minor = tax_minor + 1 where sale_id = (select min(sale_id) from sale_taxes)',
  'sale-ledger': booked(A_SALE, 'points', 'rounding'),
  'sale-once': `${EVENT} (select min(event_id) from events where type = 'sale.completed')`,
  'sale-goods':
    "update stock_moves set source_id = 'x' where move_no = (select min(move_no) from stock_moves where reason = 'sale')",
  'order-once': `update sales set order_id = 'x' where receipt_no in (select receipt_no from sales limit 2)`,
  'basket-sold': `insert into till_baskets values ('x', ${A_SALE}, null)`,
  'basket-lost': `insert into basket_tenders (basket_id, tender_no, method_id, amount_minor, fee_minor, taken_at, taken_by)
    values ('x', 1, 'points', 5, 0, '', 'x')`,
  'receipt-numbers': 'update sales set receipt_number = 0 where receipt_number = 1',
  'refund-numbers': `update refunds set refund_number = 0 where refund_number = 1`,
  'last-numbers': "update terminal_series set last_number = last_number + 1 where series = 'receipt'",
  'refund-lines': `update refunds set subtotal_minor = subtotal_minor + 1 where refund_id = ${A_REFUND}`,
  'refund-paid': `update refunds set rounding_minor = rounding_minor - 1 where refund_id = ${A_REFUND}`,
  'refund-once': `${EVENT} (select min(event_id) from events where type = 'refund.completed')`,
  'refund-goods': `update stock_moves set source_id = 'x' where move_no = (select min(move_no) from stock_moves
    join refund_lines on source_id = refund_id and refund_lines.item_id = stock_moves.item_id
    where reason = 'refund' and destination = 'shelf')`,
  'refund-of-line': `update refund_lines set tax_minor = 99999999 where refund_id = ${A_REFUND}`,
  'refund-of-sale': `update refund_lines set sale_line_no = null where refund_id = ${A_REFUND};
    update refund_tenders set of_tender_no = null where refund_id = ${A_REFUND};
    insert into sales select 'x', 'x', 1, 'X-1', shift_id, staff_id, sold_at, business_day, null, null, 0, 0, 0, 0, 0, 0, 0, 'x'
      from sales limit 1;
    insert into sale_lines select 'x', 1, item_id, null, name, unit, holds_milli, 1000, 0, 0, null, 0, 0, 0, null, 0, 0
      from sale_lines limit 1;
    insert into stock_moves (item_id, quantity_milli, reason, source_id, moved_at)
      select item_id, -cast(round(holds_milli) as integer), 'sale', 'x', '' from sale_lines where sale_id = 'x';
    update stock_levels set quantity_milli = (select sum(quantity_milli) from stock_moves where item_id = stock_levels.item_id),
      last_move_no = (select max(move_no) from stock_moves where item_id = stock_levels.item_id);
    insert into events (at, type, subject_id) values ('', 'sale.completed', 'x');
    update refunds set sale_id = 'x' where refund_id = ${A_REFUND}`,
  'refund-of-tender': `insert into tenders (sale_id, tender_no, method_id, method, given_minor, change_minor)
      select sale_id, 99, 'points', 'points', 0, 0 from refunds where refund_id = ${A_REFUND};
    update refund_tenders set of_tender_no = 99 where refund_id = ${A_REFUND}`,
  'stock-levels':
    'update stock_levels set quantity_milli = quantity_milli + 1 where item_id = (select min(item_id) from stock_levels)',
  'stock-moves': 'delete from stock_levels where item_id = (select min(item_id) from stock_moves)',
  'ledger-zero': `insert into journal (source_id, business_day, account, amount_minor, posted_at)
    values ('x', '2026-11-22', 'points', 5, '')`,
  'balance-sum': "update balances set balance_minor = balance_minor + 1 where account = 'receivable'",
  'balance-missing': "delete from balances where account = 'receivable'",
  'balance-below': `${booked("'x'", 'points', 'deposit', "'x'")}; insert into balances values ('deposit', 'x', 5)`,
  'exchange-left': `${booked("'x'", 'points', 'exchange', "'x'")}; insert into balances values ('exchange', 'x', 5)`,
  'money-held': `${booked("'x'", 'points', 'held', "'x'")}; insert into balances values ('held', 'x', 5)`,
  'total-earned': booked("'x'", 'points', 'sales'),
  'total-tax': booked("'x'", 'sales', 'tax'),
  'total-cash': booked("'x'", 'points', 'cash'),
  'total-means': booked("'x'", 'points', 'qris'),
  'total-fees': booked(A_SALE, 'qris', 'fees')
}

/** Other ways to break a rule that looks from two sides. */
export const FROM_THE_OTHER_SIDE: [Rule, string][] = [
  ['sale-once', "insert into events (at, type, subject_id) values ('', 'sale.completed', 'x')"],
  [
    'sale-goods',
    `insert into stock_moves (item_id, quantity_milli, reason, source_id, moved_at)
      select item_id, -1000, 'sale', 'x', '' from stock_levels limit 1;
    update stock_levels set quantity_milli = (select sum(quantity_milli) from stock_moves where item_id = stock_levels.item_id),
      last_move_no = (select max(move_no) from stock_moves where item_id = stock_levels.item_id)`
  ],
  [
    'refund-of-line',
    `update refund_lines set quantity_milli = 1000000000, destination = 'waste' where refund_id =
      (select min(refund_id) from refund_lines where destination = 'waste' and sale_line_no is not null)`
  ],
  ['refund-once', "insert into events (at, type, subject_id) values ('', 'refund.completed', 'x')"],
  ['sale-ledger', booked('(select max(sale_id) from sales)', 'points', 'rounding')],
  ['receipt-numbers', 'update sales set receipt_number = -1 where receipt_number = 2']
]
