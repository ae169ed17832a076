import type { WholeRefund } from '../../server/refunds/find-refunds.ts'
import type { WholeSale } from '../../server/sales/find-sales.ts'
import { minor } from '../../server/values/money.ts'
import type { Words } from '../words/words.ts'

/** The sample sale's first line, brought back. */
export function sampleRefund(sale: WholeSale, words: Words): WholeRefund {
  const [line] = sale.lines
  const { total_minor, ...sold } = line!
  const nothing = minor(0)
  return {
    refund_id: '',
    refund_no: 'K1-R00001',
    kind: 'refund',
    sale_id: '',
    exchange_sale_id: null,
    refunded_at: sale.sold_at,
    business_day: '',
    terminal_id: '',
    shift_id: '',
    reason: words.slip_look.sample_reason,
    subtotal_minor: total_minor,
    service_minor: nothing,
    added_tax_minor: nothing,
    tax_minor: nothing,
    value_minor: total_minor,
    payout_minor: total_minor,
    cash_minor: total_minor,
    rounding_minor: nothing,
    link: '',
    receipt_no: sale.receipt_no,
    sold_at: sale.sold_at,
    exchange_receipt_no: null,
    cashier: sale.cashier,
    approver: null,
    customer: sale.customer,
    lines: [{ ...sold, refund_id: '', sale_line_no: 1, total_minor, destination: 'shelf' }],
    taxes: [],
    tenders: [
      {
        refund_id: '',
        tender_no: 1,
        method_id: 'cash',
        method: 'cash',
        method_name: null,
        amount_minor: total_minor,
        of_tender_no: null,
        party_id: null,
        reference: null
      }
    ]
  }
}
