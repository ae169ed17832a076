/**
 * What must hold in a shop at any moment, each rule as a question for what breaks it; its first column names the
 * offender. Plain SQL and nothing of the code that wrote the books: an auditor must not share code with what he audits.
 *
 * Asked of all there ever was, so a rule goes through each table once, in the order it lies in; what looks into another
 * table for each row has an index to do it by.
 */
export const RULES = {
  // A sale has lines that add up to its subtotal.
  'sale-lines': `
    select receipt_no from sales left join sale_lines using (sale_id)
    group by sale_id having sales.subtotal_minor is not sum(sale_lines.total_minor)`,

  // What was given less the change is the total as it was rounded.
  'sale-paid': `
    select receipt_no from sales left join tenders using (sale_id)
    group by sale_id having total_minor + rounding_minor <> coalesce(sum(given_minor - change_minor), 0)`,

  // Change comes out of cash, and so does rounding.
  'sale-change': `
    select receipt_no from sales left join tenders using (sale_id) group by sale_id
    having sum(iif(method = 'cash', 0, change_minor)) > 0
      or (rounding_minor <> 0 and not coalesce(sum(method = 'cash'), 0))`,

  // The tax of a sale is that of its rules, and that of its lines.
  'sale-tax': `
    select receipt_no from sales
    where tax_minor <> (select coalesce(sum(tax_minor), 0) from sale_taxes where sale_taxes.sale_id = sales.sale_id)
      or tax_minor <> (select sum(tax_minor) from sale_lines where sale_lines.sale_id = sales.sale_id)`,

  // What was sold stands in the ledger as it was earned.
  'sale-ledger': `
    select receipt_no from sales left join journal on source_id = sale_id
      and account in ('sales', 'service', 'tax', 'rounding')
    group by sale_id having total_minor + rounding_minor is not coalesce(-sum(amount_minor), 0)`,

  // A sale is recorded once, and nothing is recorded that was not sold.
  'sale-once': `
    select sale_id from (
      select sale_id, 1 as sold from sales
      union all select subject_id, -1 from events where type = 'sale.completed')
    group by sale_id having sum(sold) <> 0`,

  // A sale takes off the shelf what its lines say.
  'sale-goods': `
    select source_id, item_id from (
      select sale_id as source_id, item_id, cast(round(quantity_milli * holds_milli / 1000.0) as integer) as sold_milli
      from sale_lines
      union all select source_id, item_id, quantity_milli from stock_moves where reason = 'sale')
    group by source_id, item_id having sum(sold_milli) <> 0`,

  // An order becomes one sale at most.
  'order-once': `
    select order_id from sales where order_id is not null group by order_id having count(*) > 1`,

  // A basket that was sold is at no till.
  'basket-sold': `
    select basket_id from till_baskets join sales on sale_id = basket_id`,

  // A basket that was paid for in part is at a till or put aside.
  'basket-lost': `
    select basket_id from basket_tenders
    where basket_id not in (select basket_id from till_baskets)
      and basket_id not in (select basket_id from held_baskets where is_discarded = 0)`,

  // A till counts its receipts from 1 without a gap.
  'receipt-numbers': `
    select terminal_id, count(*), max(receipt_number) from sales
    group by terminal_id having count(*) <> max(receipt_number) or min(receipt_number) <> 1`,

  // A till counts its refunds from 1 without a gap.
  'refund-numbers': `
    select terminal_id, count(*), max(refund_number) from refunds
    group by terminal_id having count(*) <> max(refund_number) or min(refund_number) <> 1`,

  // A till goes on from the last number it gave.
  'last-numbers': `
    select terminal_id, last_number from terminal_series
    left join (select terminal_id, 'receipt' as series, max(receipt_number) as given from sales group by terminal_id
      union select terminal_id, 'refund', max(refund_number) from refunds group by terminal_id)
      using (terminal_id, series)
    where series in ('receipt', 'refund') and last_number is not given`,

  // A refund has lines that add up to its subtotal.
  'refund-lines': `
    select refund_no from refunds left join refund_lines using (refund_id)
    group by refund_id having refunds.subtotal_minor is not sum(refund_lines.total_minor)`,

  // A refund pays what it is worth as it was rounded: what goes back for goods is their value.
  'refund-paid': `
    select refund_no from refunds left join refund_tenders using (refund_id)
    group by refund_id having value_minor + rounding_minor is not coalesce(sum(amount_minor), 0)`,

  // A refund is recorded once, and nothing is recorded that was not refunded.
  'refund-once': `
    select refund_id from (
      select refund_id, 1 as refunded from refunds
      union all select subject_id, -1 from events where type = 'refund.completed')
    group by refund_id having sum(refunded) <> 0`,

  // A refund puts on the shelf what its lines say.
  'refund-goods': `
    select source_id from (
      select refund_id as source_id, iif(destination = 'shelf', -quantity_milli * holds_milli / 1000, 0) as back_milli
      from refund_lines
      union all select source_id, quantity_milli from stock_moves
        where reason = 'refund' or (reason = 'waste' and source_id in (select refund_id from refunds)))
    group by source_id having sum(back_milli) <> 0`,

  // No more of a line comes back than was sold, for no more than it cost.
  'refund-of-line': `
    select sale_lines.sale_id, sale_lines.line_no from sale_lines
    join refunds on refunds.sale_id = sale_lines.sale_id
    join refund_lines on refund_lines.refund_id = refunds.refund_id and sale_line_no = sale_lines.line_no
    group by sale_lines.sale_id, sale_lines.line_no
    having sum(refund_lines.quantity_milli) > sale_lines.quantity_milli
      or sum(refund_lines.total_minor) > sale_lines.total_minor
      or sum(refund_lines.tax_minor) > sale_lines.tax_minor
      or (sum(refund_lines.quantity_milli) = sale_lines.quantity_milli
        and (sum(refund_lines.total_minor) <> sale_lines.total_minor
          or sum(refund_lines.tax_minor) <> sale_lines.tax_minor
          or sum(refund_lines.service_minor) <> sale_lines.service_minor))`,

  // Nobody is paid back more than they paid.
  'refund-of-sale': `
    select receipt_no from refunds join sales using (sale_id)
    group by sale_id
    having sales.total_minor + sales.rounding_minor < sum(refunds.value_minor + refunds.rounding_minor)`,

  // Nor by any one means.
  'refund-of-tender': `
    select tenders.sale_id, tenders.tender_no from tenders
    join refunds on refunds.sale_id = tenders.sale_id
    join refund_tenders on refund_tenders.refund_id = refunds.refund_id and of_tender_no = tenders.tender_no
    group by tenders.sale_id, tenders.tender_no
    having sum(amount_minor) > given_minor - change_minor`,

  // The level of an item is the sum of its moves.
  'stock-levels': `
    select item_id from stock_levels left join stock_moves using (item_id)
    group by item_id
    having stock_levels.quantity_milli is not sum(stock_moves.quantity_milli) or last_move_no is not max(move_no)`,

  // No goods moved without a level.
  'stock-moves': `
    select item_id from items where item_id not in (select item_id from stock_levels)
      and exists (select 1 from stock_moves where stock_moves.item_id = items.item_id)`,

  // The money of every deed adds up to nothing.
  'ledger-zero': `
    select source_id from journal group by source_id having sum(amount_minor) <> 0`,

  // A balance is the sum of its journal.
  'balance-sum': `
    select account, party_id from balances left join journal using (account, party_id)
    group by account, party_id having balance_minor is not sum(amount_minor)`,

  // Nobody has a journal without a balance.
  'balance-missing': `
    select party_id from journal where party_id is not null
      and (account, party_id) not in (select account, party_id from balances)`,

  // Nobody has less than nothing with the shop.
  'balance-below': `
    select account, party_id, balance_minor from balances where account in ('deposit', 'voucher') and balance_minor > 0`,

  // What was exchanged is nothing in the end, and stays with nobody.
  'exchange-left': `
    select party_id from balances where account = 'exchange' and balance_minor <> 0`,

  // Money is held for the baskets that hold it, and none for what is sold.
  'money-held': `
    select party_id, balance_minor from balances
    where account = 'held' and -balance_minor <> (select coalesce(sum(amount_minor), 0)
      from basket_tenders join tender_methods using (method_id)
      where basket_id = balances.party_id and kind in ('cash', 'qris', 'card', 'ewallet', 'transfer'))`,

  // What was earned is what was sold less what came back.
  'total-earned': `
    select * from (select (select coalesce(sum(total_minor), 0) from sales) - (select coalesce(sum(value_minor), 0) from refunds)
      + (select coalesce(sum(amount_minor), 0) from journal where account in ('sales', 'service', 'tax')) as off)
    where off <> 0`,

  // Tax is what the slips say.
  'total-tax': `
    select * from (select (select coalesce(sum(tax_minor), 0) from sales) - (select coalesce(sum(tax_minor), 0) from refunds)
      + (select coalesce(sum(amount_minor), 0) from journal where account = 'tax') as off)
    where off <> 0`,

  // Cash is in the drawers as it was given, given back and paid.
  'total-cash': `
    select * from (select
      (select coalesce(sum(given_minor - change_minor), 0) from tenders where method = 'cash')
      - (select coalesce(sum(amount_minor), 0) from refund_tenders where method = 'cash')
      + (select coalesce(sum(iif(kind = 'deposit-back', -amount_minor, amount_minor)), 0) from payments where method_id = 'cash')
      + (select coalesce(sum(amount_minor), 0) from basket_tenders where method_id = 'cash')
      - (select coalesce(sum(amount_minor), 0) from journal where account = 'cash') as off)
    where off <> 0`,

  // What was taken by other means is on their accounts, but for the fees.
  'total-means': `
    select * from (select
      (select coalesce(sum(given_minor), 0) from tenders where method in ('qris', 'card', 'ewallet', 'transfer'))
      - (select coalesce(sum(amount_minor), 0) from refund_tenders where method in ('qris', 'card', 'ewallet', 'transfer'))
      + (select coalesce(sum(iif(payments.kind = 'deposit-back', -amount_minor, amount_minor)), 0)
          from payments where method_id <> 'cash')
      + (select coalesce(sum(amount_minor), 0) from basket_tenders join tender_methods using (method_id)
          where kind in ('qris', 'card', 'ewallet', 'transfer'))
      - (select coalesce(sum(amount_minor), 0) from journal
          where account in ('qris', 'card', 'ewallet', 'transfer', 'fees')) as off)
    where off <> 0`,

  // The fee of a tender is in the ledger.
  'total-fees': `
    select * from (select
      (select coalesce(sum(fee_minor), 0) from tenders)
      - (select coalesce(sum(amount_minor), 0) from journal where account = 'fees' and source_id in (select sale_id from sales))
      as off)
    where off <> 0`
} as const satisfies Record<string, string>

/** Which rule, as its sentences are found by: `views/words/proof-id.ts`. */
export type Rule = keyof typeof RULES
