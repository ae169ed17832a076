import type { ShiftLook } from '../../server/shifts/look-at-shift.ts'
import { dayAndTime } from '../format.ts'
import type { SlipDocument } from './document.ts'
import { blindFigures, cashierFigures, shiftFigures, shiftOpened, shiftPair } from './shift-figures.ts'
import { copyMark, type SlipContext, shopHead } from './slip-head.ts'

/**
 * The slip of a running shift: what the Z will say so far. What the drawer should hold stands on it as little as on the
 * shift's page: whoever counts it later shall not know before.
 */
export function xSlip(
  context: SlipContext,
  { report, looked_at, looked_by, is_blind }: ShiftLook,
  copy_no = 0
): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.drawer.slip
  const { shift, moves } = report
  return {
    title: `X ${shift.terminal_code}`,
    blocks: [
      ...shopHead(context),
      { kind: 'rule', char: '=' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: `${w.x_title} ${shift.terminal_code}`, align: 'center', bold: true },
      { kind: 'text', text: w.x_open, align: 'center', bold: true, size: 'double' },
      shiftOpened(context, report),
      ...(looked_at
        ? [
            {
              kind: 'text',
              text: `${w.x_asked} ${dayAndTime(looked_at, locale, zone)} ${looked_by ?? ''}`
            } as const
          ]
        : []),
      ...(is_blind ? blindFigures(context, report) : shiftFigures(context, report)),
      ...(is_blind ? [] : cashierFigures(context, report)),
      { kind: 'rule' },
      shiftPair(context, words.receipt.z_float, shift.float_minor),
      ...moves.map(({ reason, amount_minor }) => shiftPair(context, reason, amount_minor)),
      { kind: 'rule' },
      { kind: 'text', text: w.x_foot, align: 'center' },
      { kind: 'cut' }
    ]
  }
}
