import type { CashMove } from '../../server/shifts/find-cash-move.ts'
import { dayAndTime, moneyText } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { signature } from './signature.ts'
import { copyMark, type SlipContext, shopHead } from './slip-head.ts'

/** The slip of cash that was put into the drawer or taken out of it, for two people to sign. */
export function moveSlip(context: SlipContext, move: CashMove, copy_no = 0): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.drawer.slip
  const { amount_minor, moved_at, terminal_code } = move
  const title = amount_minor > 0 ? w.cash_in : w.cash_out
  return {
    title,
    blocks: [
      ...shopHead(context),
      { kind: 'rule' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: title, align: 'center', bold: true },
      { kind: 'pair', left: terminal_code, right: dayAndTime(moved_at, locale, zone) },
      text(w.move_no(move.move_no)),
      text(`${words.receipt.cashier} ${move.moved_by_name}`),
      { kind: 'rule' },
      {
        kind: 'text',
        text: moneyText(Math.abs(amount_minor), locale),
        align: 'right',
        bold: true,
        size: 'double'
      },
      text(`${w.reason}: ${move.reason}`),
      ...signature(w.handed_over),
      ...signature(w.received),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' }
    ]
  }
}

function text(text: string): Block {
  return { kind: 'text', text }
}
