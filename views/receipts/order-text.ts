import type { WholeOrder } from '../../server/orders/find-orders.ts'
import { dayName, moneyText, quantity } from '../format.ts'
import type { SlipContext } from './slip-head.ts'

/** An order or a quotation as a message: plain text, whole without the link. */
export function orderText(
  { words, settings }: SlipContext,
  order: WholeOrder,
  link: string | undefined
): string {
  const { locale, name, receipt_foot } = settings
  const w = words.orders
  const amount = (left: string, minor: number) =>
    `${left}: ${moneyText(minor, locale).replace('\u00a0', ' ')}`
  return [
    name,
    `${w.kinds[order.kind]} ${order.order_no}`,
    ...(order.valid_until ? [`${w.slip.valid_until} ${dayName(order.valid_until, locale)}`] : []),
    ...(order.due_on ? [`${w.slip.due_on} ${dayName(order.due_on, locale)}`] : []),
    '',
    ...order.lines.map((line) =>
      amount(`${quantity(line.quantity_milli, locale)} ${line.unit} ${line.name}`, line.total_minor)
    ),
    '',
    amount(words.receipt.total, order.total_minor),
    ...(order.deposit_minor > 0
      ? [
          amount(w.slip.deposit, order.deposit_minor),
          amount(w.slip.rest, order.total_minor - order.deposit_minor)
        ]
      : []),
    ...(order.note ? [order.note] : []),
    '',
    ...(link ? [link, ''] : []),
    receipt_foot || words.receipt.thanks
  ].join('\n')
}
