import type Database from 'better-sqlite3'

/** What must hold in a shop at any moment, each as a question for what breaks it. */
const RULES: Record<string, string> = {
  'a sale has lines that add up to its subtotal': `
    select receipt_no from sales left join sale_lines using (sale_id)
    group by sale_id having sales.subtotal_minor is not sum(sale_lines.total_minor)`,
  'what was given less the change is the total as it was rounded': `
    select receipt_no from sales left join tenders using (sale_id)
    group by sale_id having total_minor + rounding_minor <> coalesce(sum(given_minor - change_minor), 0)`,
  'a till counts its receipts from 1 without a gap': `
    select terminal_id, count(*), max(receipt_number) from sales
    group by terminal_id having count(*) <> max(receipt_number) or min(receipt_number) <> 1`,
  'a till goes on from the last number it gave': `
    select terminal_id, last_number from terminal_series
    left join (select terminal_id, max(receipt_number) as given from sales group by terminal_id) using (terminal_id)
    where series = 'receipt' and last_number is not given`,
  'a sale is recorded once': `
    select receipt_no, count(event_id) from sales
    left join events on subject_id = sale_id and type = 'sale.completed'
    group by sale_id having count(event_id) <> 1`,
  'nothing is recorded that was not sold': `
    select subject_id from events where type = 'sale.completed' and subject_id not in (select sale_id from sales)`,
  'a sale takes off the shelf what its lines say': `
    select receipt_no, sold.item_id from sales
    join (
      select sale_id, item_id, sum(cast(round(quantity_milli * holds_milli / 1000.0) as integer)) as sold_milli
      from sale_lines group by sale_id, item_id
    ) as sold using (sale_id)
    where -sold_milli is not (
      select sum(quantity_milli) from stock_moves where source_id = sale_id and stock_moves.item_id = sold.item_id)`,
  'no more of a line comes back than was sold': `
    select sale_lines.sale_id, sale_lines.line_no from sale_lines
    join refunds on refunds.sale_id = sale_lines.sale_id
    join refund_lines on refund_lines.refund_id = refunds.refund_id and sale_line_no = sale_lines.line_no
    group by sale_lines.sale_id, sale_lines.line_no
    having sum(refund_lines.quantity_milli) > sale_lines.quantity_milli`,
  'what goes back for goods is their value as it was rounded': `
    select refund_no from refunds left join refund_tenders using (refund_id)
    group by refund_id having value_minor + rounding_minor is not coalesce(sum(amount_minor), 0)`,
  'what is exchanged stays with nobody, nor is money held for what is sold': `
    select account, party_id from balances
    where balance_minor <> 0 and (account = 'exchange' or account = 'held' and party_id in (select sale_id from sales))`,
  'the level of an item is the sum of its moves': `
    select item_id from stock_levels left join stock_moves using (item_id)
    group by item_id
    having stock_levels.quantity_milli is not sum(stock_moves.quantity_milli) or last_move_no is not max(move_no)`,
  'no goods moved without a level': `
    select item_id from stock_moves where item_id not in (select item_id from stock_levels)`,
  'a basket that was sold is at no till': `
    select basket_id from till_baskets join sales on sale_id = basket_id`,
  'the money of every deed adds up to nothing': `
    select source_id from journal group by source_id having sum(amount_minor) <> 0`,
  'a balance is the sum of its journal': `
    select account, party_id from balances left join journal using (account, party_id)
    group by account, party_id having balance_minor is not sum(amount_minor)`,
  'nobody has a journal without a balance': `
    select party_id from journal where party_id is not null
      and (account, party_id) not in (select account, party_id from balances)`,
  'what was earned is what was sold less what came back': `
    select * from (select (select coalesce(sum(total_minor), 0) from sales) - (select coalesce(sum(value_minor), 0) from refunds)
      + (select coalesce(sum(amount_minor), 0) from journal where account in ('sales', 'service', 'tax')) as off)
    where off <> 0`,
  'tax is what the slips say': `
    select * from (select (select coalesce(sum(tax_minor), 0) from sales) - (select coalesce(sum(tax_minor), 0) from refunds)
      + (select coalesce(sum(amount_minor), 0) from journal where account = 'tax') as off)
    where off <> 0`,
  'the tax of a sale is that of its rules, and that of its lines': `
    select receipt_no from sales
    where tax_minor <> (select coalesce(sum(tax_minor), 0) from sale_taxes where sale_taxes.sale_id = sales.sale_id)
      or tax_minor <> (select sum(tax_minor) from sale_lines where sale_lines.sale_id = sales.sale_id)`,
  'cash is in the drawers as it was given, given back and paid': `
    select * from (select
      (select coalesce(sum(given_minor - change_minor), 0) from tenders where method = 'cash')
      - (select coalesce(sum(amount_minor), 0) from refund_tenders where method = 'cash')
      + (select coalesce(sum(iif(kind = 'deposit-back', -amount_minor, amount_minor)), 0) from payments where method_id = 'cash')
      + (select coalesce(sum(amount_minor), 0) from basket_tenders where method_id = 'cash')
      - (select coalesce(sum(amount_minor), 0) from journal where account = 'cash') as off)
    where off <> 0`,
  'what was taken by other means is on their accounts, but for the fees': `
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
  'the fee of a tender is in the ledger': `
    select * from (select
      (select coalesce(sum(fee_minor), 0) from tenders)
      - (select coalesce(sum(amount_minor), 0) from journal where account = 'fees' and source_id in (select sale_id from sales))
      as off)
    where off <> 0`,
  'money is held for the baskets that hold it': `
    select party_id, balance_minor from balances
    where account = 'held' and -balance_minor <> (select coalesce(sum(amount_minor), 0)
      from basket_tenders join tender_methods using (method_id)
      where basket_id = balances.party_id and kind in ('cash', 'qris', 'card', 'ewallet', 'transfer'))`,
  'a basket that was paid for in part is at a till or put aside': `
    select basket_id from basket_tenders
    where basket_id not in (select basket_id from till_baskets)
      and basket_id not in (select basket_id from held_baskets where is_discarded = 0)`,
  'what was exchanged is nothing in the end': `
    select party_id from balances where account = 'exchange' and balance_minor <> 0`,
  'nobody has less than nothing with the shop': `
    select account, party_id, balance_minor from balances where account in ('deposit', 'voucher') and balance_minor > 0`,
  'change comes out of cash, and so does rounding': `
    select receipt_no from sales left join tenders using (sale_id) group by sale_id
    having sum(iif(method = 'cash', 0, change_minor)) > 0
      or (rounding_minor <> 0 and not coalesce(sum(method = 'cash'), 0))`,
  'a refund pays what it is worth as it was rounded': `
    select refund_no from refunds
    where value_minor + rounding_minor <> (select coalesce(sum(amount_minor), 0) from refund_tenders
      where refund_tenders.refund_id = refunds.refund_id)`,
  'no more of a line comes back than was sold, for no more than it cost': `
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
  'nobody is paid back more than they paid': `
    select receipt_no from sales where total_minor + rounding_minor <
      (select coalesce(sum(value_minor + rounding_minor), 0) from refunds where refunds.sale_id = sales.sale_id)`,
  'nor by any one means': `
    select tenders.sale_id, tenders.tender_no from tenders
    join refunds on refunds.sale_id = tenders.sale_id
    join refund_tenders on refund_tenders.refund_id = refunds.refund_id and of_tender_no = tenders.tender_no
    group by tenders.sale_id, tenders.tender_no
    having sum(amount_minor) > given_minor - change_minor`,
  'an order becomes one sale at most': `
    select order_id from sales where order_id is not null group by order_id having count(*) > 1`
}

