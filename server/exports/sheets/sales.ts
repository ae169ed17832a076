import { sql } from 'kysely'
import { question } from '../../db/prepare.ts'
import { coded, columns, sheetOf, type Wanted } from './sheet.ts'

const heads = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('sales')
    .innerJoin('terminals', 'terminals.terminal_id', 'sales.terminal_id')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .leftJoin('customers', 'customers.customer_id', 'sales.customer_id')
    .select(['receipt_no', 'business_day', 'sold_at', 'terminals.code as till', 'staff.name as cashier'])
    .select(['customers.name as customer', 'subtotal_minor', 'service_minor', 'added_tax_minor', 'tax_minor'])
    .select(['total_minor', 'rounding_minor'])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .orderBy('business_day')
    .orderBy('sold_at')
)

export const sales = sheetOf(
  'sales',
  columns(
    { text: ['receipt_no'], day: ['business_day'], moment: ['sold_at'] },
    { text: ['till', 'cashier', 'customer'] },
    {
      money: [
        'subtotal_minor',
        'service_minor',
        'added_tax_minor',
        'total_minor',
        'rounding_minor',
        'tax_minor'
      ]
    }
  ),
  heads
)

// What a line came to in all is worked out here, so that the column adds up to the sales' totals.
const lines = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('sales')
    .innerJoin('sale_lines', 'sale_lines.sale_id', 'sales.sale_id')
    .innerJoin('items', 'items.item_id', 'sale_lines.item_id')
    .innerJoin('terminals', 'terminals.terminal_id', 'sales.terminal_id')
    .innerJoin('staff', 'staff.staff_id', 'sales.staff_id')
    .leftJoin('customers', 'customers.customer_id', 'sales.customer_id')
    .select(['receipt_no', 'business_day', 'sold_at', 'terminals.code as till', 'staff.name as cashier'])
    .select(['customers.name as customer', 'line_no', 'items.code as item_code', 'sale_lines.name as item'])
    .select([
      'sale_lines.unit',
      'quantity_milli',
      'list_price_minor',
      'sale_lines.price_minor',
      'gross_minor'
    ])
    .select(['sale_lines.total_minor as goods_minor', 'sale_lines.service_minor', 'sale_lines.tax_minor'])
    .select([
      'sale_lines.cost_minor',
      sql<number>`sale_lines.total_minor + sale_lines.service_minor
        + iif(is_tax_included, 0, sale_lines.tax_minor)`.as('line_minor')
    ])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .orderBy('business_day')
    .orderBy('sold_at')
    .orderBy('sales.sale_id')
    .orderBy('line_no')
)

export const saleLines = sheetOf(
  'sale_lines',
  columns(
    { text: ['receipt_no'], day: ['business_day'], moment: ['sold_at'] },
    { text: ['till', 'cashier', 'customer'], count: ['line_no'] },
    { text: ['item_code', 'item', 'unit'] },
    { quantity: ['quantity_milli'] },
    {
      money: ['list_price_minor', 'price_minor', 'gross_minor', 'goods_minor', 'service_minor', 'tax_minor']
    },
    { money: ['line_minor', 'cost_minor'] }
  ),
  lines
)

const paid = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('sales')
    .innerJoin('tenders', 'tenders.sale_id', 'sales.sale_id')
    .innerJoin('tender_methods', 'tender_methods.method_id', 'tenders.method_id')
    .select(['receipt_no', 'business_day', 'sold_at', 'tenders.method', 'tender_methods.name as method_name'])
    .select(['given_minor', 'change_minor', sql<number>`given_minor - change_minor`.as('amount_minor')])
    .select(['fee_minor', 'reference'])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .orderBy('business_day')
    .orderBy('sold_at')
    .orderBy('sales.sale_id')
    .orderBy('tender_no')
)

export const tenders = sheetOf(
  'tenders',
  [
    ...columns({ text: ['receipt_no'], day: ['business_day'], moment: ['sold_at'] }),
    coded('method', 'means'),
    ...columns(
      { text: ['method_name'] },
      { money: ['given_minor', 'change_minor', 'amount_minor', 'fee_minor'], text: ['reference'] }
    )
  ],
  paid
)
