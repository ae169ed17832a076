import { layOut, type Row, type SlipDocument } from '../../views/receipts/document.ts'
import { giftSlip } from '../../views/receipts/gift-slip.ts'
import { orderSlip } from '../../views/receipts/order-slip.ts'
import { paymentSlip } from '../../views/receipts/payment-slip.ts'
import { refundSlip } from '../../views/receipts/refund-slip.ts'
import { saleSlip } from '../../views/receipts/sale-slip.ts'
import type { SlipContext } from '../../views/receipts/slip-head.ts'
import { statementSlip } from '../../views/receipts/statement-slip.ts'
import { testSlip } from '../../views/receipts/test-slip.ts'
import { zSlip } from '../../views/receipts/z-slip.ts'
import { wordsIn } from '../../views/words/words.ts'
import { findCustomer } from '../customers/find-customers.ts'
import { readStatement } from '../customers/read-statement.ts'
import type { Reader } from '../db/prepare.ts'
import { findOrder } from '../orders/find-orders.ts'
import { findRefund } from '../refunds/find-refunds.ts'
import { findSale } from '../sales/find-sales.ts'
import { standingAfter } from '../sales/find-standing.ts'
import { readSettings } from '../settings/read-settings.ts'
import { findShiftReport } from '../shifts/find-shift.ts'
import { findPayment } from '../tenders/find-payment.ts'
import { businessDay } from '../values/business-day.ts'
import type { Moment } from '../values/clock.ts'
import { findPrinter } from './find-printer.ts'
import type { JobKind } from './tables.ts'

/** What slip is meant. */
export interface SlipOf {
  kind: Exclude<JobKind, 'pulse'>
  subject_id: string
  copy_no?: number
  /** When it was asked for; a statement is as of then. */
  asked_at?: Moment
}

/**
 * Writes a slip from what stands in the books: the one document that is printed, shown and sent.
 *
 * @param base where customers reach receipt pages; without it the slip carries no code
 * @returns undefined when there is no such sale, shift or printer.
 */
function writeSlip(reader: Reader, slip: SlipOf, base?: string): SlipDocument | undefined {
  const settings = readSettings(reader)
  const context = { settings, words: wordsIn(settings.locale) }
  if (slip.kind === 'sale') {
    const sale = findSale(reader, slip.subject_id)
    if (!sale) return undefined
    const standing = standingAfter(reader, sale)
    return saleSlip(context, sale, {
      copy_no: slip.copy_no ?? 0,
      link: base && `${base}/r/${sale.link}`,
      standing
    })
  }
  if (slip.kind === 'gift') {
    const sale = findSale(reader, slip.subject_id)
    return sale && giftSlip(context, sale, slip.copy_no)
  }
  if (slip.kind === 'order') {
    const order = findOrder(reader, slip.subject_id)
    return (
      order && orderSlip(context, order, { copy_no: slip.copy_no, link: base && `${base}/o/${order.link}` })
    )
  }
  if (slip.kind === 'refund') {
    const refund = findRefund(reader, slip.subject_id)
    const link = refund && base && `${base}/r/${refund.link}`
    return refund && refundSlip(context, refund, { copy_no: slip.copy_no ?? 0, link })
  }
  if (slip.kind === 'z') {
    const report = findShiftReport(reader, slip.subject_id)
    return report && zSlip(context, report, slip.copy_no)
  }
  if (slip.kind === 'payment') {
    const payment = findPayment(reader, slip.subject_id)
    return payment && paymentSlip(context, payment, slip.copy_no)
  }
  if (slip.kind === 'statement') return writeStatement(reader, slip, context)
  const printer = findPrinter(reader, slip.subject_id)
  return printer && testSlip(context, printer)
}

/** A customer's statement, as of the day it was asked for. */
function writeStatement(
  reader: Reader,
  { subject_id, asked_at }: SlipOf,
  context: SlipContext
): SlipDocument | undefined {
  const customer = findCustomer(reader, subject_id)
  if (!customer || !asked_at) return undefined
  const { zone, day_starts_at } = context.settings
  const today = businessDay(asked_at, zone, day_starts_at)
  return statementSlip(context, { customer, statement: readStatement(reader, subject_id, { today }), today })
}

/** A slip laid out for a width; the shop's own when none is given. */
export function drawSlip(
  reader: Reader,
  slip: SlipOf,
  { base, columns = readSettings(reader).columns }: { base?: string | undefined; columns?: 32 | 48 } = {}
): Row[] | undefined {
  const document = writeSlip(reader, slip, base)
  return document && layOut(document, columns)
}
