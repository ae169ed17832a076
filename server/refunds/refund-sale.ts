import { allow } from '../auth/allow.ts'
import type { Reader, Tx } from '../db/prepare.ts'
import { Refusal } from '../refusal.ts'
import { findSale, type SaleLine, type WholeSale } from '../sales/find-sales.ts'
import { readShiftAtWork } from '../shifts/late-sales.ts'
import type { AtTill } from '../shifts/open-shift.ts'
import { type Minor, share } from '../values/money.ts'
import { milli } from '../values/quantity.ts'
import { listRefundsOf, type WholeRefund } from './find-refunds.ts'
import { movePointsBack } from './move-points-back.ts'
import { amountOf } from './pay-back.ts'
import { type PlannedLine, remainingOf, type WantedLine } from './plan-refund.ts'
import { runningShare } from './prorate.ts'
import { readPlan, type SalePlan } from './read-plan.ts'
import type { RefundKind } from './tables.ts'
import { type BackLine, writeRefund } from './write-refund.ts'

/** What somebody wants to give back of a sale. */
export interface WantedRefund {
  /** Made by whoever asks; the refund keeps it. */
  refund_id: string
  sale_id: string
  lines: readonly WantedLine[]
  /** Why, in the words of whoever takes it back. */
  reason: string
  /** The means that was chosen for all of it; null: as it was paid. */
  method_id: string | null
  /** What the cashier saw would go back; if it is another by now, nothing goes. */
  payout_minor: Minor
  /** Of the refund's page; guessed by nobody. */
  link: string
}

/**
 * Takes goods of a sale back: goods, money, points, number and record together, or nothing. Of the sale itself nothing
 * changes.
 *
 * @throws {Refusal} shift/closed, sale/gone, refund/reason-needed, refund/nothing, refund/too-much, refund/changed,
 *   right/ask for refund, and for refund-as-cash where money goes back by another means than it came by,
 *   cash/not-that-much
 */
export function refundSale(tx: Tx, by: AtTill, wanted: WantedRefund): { refund_id: string } {
  readShiftAtWork(tx, by)
  const sale = readSale(tx, wanted.sale_id)
  const reason = readReason(wanted.reason)
  const earlier = listRefundsOf(tx, sale.sale_id)
  const plan = readPlan(tx, sale, wanted.lines, wanted, earlier)
  if (plan.payout_minor !== wanted.payout_minor) throw new Refusal('refund/changed')
  allow(tx, by, 'refund', { payout_minor: plan.payout_minor })
  keepRefund(tx, by, { sale, earlier, plan, kind: 'refund', exchange_sale_id: null }, { ...wanted, reason })
  return { refund_id: wanted.refund_id }
}

/**
 * Undoes a whole sale right away: all of it goes back as it was paid, and the goods to the shelf. Later, or when some of
 * it went back already, or it was one half of an exchange, it is a refund.
 *
 * @throws {Refusal} shift/closed, sale/gone, refund/reason-needed, refund/not-void, right/ask for void-sale,
 *   cash/not-that-much
 */
export function voidSale(
  tx: Tx,
  by: AtTill,
  wanted: Pick<WantedRefund, 'refund_id' | 'sale_id' | 'reason' | 'link'>
): { refund_id: string } {
  const { shift_id } = readShiftAtWork(tx, by)
  const sale = readSale(tx, wanted.sale_id)
  const reason = readReason(wanted.reason)
  const earlier = listRefundsOf(tx, sale.sale_id)
  if (!isVoidable(sale, earlier, shift_id)) throw new Refusal('refund/not-void')
  const plan = readPlan(tx, sale, wholeOf(sale, earlier), {}, earlier)
  allow(tx, by, 'void-sale', { payout_minor: plan.payout_minor })
  keepRefund(tx, by, { sale, earlier, plan, kind: 'void', exchange_sale_id: null }, { ...wanted, reason })
  return { refund_id: wanted.refund_id }
}

/** Whether a sale may be undone as a whole: in its own shift, with nothing returned, paid by no exchange. */
export function isVoidable(sale: WholeSale, earlier: readonly WholeRefund[], shift_id: string): boolean {
  const exchanged = sale.tenders.some(({ method }) => method === 'exchange')
  return sale.shift_id === shift_id && earlier.length === 0 && !exchanged
}

/** All that has not gone back of a sale, to the shelf. */
export function wholeOf(sale: WholeSale, earlier: readonly WholeRefund[]): WantedLine[] {
  const left = remainingOf(sale, earlier)
  return [...left].map(([line_no, quantity_milli]) => ({ line_no, quantity_milli, destination: 'shelf' }))
}

/** What was planned of a sale's refund, to be kept. */
export interface Planned {
  sale: WholeSale
  earlier: readonly WholeRefund[]
  plan: SalePlan
  kind: RefundKind
  exchange_sale_id: string | null
}

/**
 * Keeps a planned refund, with the right that it takes where money goes back by another means than it came by.
 *
 * @throws {Refusal} right/ask for refund-as-cash, and as writeRefund
 */
export function keepRefund(
  tx: Tx,
  by: AtTill,
  { sale, earlier, plan, kind, exchange_sale_id }: Planned,
  { refund_id, reason, link }: Pick<WantedRefund, 'refund_id' | 'reason' | 'link'>
): void {
  const others = plan.tenders.filter(({ is_other }) => is_other)
  if (others.length > 0) allow(tx, by, 'refund-as-cash', { payout_minor: amountOf(others) })
  const { sale_id, customer_id } = sale
  const head = { ...plan, refund_id, sale_id, kind, customer_id, exchange_sale_id, reason, link }
  movePointsBack(tx, by, sale, earlier, { ...plan, refund_id })
  writeRefund(tx, by, head, plan.lines.map(backLine), plan.tenders)
}

/** What is wanted back is said by the line; how much of the item's own unit that is, as a running sum like its price. */
function backLine(planned: PlannedLine<SaleLine>): BackLine {
  const { line, before_milli, quantity_milli, destination, total_minor, service_minor, tax_minor } = planned
  const sold_milli = share(line.quantity_milli, line.holds_milli, 1000)
  const own_unit_milli = milli(runningShare(sold_milli, before_milli, quantity_milli, line.quantity_milli))
  return {
    ...line,
    sale_line_no: line.line_no,
    quantity_milli,
    total_minor,
    service_minor,
    tax_minor,
    destination,
    own_unit_milli
  }
}

/** @throws {Refusal} sale/gone */
export function readSale(reader: Reader, sale_id: string): WholeSale {
  const sale = findSale(reader, sale_id)
  if (!sale) throw new Refusal('sale/gone')
  return sale
}

/** @throws {Refusal} refund/reason-needed */
export function readReason(typed: string): string {
  const reason = typed.trim().slice(0, 200)
  if (!reason) throw new Refusal('refund/reason-needed')
  return reason
}
