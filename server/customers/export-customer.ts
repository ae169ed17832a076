import { question, type Reader } from '../db/prepare.ts'
import { readCustomer } from './find-customers.ts'

interface Whose {
  customer_id: string
}

const sales = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('sales')
    .select(['sale_id', 'receipt_no', 'sold_at', 'total_minor', 'tax_minor', 'rounding_minor'])
    .where('customer_id', '=', customer_id)
    .orderBy('sold_at')
)

const saleLines = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('sale_lines')
    .innerJoin('sales', 'sales.sale_id', 'sale_lines.sale_id')
    .select(['sale_lines.sale_id', 'line_no', 'name', 'unit', 'quantity_milli', 'price_minor'])
    .select('sale_lines.total_minor')
    .where('customer_id', '=', customer_id)
    .orderBy('sold_at')
    .orderBy('line_no')
)

const refunds = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('refunds')
    .select(['refund_no', 'sale_id', 'refunded_at', 'value_minor', 'reason'])
    .where('customer_id', '=', customer_id)
    .orderBy('refunded_at')
)

const payments = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('payments')
    .select(['payment_no', 'kind', 'method_id', 'amount_minor', 'reference', 'paid_at'])
    .where('customer_id', '=', customer_id)
    .orderBy('paid_at')
)

const ledger = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('journal')
    .select(['account', 'source_id', 'amount_minor', 'business_day', 'posted_at'])
    .where('party_id', '=', customer_id)
    .where('account', 'in', ['receivable', 'deposit'])
    .orderBy('entry_no')
)

const points = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('points_moves')
    .select(['points', 'reason', 'source_id', 'moved_at'])
    .where('customer_id', '=', customer_id)
    .orderBy('move_no')
)

const orders = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('orders')
    .select(['order_no', 'kind', 'made_at', 'due_on', 'note', 'total_minor'])
    .where('customer_id', '=', customer_id)
    .orderBy('made_at')
)

const vouchers = question<Whose>()((db, { customer_id }) =>
  db
    .selectFrom('vouchers')
    .select(['code', 'value_minor', 'valid_until', 'issued_at'])
    .where('customer_id', '=', customer_id)
    .orderBy('issued_at')
)

/**
 * All that the shop keeps of one customer, for them to have (UU 27/2022, articles 7 and 13). Amounts are whole rupiah,
 * quantities thousandths, moments UTC.
 *
 * @throws {Refusal} customer/gone
 */
export function readOwnData(reader: Reader, customer_id: string) {
  const whose = { customer_id }
  const { name, phone, group_name, limit_minor, note, consent_at, added_at } = readCustomer(
    reader,
    customer_id
  )
  const lines = Map.groupBy(saleLines.list(reader, whose), ({ sale_id }) => sale_id)
  return {
    customer: { name, phone, group_name, limit_minor, note, consent_at, added_at },
    sales: sales.list(reader, whose).map((sale) => ({
      ...sale,
      lines: (lines.get(sale.sale_id) ?? []).map(({ sale_id: _sale_id, ...line }) => line)
    })),
    refunds: refunds.list(reader, whose),
    payments: payments.list(reader, whose),
    ledger: ledger.list(reader, whose),
    points: points.list(reader, whose),
    orders: orders.list(reader, whose),
    vouchers: vouchers.list(reader, whose)
  }
}
