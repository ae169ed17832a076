import type { WholeSale } from '../../server/sales/find-sales.ts'
import { dayAndTime, quantity } from '../format.ts'
import type { Block, SlipDocument } from './document.ts'
import { copyMark, type SlipContext, slipHead } from './slip-head.ts'

/**
 * The slip that goes with a present: what and when, but no price. It carries the number as bars, for an exchange, and
 * no address: the receipt's page would tell the price.
 */
export function giftSlip(context: SlipContext, sale: WholeSale, copy_no = 0): SlipDocument {
  const { words, settings } = context
  const { locale, zone, receipt_foot } = settings
  const w = words.receipt
  return {
    title: sale.receipt_no,
    blocks: [
      ...slipHead(context),
      { kind: 'rule' },
      ...copyMark(context, copy_no),
      { kind: 'text', text: words.slips.gift, align: 'center', bold: true },
      { kind: 'pair', left: `${w.number} ${sale.receipt_no}`, right: dayAndTime(sale.sold_at, locale, zone) },
      { kind: 'rule' },
      ...sale.lines.map(({ name, quantity_milli, unit }): Block => {
        return { kind: 'pair', left: name, right: `${quantity(quantity_milli, locale)} ${unit}` }
      }),
      { kind: 'rule' },
      { kind: 'text', text: words.slips.gift_text, align: 'center' },
      { kind: 'feed', lines: 1 },
      { kind: 'barcode', data: sale.receipt_no },
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: receipt_foot || w.thanks, align: 'center' },
      { kind: 'cut' }
    ]
  }
}