/** Looks for anything wrong with a shop's books and the file that holds them. @returns what is; nothing if sound. */
export function auditShop(sqlite: Database.Database): string[] {
  const faults: string[] = []
  const expect = (rule: string, offenders: unknown[]): void => {
    if (offenders.length > 0) faults.push(`${rule}: not ${JSON.stringify(offenders.slice(0, 3))}`)
  }
  const integrity = sqlite.pragma('integrity_check') as { integrity_check: string }[]
  expect(
    'the file is whole',
    integrity.filter((row) => row.integrity_check !== 'ok')
  )
  expect('what is named is there', sqlite.pragma('foreign_key_check') as unknown[])
  return [...faults, ...auditBooks(sqlite)]
}

/** Looks for anything wrong with a shop's books alone; quick enough to be asked after each deed. */
export function auditBooks(sqlite: Database.Database): string[] {
  let questions = prepared.get(sqlite)
  if (!questions) {
    questions = Object.entries(RULES).map(([rule, query]) => [rule, sqlite.prepare(query)])
    prepared.set(sqlite, questions)
  }
  return questions.flatMap(([rule, question]) => {
    const offenders = question.all()
    return offenders.length > 0 ? [`${rule}: not ${JSON.stringify(offenders.slice(0, 3))}`] : []
  })
}

const prepared = new WeakMap<Database.Database, [rule: string, question: Database.Statement][]>()
