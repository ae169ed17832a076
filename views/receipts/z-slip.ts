import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { dayAndTime, moneyText } from '../format.ts'
import { methodName } from '../tenders/method-name.ts'
import type { Block, SlipDocument } from './document.ts'
import { copyMark, type SlipContext, shopHead } from './slip-head.ts'

/** The slip of a closed shift: what was sold, what the drawer should hold, what it held. */
export function zSlip(context: SlipContext, report: ShiftReport, copy_no = 0): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.receipt
  const { shift, closing, moves } = report
  const pair = (left: string, amount: number, bold = false): Block => ({
    kind: 'pair',
    left,
    right: moneyText(amount, locale),
    bold
  })
  const number = closing
    ? `${shift.terminal_code}-Z${String(closing.z_number).padStart(4, '0')}`
    : shift.terminal_code
  return {
    title: number,
    blocks: [
      ...shopHead(context),
      { kind: 'rule', char: '=' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: `${w.z_title} ${number}`, align: 'center', bold: true },
      {
        kind: 'text',
        text: `${w.z_opened} ${dayAndTime(shift.opened_at, locale, zone)} ${shift.opened_by_name}`
      },
      ...(closing
        ? [
            {
              kind: 'text',
              text: `${w.z_closed} ${dayAndTime(closing.closed_at, locale, zone)} ${closing.closed_by_name}`
            } as const
          ]
        : []),
      { kind: 'rule' },
      pair(w.z_sales(report.sales), report.total_minor, true),
      ...(report.refunds > 0
        ? [
            pair(words.refunds.shift_refunds(report.refunds), -report.refunded_minor),
            pair(words.refunds.net, report.net_minor, true)
          ]
        : []),
      ...receipts(context, report),
      ...moneyOf(context, report),
      { kind: 'rule' },
      pair(w.z_float, shift.float_minor),
      pair(w.z_cash, report.cash_minor),
      ...moves.map(({ reason, amount_minor }) => pair(reason, amount_minor)),
      pair(w.z_expected, closing?.expected_minor ?? report.expected_minor, true),
      ...(closing
        ? [
            pair(w.z_counted, closing.counted_minor, true),
            pair(w.z_difference, closing.counted_minor - closing.expected_minor, true)
          ]
        : []),
      { kind: 'cut' }
    ]
  }
}

/** What the takings were made of: by means, and what was added, taken off and received besides. */
function moneyOf({ words, settings }: SlipContext, report: ShiftReport): Block[] {
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
  const means = report.takings.map((taking) =>
    pair(
      `${methodName(words, { kind: taking.method, name: taking.name })} (${taking.times})`,
      taking.amount_minor
    )
  )
  const besides = report.payments.map(({ kind, payments, amount_minor }) =>
    pair(`${w.payments[kind]} (${payments})`, kind === 'deposit-back' ? -amount_minor : amount_minor)
  )
  return [parts, means, besides].flatMap((blocks) =>
    blocks.length > 0 ? [{ kind: 'rule' } as const, ...blocks] : []
  )
}

function receipts({ words }: SlipContext, { first_receipt_no, last_receipt_no }: ShiftReport): Block[] {
  if (!first_receipt_no) return []
  const span =
    first_receipt_no === last_receipt_no ? first_receipt_no : `${first_receipt_no} - ${last_receipt_no}`
  return [{ kind: 'pair', left: words.receipt.z_receipts, right: span }]
}
