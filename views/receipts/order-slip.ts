import type { WholeOrder } from '../../server/orders/find-orders.ts'
import type { BusinessDay } from '../../server/values/business-day.ts'
import { dayAndTime, dayName, figure, quantity } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { cashierLine, copyMark, type SlipContext, slipHead } from './slip-head.ts'
import { shows } from './slip-parts.ts'

/** The slip of an order or a quotation: what was promised for how much, until when, and what was left for it. */
export function orderSlip(
  context: SlipContext,
  order: WholeOrder,
  { copy_no = 0, link }: { copy_no?: number | undefined; link?: string | undefined } = {}
): SlipDocument {
  const { words, settings } = context
  const { locale, zone } = settings
  const w = words.orders.slip
  const rupiah = (amount: number) => `Rp ${figure(amount, locale)}`
  return {
    title: order.order_no,
    blocks: [
      ...slipHead(context),
      { kind: 'rule' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: w.titles[order.kind], align: 'center', bold: true },
      {
        kind: 'pair',
        left: `${words.receipt.number} ${order.order_no}`,
        right: dayAndTime(order.made_at, locale, zone)
      },
      ...cashierLine(context, order.made_by),
      ...(order.customer ? [text(`${words.slips.customer} ${order.customer}`)] : []),
      ...day(w.valid_until, order.valid_until, locale),
      ...day(w.due_on, order.due_on, locale),
      { kind: 'rule' },
      ...order.lines.flatMap((line): Block[] => [
        text(line.name),
        {
          kind: 'pair',
          left: `  ${quantity(line.quantity_milli, locale)} ${line.unit}`,
          right: figure(line.total_minor, locale)
        }
      ]),
      { kind: 'rule' },
      {
        kind: 'pair',
        left: words.receipt.total,
        right: rupiah(order.total_minor),
        bold: true,
        size: 'double'
      },
      ...(order.deposit_minor > 0
        ? [
            { kind: 'pair', left: w.deposit, right: rupiah(order.deposit_minor) } as const,
            {
              kind: 'pair',
              left: w.rest,
              right: rupiah(order.total_minor - order.deposit_minor),
              bold: true
            } as const
          ]
        : []),
      ...(order.note ? [{ kind: 'rule' } as const, text(order.note)] : []),
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: w.no_receipt, align: 'center' },
      ...(link && shows(settings, 'link') ? [{ kind: 'qr', data: link, caption: w.link } as const] : []),
      { kind: 'cut' }
    ]
  }
}

function day(label: string, on: BusinessDay | null, locale: SlipContext['settings']['locale']): Block[] {
  return on ? [text(`${label} ${dayName(on, locale)}`)] : []
}

function text(line: string): Block {
  return { kind: 'text', text: line }
}
