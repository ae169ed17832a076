import type { LedgerHead } from '../../server/events/find-head.ts'
import type { ShiftReport } from '../../server/shifts/find-shift.ts'
import { headCode } from '../../server/values/head-code.ts'
import { dayAndTime, figure } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { cashierFigures, shiftFigures, shiftOpened, shiftPair } from './shift-figures.ts'
import { signature } from './signature.ts'
import { copyMark, type SlipContext, shopHead } from './slip-head.ts'

/**
 * The slip of a closed shift: what was sold, what the drawer should hold, what it held; of late sales what came in after
 * that; and where the drawer was handed over, two lines to be signed.
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
  const is_late = shift.supplement_to !== null
  const counted = closing?.counted_minor ?? null
  const number = numberOf(report)
  return {
    title: number,
    blocks: [
      ...shopHead(context),
      { kind: 'rule', char: '=' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: `${w.z_title} ${number}`, align: 'center', bold: true },
      ...(is_late ? lateHead(context) : []),
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
      ...cashierFigures(context, report),
      { kind: 'rule' },
      ...(is_late ? [] : [pair(w.z_float, shift.float_minor)]),
      pair(w.z_cash, report.cash_minor),
      ...moves.map(({ reason, amount_minor }) => pair(reason, amount_minor)),
      pair(w.z_expected, closing?.expected_minor ?? report.expected_minor, true),
      ...(counted !== null && closing
        ? [
            ...earlierCounts(context, report),
            pair(w.z_counted, counted, true),
            pair(w.z_difference, counted - closing.expected_minor, true)
          ]
        : []),
      ...(closing && counted === null && !is_late ? [centred(words.shifts.slip.not_counted)] : []),
      ...(closing?.reason ? [line(`${words.shifts.slip.reason}: ${closing.reason}`)] : []),
      ...handover(context, report),
      ...(head ? ledgerHead(context, head) : []),
      { kind: 'cut' }
    ]
  }
}

/** `K1-Z0012`, and `K1-Z0012/1` for the first late sales of it. */
function numberOf({ shift, closing }: ShiftReport): string {
  const z_number = closing?.z_number ?? shift.of_z_number
  if (!z_number) return shift.terminal_code
  const number = `${shift.terminal_code}-Z${String(z_number).padStart(4, '0')}`
  return shift.supplement_no > 0 ? `${number}/${shift.supplement_no}` : number
}

function lateHead({ words: { shifts } }: SlipContext): Block[] {
  const { late, late_text } = shifts.slip
  return [centred(late), { kind: 'text', text: late_text, align: 'center' }]
}

/** The counts before the last: whoever counted twice shows both. */
function earlierCounts(context: SlipContext, { counts }: ShiftReport): Block[] {
  return counts
    .slice(0, -1)
    .map(({ count_no, counted_minor }) =>
      shiftPair(context, context.words.shifts.slip.counts(count_no), counted_minor)
    )
}

/** Who gave the drawer to whom, and room for both to sign. */
function handover(context: SlipContext, { closing }: ShiftReport): Block[] {
  if (!closing?.taken_by_name) return []
  const w = context.words.shifts.slip
  return [
    { kind: 'rule' },
    centred(w.handed_over),
    shiftPair(context, w.amount, closing.counted_minor ?? 0, true),
    ...signature(`${w.from}: ${closing.closed_by_name}`),
    ...signature(`${w.to}: ${closing.taken_by_name}`),
    { kind: 'feed', lines: 1 }
  ]
}

function centred(text: string): Block {
  return { kind: 'text', text, align: 'center', bold: true }
}

function line(text: string): Block {
  return { kind: 'text', text }
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
