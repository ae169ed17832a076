import { question } from '../../db/prepare.ts'
import { coded, columns, sheetOf, type Wanted } from './sheet.ts'

const entries = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('journal')
    .leftJoin('customers', 'customers.customer_id', 'journal.party_id')
    .leftJoin('sales', 'sales.sale_id', 'journal.source_id')
    .select(['entry_no', 'journal.business_day', 'posted_at', 'account', 'amount_minor'])
    .select(['customers.name as customer', 'receipt_no', 'source_id'])
    .where('journal.business_day', '>=', from)
    .where('journal.business_day', '<=', to)
    .orderBy('entry_no')
)

export const ledger = sheetOf(
  'ledger',
  [
    ...columns({ count: ['entry_no'], day: ['business_day'], moment: ['posted_at'] }),
    coded('account', 'accounts'),
    ...columns({ money: ['amount_minor'], text: ['customer', 'receipt_no', 'source_id'] })
  ],
  entries
)
