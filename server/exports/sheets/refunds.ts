import { sql } from 'kysely'
import { question } from '../../db/prepare.ts'
import { coded, columns, sheetOf, type Wanted } from './sheet.ts'

const heads = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('refunds')
    .innerJoin('terminals', 'terminals.terminal_id', 'refunds.terminal_id')
    .innerJoin('staff', 'staff.staff_id', 'refunds.staff_id')
    .leftJoin('staff as approver', 'approver.staff_id', 'refunds.approved_by')
    .leftJoin('sales', 'sales.sale_id', 'refunds.sale_id')
    .leftJoin('customers', 'customers.customer_id', 'refunds.customer_id')
    .select(['refund_no', 'refunds.business_day', 'refunded_at', 'refunds.kind as refund_kind', 'receipt_no'])
    .select(['terminals.code as till', 'staff.name as cashier', 'approver.name as approver'])
    .select([
      'customers.name as customer',
      'refunds.reason',
      'refunds.subtotal_minor',
      'refunds.service_minor'
    ])
    .select(['refunds.added_tax_minor', 'value_minor', 'refunds.rounding_minor', 'refunds.tax_minor'])
    .where('refunds.business_day', '>=', from)
    .where('refunds.business_day', '<=', to)
    .orderBy('refunds.business_day')
    .orderBy('refunded_at')
)

export const refunds = sheetOf(
  'refunds',
  [
    ...columns({ text: ['refund_no'], day: ['business_day'], moment: ['refunded_at'] }),
    coded('refund_kind', 'refund_kinds'),
    ...columns(
      { text: ['receipt_no', 'till', 'cashier', 'approver', 'customer', 'reason'] },
      {
        money: [
          'subtotal_minor',
          'service_minor',
          'added_tax_minor',
          'value_minor',
          'rounding_minor',
          'tax_minor'
        ]
      }
    )
  ],
  heads
)

const lines = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('refunds')
    .innerJoin('refund_lines', 'refund_lines.refund_id', 'refunds.refund_id')
    .innerJoin('items', 'items.item_id', 'refund_lines.item_id')
    .leftJoin('sales', 'sales.sale_id', 'refunds.sale_id')
    .select(['refund_no', 'refunds.business_day', 'refunded_at', 'receipt_no', 'refund_lines.line_no'])
    .select(['items.code as item_code', 'refund_lines.name as item', 'refund_lines.unit', 'quantity_milli'])
    .select([
      'refund_lines.total_minor as goods_minor',
      'refund_lines.service_minor',
      'refund_lines.tax_minor'
    ])
    .select([
      'destination',
      sql<number>`refund_lines.total_minor + refund_lines.service_minor
        + iif(is_tax_included, 0, refund_lines.tax_minor)`.as('line_minor')
    ])
    .where('refunds.business_day', '>=', from)
    .where('refunds.business_day', '<=', to)
    .orderBy('refunds.business_day')
    .orderBy('refunded_at')
    .orderBy('refunds.refund_id')
    .orderBy('refund_lines.line_no')
)

export const refundLines = sheetOf(
  'refund_lines',
  [
    ...columns(
      { text: ['refund_no'], day: ['business_day'], moment: ['refunded_at'] },
      { text: ['receipt_no'], count: ['line_no'] },
      { text: ['item_code', 'item', 'unit'] },
      { quantity: ['quantity_milli'] },
      { money: ['goods_minor', 'service_minor', 'tax_minor', 'line_minor'] }
    ),
    coded('destination', 'destinations')
  ],
  lines
)

const paidBack = question<Wanted>()((db, { from, to }) =>
  db
    .selectFrom('refunds')
    .innerJoin('refund_tenders', 'refund_tenders.refund_id', 'refunds.refund_id')
    .innerJoin('tender_methods', 'tender_methods.method_id', 'refund_tenders.method_id')
    .select(['refund_no', 'business_day', 'refunded_at', 'method', 'tender_methods.name as method_name'])
    .select(['amount_minor', 'reference'])
    .where('business_day', '>=', from)
    .where('business_day', '<=', to)
    .orderBy('business_day')
    .orderBy('refunded_at')
    .orderBy('refunds.refund_id')
    .orderBy('tender_no')
)

export const refundTenders = sheetOf(
  'refund_tenders',
  [
    ...columns({ text: ['refund_no'], day: ['business_day'], moment: ['refunded_at'] }),
    coded('method', 'means'),
    ...columns({ text: ['method_name'], money: ['amount_minor'] }, { text: ['reference'] })
  ],
  paidBack
)
