import type { CodePage } from '../../views/receipts/code-page.ts'
import { layOut, type Row, type SlipDocument } from '../../views/receipts/document.ts'
import { giftSlip } from '../../views/receipts/gift-slip.ts'
import { moveSlip } from '../../views/receipts/move-slip.ts'
import { orderSlip } from '../../views/receipts/order-slip.ts'
import { paymentSlip } from '../../views/receipts/payment-slip.ts'
import { refundSlip } from '../../views/receipts/refund-slip.ts'
import { saleSlip } from '../../views/receipts/sale-slip.ts'
import type { SlipContext } from '../../views/receipts/slip-head.ts'
import { statementSlip } from '../../views/receipts/statement-slip.ts'
import { testSlip } from '../../views/receipts/test-slip.ts'
import { ticketSlip } from '../../views/receipts/ticket-slip.ts'
import { xSlip } from '../../views/receipts/x-slip.ts'
import { zSlip } from '../../views/receipts/z-slip.ts'
import { wordsIn } from '../../views/words/words.ts'
import { findCustomer } from '../customers/find-customers.ts'
import { readStatement } from '../customers/read-statement.ts'
import type { Reader } from '../db/prepare.ts'
import { findHeadOf } from '../events/find-head.ts'
import { findOrder } from '../orders/find-orders.ts'
import { writePaperSample } from '../receipts/draw-sample.ts'
import { findLogo } from '../receipts/find-logo.ts'
import { findRefund } from '../refunds/find-refunds.ts'
import { findSale } from '../sales/find-sales.ts'
import { standingAfter } from '../sales/find-standing.ts'
import { currentDay } from '../settings/current-day.ts'
import { readSettings } from '../settings/read-settings.ts'
import { findCashMove } from '../shifts/find-cash-move.ts'
import { findShiftReport } from '../shifts/find-shift.ts'
import { findLook } from '../shifts/look-at-shift.ts'
import { findPayment } from '../tenders/find-payment.ts'
import { readTerminal } from '../terminals/find-terminal.ts'
import type { Moment } from '../values/clock.ts'
import { drawRun, labelRows } from './draw-labels.ts'
import { findPrinter } from './find-printer.ts'
import type { Columns, SlipKind } from './tables.ts'
import { ticketLines } from './tickets.ts'

/** What slip is meant. */
export interface SlipOf {
  kind: SlipKind
  subject_id: string
  copy_no?: number
  /** Which printing of it; a ticket's lines depend on the printer it was made for. */
  job_id?: string
  /** When it was asked for; a statement is as of then. */
  asked_at?: Moment
  /** Whether the money of a running shift stays untold, where nobody asked for it on paper. */
  is_blind?: boolean
}

/** What writing a slip has at hand beside what it is of. */
interface Writing extends SlipContext {
  reader: Reader
  /** Where customers reach receipt pages; without it a slip carries no code. */
  base: string | undefined
  columns: Columns
}

type Writer = (at: Writing, slip: SlipOf) => SlipDocument | undefined

/** What stands in the books, as the one document that is printed, shown and sent; undefined where nothing does. */
const WRITERS: Record<Exclude<SlipKind, 'labels'>, Writer> = {
  sale: (at, { subject_id, copy_no = 0 }) => {
    const sale = findSale(at.reader, subject_id)
    if (!sale) return undefined
    const link = at.base && `${at.base}/r/${sale.link}`
    return saleSlip(at, sale, { copy_no, link, standing: standingAfter(at.reader, sale) })
  },
  gift: (at, { subject_id, copy_no }) => {
    const sale = findSale(at.reader, subject_id)
    return sale && giftSlip(at, sale, copy_no)
  },
  order: (at, { subject_id, copy_no }) => {
    const order = findOrder(at.reader, subject_id)
    return order && orderSlip(at, order, { copy_no, link: at.base && `${at.base}/o/${order.link}` })
  },
  refund: (at, { subject_id, copy_no = 0 }) => {
    const refund = findRefund(at.reader, subject_id)
    return refund && refundSlip(at, refund, { copy_no, link: at.base && `${at.base}/r/${refund.link}` })
  },
  z: (at, { subject_id, copy_no }) => {
    const report = findShiftReport(at.reader, subject_id)
    return report && zSlip(at, report, copy_no, findHeadOf(at.reader, subject_id))
  },
  // As it stood when it was asked for; of a running shift that nobody asked for on paper, as it stands.
  x: (at, { subject_id, copy_no, is_blind = true }) => {
    const look = findLook(at.reader, subject_id)
    if (look) return xSlip(at, look, copy_no)
    const report = findShiftReport(at.reader, subject_id)
    return report && xSlip(at, { report, looked_at: null, looked_by: null, is_blind }, copy_no)
  },
  move: (at, { subject_id, copy_no }) => {
    const move = findCashMove(at.reader, subject_id)
    return move && moveSlip(at, move, copy_no)
  },
  ticket: (at, { subject_id, job_id, copy_no }) => {
    // Of a sale, or of the refund that undid one.
    const refund = findRefund(at.reader, subject_id)
    const sale = findSale(at.reader, refund?.sale_id ?? subject_id)
    if (!sale || !job_id) return undefined
    const { code, name } = readTerminal(at.reader, refund?.terminal_id ?? sale.terminal_id)
    const lines = ticketLines(at.reader, sale, job_id)
    return ticketSlip(at, { sale, lines, till: `${code} ${name}`, refund }, copy_no)
  },
  payment: (at, { subject_id, copy_no }) => {
    const payment = findPayment(at.reader, subject_id)
    return payment && paymentSlip(at, payment, copy_no)
  },
  // As of the day it was asked for.
  statement: (at, { subject_id, asked_at, copy_no }) => {
    const customer = findCustomer(at.reader, subject_id)
    if (!customer || !asked_at) return undefined
    const today = currentDay(at.reader, asked_at)
    const statement = readStatement(at.reader, subject_id, { today })
    return statementSlip(at, { customer, statement, today }, copy_no)
  },
  test: (at, { subject_id, asked_at }) => {
    const printer = findPrinter(at.reader, subject_id)
    if (printer) return testSlip(at, printer)
    return writePaperSample(at.reader, { subject_id, asked_at, columns: at.columns })
  }
}

/**
 * A slip laid out for a width; the shop's own when none is given.
 *
 * @returns undefined when there is no such sale, shift or printer
 */
export function drawSlip(
  reader: Reader,
  slip: SlipOf,
  { base, columns, page }: { base?: string | undefined; columns?: Columns; page?: CodePage } = {}
): Row[] | undefined {
  const settings = readSettings(reader)
  const width = columns ?? settings.columns
  if (slip.kind === 'labels') return labelRows(drawRun(reader, slip.subject_id, onPaper(width)))
  const logo = findLogo(reader, settings.receipt_logo, width)
  const words = wordsIn(settings.locale)
  const document = WRITERS[slip.kind]({ reader, base, columns: width, settings, words, logo }, slip)
  return document && layOut(document, width, page)
}

/** Receipt paper, for labels: their size does not come from a label printer. */
function onPaper(columns: Columns): Parameters<typeof drawRun>[2] {
  return { language: 'escpos', columns, label_width_mm: 0, label_height_mm: 0 }
}
