import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { dayAndTime, moneyText } from '../format.ts'
import { methodName } from '../tenders/method-name.ts'
import type { Block } from './document.ts'
import type { SlipContext } from './slip-head.ts'

// What X and Z have in common.

/** An amount and what it is of. */
export function shiftPair({ settings }: SlipContext, left: string, amount: number, bold = false): Block {
  return { kind: 'pair', left, right: moneyText(amount, settings.locale), bold }
}

/** What each cashier sold in a shift that several worked in. */
export function cashierFigures(context: SlipContext, { cashiers }: ShiftReport): Block[] {
  if (cashiers.length < 2) return []
  const w = context.words.shifts.slip
  return [
    { kind: 'rule' },
    { kind: 'text', text: w.cashiers },
    ...cashiers.flatMap(({ name, sales, net_minor, cash_minor }) => [
      shiftPair(context, w.sold(name, sales), net_minor),
      shiftPair(context, w.cash, cash_minor)
    ])
  ]
}

/** Of a shift whose drawer is still to be counted without knowing: nothing that tells how much cash there is. */
export function blindFigures(context: SlipContext, report: ShiftReport): Block[] {
  const { words } = context
  const count = (left: string, right: number): Block => ({ kind: 'pair', left, right: String(right) })
  const others = report.takings.filter(({ method }) => method !== 'cash')
  return [
    { kind: 'rule' },
    count(words.shift.sales, report.sales),
    ...(report.refunds > 0 ? [count(words.refunds.slip.public_title, report.refunds)] : []),
    ...receipts(context, report),
    ...(others.length > 0 ? [{ kind: 'rule' } as const, ...means(context, others)] : []),
    ...drawerOf(context, report),
    { kind: 'text', text: words.shifts.x_hidden, align: 'center' }
  ]
}

/** When a shift began and by whom. */
export function shiftOpened({ words, settings }: SlipContext, { shift }: ShiftReport): Block {
  const { locale, zone } = settings
  const when = dayAndTime(shift.opened_at, locale, zone)
  return { kind: 'text', text: `${words.receipt.z_opened} ${when} ${shift.opened_by_name}` }
}

/** What was sold and what came back, what the takings were made of, and how often the drawer was opened for nothing. */
export function shiftFigures(context: SlipContext, report: ShiftReport): Block[] {
  const { words } = context
  const w = words.receipt
  return [
    { kind: 'rule' },
    shiftPair(context, w.z_sales(report.sales), report.total_minor, true),
    ...(report.refunds > 0
      ? [
          shiftPair(context, words.refunds.shift_refunds(report.refunds), -report.refunded_minor),
          shiftPair(context, words.refunds.net, report.net_minor, true)
        ]
      : []),
    ...receipts(context, report),
    ...moneyOf(context, report),
    ...drawerOf(context, report)
  ]
}

/** How often the drawer was opened though nothing was sold; that it opened by itself is said only where it did. */
function drawerOf({ words }: SlipContext, { drawer }: ShiftReport): Block[] {
  const w = words.drawer.slip
  const times = (left: string, count: number): Block => ({ kind: 'pair', left, right: w.times(count) })
  return [
    { kind: 'rule' },
    times(w.without_sale, drawer.without_sale.length),
    ...(drawer.found_open > 0 ? [times(w.found_open, drawer.found_open)] : [])
  ]
}

/** What the takings were made of: by means, and what was added, taken off and received besides. */
function moneyOf(context: SlipContext, report: ShiftReport): Block[] {
  const { words, settings } = context
  const w = words.slips
  const pair = (left: string, amount: number): Block => {
    return { kind: 'pair', left, right: moneyText(amount, settings.locale) }
  }
  const some = (left: string, amount: number): Block[] => (amount === 0 ? [] : [pair(left, amount)])
  const parts = [
    ...some(w.service, report.service_minor),
    ...report.taxes.map(({ label, tax_minor }) => pair(label, tax_minor)),
    ...some(w.rounding, report.rounding_minor),
    ...some(w.by_hand, -report.by_hand_minor),
    ...some(w.by_promotion, -report.by_promotion_minor)
  ]
  const besides = report.payments.map(({ kind, payments, amount_minor }) =>
    pair(`${w.payments[kind]} (${payments})`, kind === 'deposit-back' ? -amount_minor : amount_minor)
  )
  return [parts, means(context, report.takings), besides].flatMap((blocks) =>
    blocks.length > 0 ? [{ kind: 'rule' } as const, ...blocks] : []
  )
}

function means(context: SlipContext, takings: ShiftReport['takings']): Block[] {
  return takings.map(({ method, name, times, amount_minor }) =>
    shiftPair(context, `${methodName(context.words, { kind: method, name })} (${times})`, amount_minor)
  )
}

function receipts({ words }: SlipContext, { first_receipt_no, last_receipt_no }: ShiftReport): Block[] {
  if (!first_receipt_no) return []
  const span =
    first_receipt_no === last_receipt_no ? first_receipt_no : `${first_receipt_no} - ${last_receipt_no}`
  return [{ kind: 'pair', left: words.receipt.z_receipts, right: span }]
}
