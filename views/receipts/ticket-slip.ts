import type { WholeRefund } from '../../server/refunds/find-refunds.ts'
import type { SaleLine, WholeSale } from '../../server/sales/find-sales.ts'
import { dayAndTime, quantity } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { copyMark, type SlipContext } from './slip-head.ts'

/** What the kitchen or the stock room is told. */
export interface Ticket {
  sale: WholeSale
  /** Only theirs. */
  lines: readonly SaleLine[]
  till: string
  /** What undid the sale: then the ticket says that it is off. */
  refund: WholeRefund | undefined
}

/** What somebody has to make or fetch, to be read from a step away: how many of what, and no price. */
export function ticketSlip(
  context: SlipContext,
  { sale, lines, till, refund }: Ticket,
  copy_no = 0
): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.tickets.slip
  const at = refund?.refunded_at ?? sale.sold_at
  return {
    title: sale.receipt_no,
    blocks: [
      ...copyMark(context, copy_no),
      large(refund ? w.cancelled : w.title, 'center'),
      large(sale.receipt_no, 'center'),
      { kind: 'pair', left: till, right: dayAndTime(at, locale, zone) },
      ...(sale.customer
        ? [{ kind: 'text', text: `${w.customer} ${sale.customer}`, bold: true } as const]
        : []),
      ...(refund ? [{ kind: 'text', text: `${w.reason}: ${refund.reason}` } as const] : []),
      { kind: 'rule', char: '=' },
      ...lines.flatMap(({ name, quantity_milli, unit }): Block[] => [
        large(`${quantity(quantity_milli, locale)} ${unit}`),
        large(name),
        { kind: 'rule' }
      ]),
      ...(refund ? [large(w.cancelled, 'center')] : []),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' }
    ]
  }
}

function large(text: string, align: 'left' | 'center' = 'left'): Block {
  return { kind: 'text', text, align, bold: true, size: 'double' }
}
