import type { LedgerHead } from '../../server/events/find-head.ts'
import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { headCode } from '../../server/values/head-code.ts'
import { dayAndTime, figure } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { shiftFigures, shiftOpened, shiftPair } from './shift-figures.ts'
import { copyMark, type SlipContext, shopHead } from './slip-head.ts'

/**
 * The slip of a closed shift: what was sold, what the drawer should hold, what it held.
 *
 * @param head how far the ledger had come: whoever keeps the slip can tell later whether it was rewritten
 */
export function zSlip(
  context: SlipContext,
  report: ShiftReport,
  copy_no = 0,
  head?: LedgerHead
): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.receipt
  const { shift, closing, moves } = report
  const pair = (left: string, amount: number, bold = false): Block => shiftPair(context, left, amount, bold)
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
      shiftOpened(context, report),
      ...(closing
        ? [
            {
              kind: 'text',
              text: `${w.z_closed} ${dayAndTime(closing.closed_at, locale, zone)} ${closing.closed_by_name}`
            } as const
          ]
        : []),
      ...shiftFigures(context, report),
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
      ...(head ? ledgerHead(context, head) : []),
      { kind: 'cut' }
    ]
  }
}

/** To be compared and typed in by people, and the whole of it to be scanned. */
function ledgerHead({ words, settings }: SlipContext, { event_id, hash }: LedgerHead): Block[] {
  const w = words.ledger
  return [
    { kind: 'rule' },
    { kind: 'text', text: w.z_head(figure(event_id, settings.locale)), align: 'center' },
    { kind: 'text', text: headCode(hash), align: 'center', bold: true },
    { kind: 'qr', data: `${event_id} ${hash}`, caption: w.z_keep }
  ]
}
