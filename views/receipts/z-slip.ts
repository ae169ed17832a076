import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { dayAndTime, moneyText } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { copyMark, type SlipContext, slipHead } from './slip-head.ts'

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
      ...slipHead(context),
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
      ...(report.tax_minor > 0 ? [pair(words.shift.tax, report.tax_minor)] : []),
      ...receipts(context, report),
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

function receipts({ words }: SlipContext, { first_receipt_no, last_receipt_no }: ShiftReport): Block[] {
  if (!first_receipt_no) return []
  const span =
    first_receipt_no === last_receipt_no ? first_receipt_no : `${first_receipt_no} - ${last_receipt_no}`
  return [{ kind: 'pair', left: words.receipt.z_receipts, right: span }]
}
